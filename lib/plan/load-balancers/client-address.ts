import type { ClientAddress } from '../model';
import type { BalancedPort, LoadBalancerRequest } from './provider';

/**
 * A balancer that forwards packets: the pods see the client, unless a node replaces the client address with its own.
 * Networks without kube-proxy that still keep it (Cilium with DSR) are not assumed.
 */
export function passedOn({ settings }: LoadBalancerRequest, { hasHeader }: BalancedPort, furtherWaysOut: readonly string[] = []): ClientAddress {
  if (hasHeader) return { kind: 'proxy-protocol' };
  if (settings.externalTrafficPolicy === 'Local') return { kind: 'kept' };
  return {
    kind: 'lost',
    seen: 'the address of a node, since externalTrafficPolicy is Cluster',
    waysOut: ['set externalTrafficPolicy: Local', ...furtherWaysOut],
  };
}

/** A balancer that opens its own connections: the pods see the balancer with Local, a node with Cluster, and the client only in a PROXY header. */
export const openedAnew =
  (title: string, scope: 'the port' | 'every port of the entry point', furtherWaysOut: readonly string[] = []) =>
  (_: LoadBalancerRequest, { hasHeader }: BalancedPort): ClientAddress =>
    hasHeader
      ? { kind: 'proxy-protocol' }
      : {
          kind: 'lost',
          seen: `the address of the load balancer or of a node, since ${title} opens its own connections with every externalTrafficPolicy`,
          waysOut: [`make it send the address by proxyProtocol on ${scope}`, ...furtherWaysOut],
        };
