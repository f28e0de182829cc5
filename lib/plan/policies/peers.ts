import { parseAddress } from '../../base/addresses';
import type { PlannedServer, PlannedWorkload, TrafficPeer } from '../model';

/** A workload as peers in the policies of another: its pods, with the namespace if it differs, or the addresses of its machines. */
export function peersOf(server: PlannedServer, { namespace }: Pick<PlannedWorkload, 'namespace'>): readonly TrafficPeer[] {
  if (server.runsOn === 'machines') return server.addresses.map((address) => ({ kind: 'addresses', cidr: blockOf(address), except: [] }));
  const { podLabels } = server;
  return [
    server.namespace === namespace
      ? { kind: 'pods', podLabels }
      : { kind: 'pods', namespaceLabels: { 'kubernetes.io/metadata.name': server.namespace }, podLabels },
  ];
}

/** An address as a block with only this address. */
const blockOf = (address: string): string => `${address}/${parseAddress(address)?.family === 'IPv6' ? 128 : 32}`;
