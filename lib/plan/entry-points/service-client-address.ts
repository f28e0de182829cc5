import type { ClientAddress } from '../model';
import type { EntryPointInput } from './entry-point';

/** What becomes of the client's address where a Service leads straight to the pods. */
export const serviceClientAddress =
  ({ exposed }: EntryPointInput, externalTrafficPolicy: 'Local' | 'Cluster') =>
  (port: string): ClientAddress => {
    if (exposed.some((one) => one.port.name === port && one.proxyListener)) return { kind: 'proxy-protocol' };
    if (externalTrafficPolicy === 'Local') return { kind: 'kept' };
    return {
      kind: 'lost',
      seen: 'the address of a node, since externalTrafficPolicy is Cluster',
      waysOut: ['set externalTrafficPolicy: Local', 'have the balancer hand it on by proxyProtocol'],
    };
  };
