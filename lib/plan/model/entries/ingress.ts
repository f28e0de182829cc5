import type { Certificate, EntryPointSettings } from '../../../settings';
import type { Entry } from './entry';
import type { TraefikRedirect, TraefikServersTransport } from './traefik';

export interface EntryIngress extends Entry {
  readonly kind: 'Ingress';
  /** Which controller serves it. */
  readonly controller: Extract<EntryPointSettings, { readonly type: 'Ingress' }>['controller'];
  readonly className?: string;
  readonly hosts: readonly string[];
  readonly certificate?: Certificate;
  readonly backend: { readonly service: string; readonly port: number };
  /** How Traefik connects to the backend, which an Ingress cannot express. @default - another controller */
  readonly serversTransport?: TraefikServersTransport;
  /** How Traefik redirects plain HTTP, which an Ingress cannot express. @default - another controller, or http is not exposed */
  readonly redirect?: TraefikRedirect;
}
