import type { Protocol } from '../../../catalogue';
import type { Backend } from './backend';
import type { Entry } from './entry';

/** An external port that a controller routes to BlueMind as raw TCP. You must configure the controller to open it: no rendered manifest does. */
export interface ControllerRoute {
  /** Name of the external port. */
  readonly name: string;
  /** Number that clients connect to. */
  readonly number: number;
  readonly protocol: Protocol;
  readonly backend: Backend;
  /** Version of the PROXY header that is sent to BlueMind. @default - none is sent */
  readonly proxyVersion?: 'v1' | 'v2';
}

/** What an entry point requires of an ingress controller; the source of its Helm values. */
export interface ControllerEntry<Route extends ControllerRoute = ControllerRoute> extends Entry {
  /** @default - the cluster's default class, or none */
  readonly className?: string;
  /** Raw TCP, by number. */
  readonly routes: readonly Route[];
  /** Allowed client addresses; empty for everyone. */
  readonly sourceRanges: readonly string[];
  /** Addresses whose PROXY headers the controller trusts. */
  readonly trustedProxies: readonly string[];
}
