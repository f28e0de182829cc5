import type { GatewayApi } from '../../../settings';
import type { RouteKind } from '../../model';

const group = 'gateway.networking.k8s.io';

export type Channel = 'standard' | 'experimental';

/**
 * Versions of the routes that the CRDs serve, by release and channel; a kind that the CRDs lack has none.
 * Sources: the CRDs of 1.5 (experimental) and 1.6, and the release notes. The standard channel never serves an alpha version.
 */
const routes: Readonly<Record<GatewayApi, Readonly<Record<Channel, Readonly<Partial<Record<RouteKind, string>>>>>>> = {
  '1.4': {
    standard: { HTTPRoute: 'v1' },
    experimental: { HTTPRoute: 'v1', TLSRoute: 'v1alpha2', TCPRoute: 'v1alpha2', UDPRoute: 'v1alpha2' },
  },
  '1.5': {
    standard: { HTTPRoute: 'v1', TLSRoute: 'v1' },
    experimental: { HTTPRoute: 'v1', TLSRoute: 'v1', TCPRoute: 'v1alpha2', UDPRoute: 'v1alpha2' },
  },
  '1.6': {
    standard: { HTTPRoute: 'v1', TLSRoute: 'v1', TCPRoute: 'v1', UDPRoute: 'v1' },
    experimental: { HTTPRoute: 'v1', TLSRoute: 'v1', TCPRoute: 'v1', UDPRoute: 'v1' },
  },
};

/** The apiVersion of a route; undefined if the CRDs serve none. */
export function routeVersion(release: GatewayApi, channel: Channel, kind: RouteKind): string | undefined {
  const version = routes[release][channel][kind];
  return version && `${group}/${version}`;
}

/** The first release whose standard channel serves a kind of route. */
export const standardSince = (kind: RouteKind): GatewayApi => (kind === 'HTTPRoute' ? '1.4' : kind === 'TLSRoute' ? '1.5' : '1.6');

/** Whether ListenerSets are served; before 1.5 they had another kind and group. */
export const hasListenerSets = (release: GatewayApi): boolean => release !== '1.4';

/** Versions of the other kinds. BackendTLSPolicy is v1 since 1.4, ListenerSet since 1.5. */
export const versions = {
  gateway: `${group}/v1`,
  listenerSet: `${group}/v1`,
  backendTlsPolicy: `${group}/v1`,
  referenceGrant: (release: GatewayApi): string => `${group}/${release === '1.4' ? 'v1beta1' : 'v1'}`,
  envoy: 'gateway.envoyproxy.io/v1alpha1',
  cilium: 'cilium.io/v2',
  istio: 'networking.istio.io/v1',
  kgateway: 'gateway.kgateway.dev/v1alpha1',
} as const;
