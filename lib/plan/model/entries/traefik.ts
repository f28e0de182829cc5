import type { Certificate } from '../../../settings';
import type { Backend } from './backend';
import type { ControllerEntry, ControllerRoute } from './controller-route';
import type { Entry } from './entry';

/** A port through an entry point of Traefik. */
export interface TraefikRoute extends ControllerRoute {
  /** Traefik's name for its own entry point. */
  readonly entryPoint: string;
  /** Names that TLS clients ask for (SNI). None gives BlueMind the whole entry point. */
  readonly hosts: readonly string[];
}

/** HTTPS that ends at Traefik. */
export interface TraefikHttps {
  readonly entryPoint: string;
  readonly number: number;
  readonly hosts: readonly string[];
  /** @default - Traefik's default certificate */
  readonly certificate?: Certificate;
  readonly backend: Backend;
  readonly serversTransport: TraefikServersTransport;
}

/** Plain HTTP, which BlueMind itself sends on to HTTPS, answering challenges of certificate authorities there. */
export interface TraefikHttp {
  readonly entryPoint: string;
  readonly number: number;
  readonly hosts: readonly string[];
  readonly backend: Backend;
}

/** How Traefik connects to BlueMind's HTTPS. */
export interface TraefikServersTransport {
  readonly name: string;
  /** How the certificate is checked. @default - it is not */
  readonly tls?: BackendTls;
}

/** What Traefik does with the clear text of an Ingress: a second Ingress takes it, and a Middleware sends browsers on to HTTPS. */
export interface TraefikRedirect {
  readonly ingress: Pick<Entry, 'name' | 'description' | 'annotations'>;
  /** Name of the Middleware. */
  readonly middleware: string;
}

/** Routes through Traefik. */
export interface EntryTraefik extends ControllerEntry<TraefikRoute> {
  readonly kind: 'Traefik';
  readonly https?: TraefikHttps;
  readonly http?: TraefikHttp;
}

/** How a controller checks BlueMind's certificate. */
export interface BackendTls {
  /** Secret with the certificates of the authority. */
  readonly caSecret: string;
  /** Name that the certificate must hold. */
  readonly serverName: string;
}
