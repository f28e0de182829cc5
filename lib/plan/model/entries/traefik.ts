import type { Certificate } from '../../../settings';
import type { Backend } from './backend';
import type { ControllerEntry, ControllerRoute } from './controller-route';
import type { Entry } from './entry';

/** A port through an entry point of Traefik. */
export interface TraefikRoute extends ControllerRoute {
  /** Traefik's name for its own entry point. */
  readonly entryPoint: string;
  /** Names that TLS clients ask for (SNI). Without names, BlueMind has the whole entry point. */
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

/** Plain HTTP: BlueMind itself redirects it to HTTPS and answers challenges of certificate authorities. */
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

/** What Traefik does with plain HTTP of an Ingress: a second Ingress takes it, and a Middleware redirects browsers to HTTPS. */
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
  /** Name that the certificate must contain. */
  readonly serverName: string;
}
