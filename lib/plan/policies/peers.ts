import { parseAddress } from '../../base/addresses';
import type { PlannedServer, PlannedWorkload, TrafficPeer } from '../model';
import { compare } from '../servers/workloads';

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

/** Peers in an order that is always the same: pods by the labels of their namespaces and their own, then blocks of addresses. */
export const sortPeers = (peers: readonly TrafficPeer[]): readonly TrafficPeer[] =>
  [...peers].sort((one, other) => compare(keyOf(one), keyOf(other)));

const keyOf = (peer: TrafficPeer): string =>
  peer.kind === 'pods'
    ? ['0', ...[peer.namespaceLabels, peer.podLabels].map((labels) => labels && JSON.stringify(Object.entries(labels).sort()))].join(' ')
    : ['1', peer.cidr, ...peer.except].join(' ');

/** An address as a block with only this address. */
const blockOf = (address: string): string => `${address}/${parseAddress(address)?.family === 'IPv6' ? 128 : 32}`;
