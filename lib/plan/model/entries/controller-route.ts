import type { Protocol } from '../../../catalogue';
import type { Backend } from './backend';
import type { Entry } from './entry';

/** An external port that a controller leads to BlueMind as raw TCP. The controller must be told to open it: no manifest of ours does. */
export interface ControllerRoute {
  /** Name of the external port. */
  readonly name: string;
  /** Number that clients connect to. */
  readonly number: number;
  readonly protocol: Protocol;
  readonly backend: Backend;
  /** Version of the PROXY header that BlueMind is sent. @default - none is sent */
  readonly proxyVersion?: 'v1' | 'v2';
}

/** What an entry point asks of an ingress controller; its Helm values are made of it. */
export interface ControllerEntry<Route extends ControllerRoute = ControllerRoute> extends Entry {
  /** @default - the cluster's default class, or none */
  readonly className?: string;
  /** Raw TCP, by number. */
  readonly routes: readonly Route[];
  /** Client addresses that are let in; none for everyone. */
  readonly sourceRanges: readonly string[];
  /** Addresses whose PROXY headers the controller believes. */
  readonly trustedProxies: readonly string[];
}
