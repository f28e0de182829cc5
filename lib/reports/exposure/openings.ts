import { csvLine } from '../../base/csv';
import { catalogues } from '../../catalogue';
import type { AllowedEgress, EgressPeer, Plan, PlannedEntry } from '../../plan';
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
  [openingColumns, ...openingsOf(plan).map((opening) => openingColumns.map((column) => opening[column]))]
    .map((fields) => csvLine(fields, '\r\n'))
    .join('');

/** The openings of an installation: incoming ones by number, outgoing ones by name. */
export const openingsOf = (plan: Plan): readonly Opening[] => [...openingsIn(plan), ...(plan.egress.length > 0 ? allowedOut(plan) : knownOut(plan))];

const openingsIn = (plan: Plan): readonly Opening[] =>
  plan.exposures.flatMap((exposure): readonly Opening[] => {
    if (exposure.kind !== 'exposed') return [];
    const entries = plan.entries.filter(({ entryPoint }) => entryPoint === exposure.entryPoint);
    const port = plan.workloads.flatMap(({ ports }) => ports).find(({ name }) => name === exposure.port);
    return [
      {
        source: sourcesOf(entries),
        destination: destinationOf(plan, exposure.entryPoint, entries),
        port: `${nodePortOf(entries, exposure.port) ?? exposure.number}`,
        protocol: port?.protocol ?? 'TCP',
        direction: 'in',
        purpose: exposure.port,
      },
    ];
  });

/** The node port of an exposed port, if clients or balancers outside connect to the nodes. */
const nodePortOf = (entries: readonly PlannedEntry[], name: string): number | undefined =>
  entries.flatMap((entry) => (entry.kind === 'NodePort' ? entry.ports : [])).find((port) => port.name === name)?.nodePort;

/** The clients that an entry point admits; everyone if it names none. */
function sourcesOf(entries: readonly PlannedEntry[]): string {
  const ranges = entries.flatMap(sourceRangesOf);
  return ranges.length > 0 ? [...new Set(ranges)].sort().join(' ') : 'any';
}

/** Where clients connect to: known addresses and names, else the object that has the address. */
function destinationOf({ dns, entries: all }: Plan, entryPoint: string, entries: readonly PlannedEntry[]): string {
  const owner = entries.find(({ kind }) => kind === 'LoadBalancer' || kind === 'NodePort' || kind === 'Gateway' || kind === 'Ingress');
  if (owner?.kind === 'NodePort') return 'every node of the cluster';
  const fixed = owner?.kind === 'LoadBalancer' ? owner.loadBalancer?.address : undefined;
  if (fixed !== undefined) return fixed;
  const named = dns?.records.find(({ addressOf }) => addressOf?.endsWith(`/${owner?.name}`));
  if (named) return named.name;
  const kind = owner?.kind === 'LoadBalancer' ? 'Service' : owner?.kind;
  return owner && all.includes(owner) ? `${kind} ${owner.namespace}/${owner.name}` : `entry point '${entryPoint}'`;
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
