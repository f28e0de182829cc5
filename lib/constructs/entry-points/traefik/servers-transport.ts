import type { Construct } from 'constructs';
import type { Entry, Plan, TraefikServersTransport } from '../../../plan/model';
import { TraefikObject } from './traefik-object';

/** How Traefik connects to BlueMind's HTTPS. It always says whether the certificate is checked. */
export class ServersTransport extends TraefikObject {
  constructor(scope: Construct, plan: Plan, entry: Entry, { name, tls }: TraefikServersTransport) {
    super(scope, plan, entry, {
      kind: 'ServersTransport',
      name,
      description: tls
        ? `Traefik speaks TLS to BlueMind and checks that Secret '${tls.caSecret}' issued its certificate for ${tls.serverName}.`
        : "Traefik speaks TLS to BlueMind without checking its certificate, which is BlueMind's own.",
      spec: tls ? { insecureSkipVerify: false, rootCAs: [{ secret: tls.caSecret }], serverName: tls.serverName } : { insecureSkipVerify: true },
    });
  }
}
