import type { IpFamily } from '../../../base/addresses';
import type { ControllerEntry, ControllerRoute } from './controller-route';

/** A port through a frontend of HAProxy. */
export interface HaproxyRoute extends ControllerRoute {
  /** Number on which the controller's pods listen. */
  readonly bindPort: number;
}

/** TCP routes through HAProxy's ingress controller; the web goes through an Ingress. */
export interface EntryHaproxy extends ControllerEntry<HaproxyRoute> {
  readonly kind: 'HAProxy';
  readonly tcp: HaproxyTcp;
}

/** How the controller reads its routes. */
export type HaproxyTcp =
  /** From its resource TCP, whose frontends listen on these families. */
  | { readonly kind: 'custom-resource'; readonly ipFamilies: readonly IpFamily[] }
  /** From the ConfigMap that is given at its start. */
  | { readonly kind: 'config-map'; readonly name: string; readonly namespace: string };
