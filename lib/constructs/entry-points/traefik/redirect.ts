import type { Construct } from 'constructs';
import type { Entry, Plan, TraefikRedirect } from '../../../plan/model';
import { TraefikObject } from './traefik-object';

/** Sends browsers from HTTP on to HTTPS. */
export class RedirectMiddleware extends TraefikObject {
  constructor(scope: Construct, plan: Plan, entry: Entry, { middleware }: TraefikRedirect) {
    super(scope, plan, entry, {
      kind: 'Middleware',
      name: middleware,
      description: 'Redirects browsers from HTTP to HTTPS permanently.',
      spec: { redirectScheme: { scheme: 'https', permanent: true } },
    });
  }
}
