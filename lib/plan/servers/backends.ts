import { type IpFamily, parseAddress } from '../../base/addresses';
import type { PlannedServer, ServiceBackends } from '../model';

/** What the Services of a workload lead to. */
export const backendsOf = (server: PlannedServer): ServiceBackends =>
  server.runsOn === 'pods' ? { kind: 'pods', podLabels: server.podLabels } : { kind: 'machines', addresses: server.addresses };

/** Families of the addresses to which a Service leads, in order of preference. @default - pods, whose families the cluster knows */
export function familiesOf(server: PlannedServer): readonly IpFamily[] | undefined {
  if (server.runsOn === 'pods') return undefined;
  const found = new Set(server.addresses.map((address) => parseAddress(address)?.family));
  return (['IPv4', 'IPv6'] as const).filter((family) => found.has(family));
}

/**
 * IP families of a Service: the requested ones for which machines have addresses, since a Service only leads to endpoints of its own families.
 * If none is requested, machines of one family decide; with machines of both families the cluster decides.
 */
export function servedFamilies(server: PlannedServer, asked: readonly IpFamily[] | undefined): readonly IpFamily[] | undefined {
  const own = familiesOf(server);
  if (!own) return asked;
  return asked ? asked.filter((family) => own.includes(family)) : own.length === 1 ? own : undefined;
}
