import { parseAddress } from '../../base/addresses';
import { csvLine } from '../../base/csv';
import { catalogues } from '../../catalogue';
import { type AllowedEgress, addressOwner, type EgressPeer, type Plan, type PlannedEntry, type PlannedExposure } from '../../plan';
import { sourceRangesOf } from './entry-points';

/** An opening for the network team. */
export interface Opening {
  readonly source: string;
  readonly destination: string;
  readonly port: string;
  readonly protocol: string;
  readonly direction: 'in' | 'out';
  readonly purpose: string;
}

/** The columns of the list, in their order. */
export const openingColumns = ['source', 'destination', 'port', 'protocol', 'direction', 'purpose'] as const;

/** What firewalls outside the cluster must admit, as CSV: ways in, then outgoing connections. */
export const formatOpenings = (plan: Plan): string =>
  [
    openingColumns,
    ...openingsOf(plan)
      .filter(({ destination }) => !isOnNode(destination))
      .map((opening) => openingColumns.map((column) => opening[column])),
  ]
    .map((fields) => csvLine(fields, '\r\n'))
    .join('');

/** Link-local addresses, such as that of a DNS cache on each node: no packet to them leaves the node. */
const isOnNode = (destination: string): boolean => /^169\.254\.|^fe80:/i.test(destination);

/** The openings of an installation: incoming ones by number, outgoing ones by name. */
export const openingsOf = (plan: Plan): readonly Opening[] => [...openingsIn(plan), ...(plan.egress.length > 0 ? allowedOut(plan) : knownOut(plan))];

const openingsIn = (plan: Plan): readonly Opening[] =>
  plan.exposures.flatMap((exposure): readonly Opening[] => {
    if (exposure.kind !== 'exposed') return [];
    const entries = plan.entries.filter(({ entryPoint }) => entryPoint === exposure.entryPoint);
    const port = plan.workloads.flatMap(({ ports }) => ports).find(({ name }) => name === exposure.port);
    return destinationsOf(plan, exposure).map((destination) => ({
      source: sourcesOf(entries),
      destination,
      port: `${nodePortOf(entries, exposure.port) ?? exposure.number}`,
      protocol: port?.protocol ?? 'TCP',
      direction: 'in',
      purpose: exposure.port,
    }));
  });

/** The node port of an exposed port, if clients or balancers outside connect to the nodes. */
const nodePortOf = (entries: readonly PlannedEntry[], name: string): number | undefined =>
  entries.flatMap((entry) => (entry.kind === 'NodePort' ? entry.ports : [])).find((port) => port.name === name)?.nodePort;

/** The clients that an entry point admits; everyone if it names none. */
function sourcesOf(entries: readonly PlannedEntry[]): string {
  const ranges = entries.flatMap(sourceRangesOf);
  return ranges.length > 0 ? [...new Set(ranges)].sort().join(' ') : 'any';
}

/** Where clients connect to: known addresses and names, else what has the address. */
function destinationsOf({ dns, entries }: Plan, exposure: Extract<PlannedExposure, { readonly kind: 'exposed' }>): readonly string[] {
  const { entry, title } = addressOwner(exposure, entries);
  if (entry?.kind === 'NodePort') return ['every node of the cluster'];
  const fixed = entry?.kind === 'LoadBalancer' ? (entry.loadBalancer?.fixedAddresses ?? []) : entry?.kind === 'Gateway' ? entry.addresses : [];
  // Some providers take names of addresses, which no firewall knows.
  const known = fixed.filter((address) => parseAddress(address) !== undefined);
  if (known.length > 0) return known;
  return [dns?.records.find(({ addressOf }) => addressOf === title)?.name ?? title];
}

/** If nothing restricts the pods: the known outgoing connections of BlueMind. */
function knownOut({ release, workloads, machines }: Plan): readonly Opening[] {
  const running = [...workloads, ...machines];
  return catalogues[release].outgoing.flatMap(({ from, protocol, ports, hosts, description }) =>
    running
      .filter(({ components }) => components.includes(from))
      .flatMap(({ name }) =>
        (hosts ?? ['any']).map(
          (destination): Opening => ({
            source: `workload ${name}`,
            destination,
            port: ports.join(' '),
            protocol,
            direction: 'out',
            purpose: description,
          }),
        ),
      ),
  );
}

/** If policies restrict the pods: what they allow outside the cluster. */
const allowedOut = ({ egress }: Plan): readonly Opening[] =>
  egress.flatMap((statement) => statement.rules.flatMap((rule) => openingsOut(statement, rule)));

function openingsOut({ workload, description }: AllowedEgress, { to, ports }: AllowedEgress['rules'][number]): readonly Opening[] {
  const destinations = to === 'anywhere' ? ['any'] : to.flatMap(outside);
  const byProtocol =
    ports === 'all'
      ? [{ protocol: 'any', port: 'any' }]
      : ports.map(({ protocol, number, endNumber }) => ({ protocol, port: number === endNumber ? `${number}` : `${number}-${endNumber}` }));
  return destinations.flatMap((destination) =>
    byProtocol.map(
      ({ protocol, port }): Opening => ({ source: `workload ${workload}`, destination, port, protocol, direction: 'out', purpose: description }),
    ),
  );
}

/** A peer that is not among the pods of the cluster. */
const outside = (peer: EgressPeer): readonly string[] => {
  if (peer.kind === 'addresses') return [peer.except.length > 0 ? `${peer.cidr} without ${peer.except.join(' ')}` : peer.cidr];
  return peer.kind === 'host' ? [peer.host] : [];
};
