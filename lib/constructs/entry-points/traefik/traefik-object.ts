import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Entry, Plan } from '../../../plan/model';
import { metadata } from '../../metadata';

/** One of Traefik's resources. */
export interface TraefikObjectProps {
  readonly kind: 'IngressRoute' | 'IngressRouteTCP' | 'Middleware' | 'MiddlewareTCP' | 'ServersTransport' | 'ServersTransportTCP';
  readonly name: string;
  readonly description: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** An object of traefik.io/v1alpha1, in the namespace of its Services: Traefik lets no object refer to one of another namespace. */
export class TraefikObject extends ApiObject {
  constructor(scope: Construct, plan: Plan, entry: Entry, { kind, name, description, spec }: TraefikObjectProps) {
    super(scope, `${kind}-${name}`, {
      apiVersion: 'traefik.io/v1alpha1',
      kind,
      metadata: metadata(plan, { ...entry, name, description }),
      spec,
    });
  }
}
