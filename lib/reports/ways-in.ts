import { describeWay, type WayIn } from '../checks';
import type { ClientAddress, Plan, PlannedExposure } from '../plan';
import { everyAddress, formatAddresses, formatReference, sameSet, union } from '../reachability';
import { verdictJson } from './explanation-json';
import { formatMarkdown } from './table';

/** The ways in as they were proved of the manifests, beside what the settings decided of each external port. */
export function formatWaysIn({ exposures }: Plan, ways: readonly WayIn[]): string {
  const decided = new Set(exposures.flatMap((exposure) => waysOf(exposure, ways)));
  const rows = [
    ...exposures.flatMap((exposure) => exposureRows(exposure, waysOf(exposure, ways))),
    ...ways.filter((way) => !decided.has(way)).map((way) => [`${way.number}`, nameOf(way) ?? '', 'not chosen', workloadOf(way), '', ...proved(way)]),
  ];
  return rows.length === 0 ? 'None.\n' : formatMarkdown({ columns, rows });
}

/** The same for machines. */
export const waysInJson = (ways: readonly WayIn[]) =>
  ways.map((way) => {
    const { entry, pods, protocol, number } = way;
    const port = nameOf(way);
    return {
      ...(port !== undefined && { name: port }),
      workload: pods.name,
      protocol,
      podPort: number,
      access: entry.access,
      ...(entry.port !== undefined && { port: entry.port }),
      objects: entry.objects.map(formatReference),
      ...verdictJson(entry.verdict),
      ...(entry.verdict.kind === 'allowed' && { admitted: formatAddresses(entry.admitted) }),
      seenAs: entry.seenAs,
      proxyHeader: way.proxyListener !== undefined,
    };
  });

const columns = ['Port', 'Name', 'Through', 'Workload', 'Address of the client', 'Proved way', 'Verdict'];

const nameOf = ({ port, proxyListener }: WayIn): string | undefined => proxyListener?.port ?? port?.name;

const workloadOf = ({ pods }: WayIn): string => pods.name;

/** Ways that lead to an exposed port, by whatever object. */
const waysOf = (exposure: PlannedExposure, ways: readonly WayIn[]): readonly WayIn[] =>
  ways.filter((way) => nameOf(way) === exposure.port && (exposure.kind === 'kept-inside' || way.pods.name === exposure.workload));

function exposureRows(exposure: PlannedExposure, ways: readonly WayIn[]): readonly (readonly string[])[] {
  const decision = decisionOf(exposure);
  if (ways.length > 0) return ways.map((way) => [...decision, ...proved(way)]);
  return [[...decision, 'none among the manifests', exposure.kind === 'kept-inside' ? 'closed' : 'not led to these pods']];
}

function decisionOf(exposure: PlannedExposure): readonly string[] {
  const { number, port } = exposure;
  if (exposure.kind === 'kept-inside') return [`${number}`, port, 'stays inside the cluster', '', exposure.reason ?? ''];
  const accepted = exposure.acceptedBecause === undefined ? '' : `; accepted: ${exposure.acceptedBecause}`;
  return [`${number}`, port, exposure.entryPoint, exposure.workload, `${describe(exposure.clientAddress)}${accepted}`];
}

function describe(address: ClientAddress): string {
  if (address.kind === 'kept') return 'kept';
  return address.kind === 'proxy-protocol' ? 'handed on by the PROXY protocol' : `lost: BlueMind sees ${address.seen}`;
}

/** The way itself, and what was found of it. */
function proved(way: WayIn): readonly [string, string] {
  const { entry } = way;
  const asSeen = `the pods see the ${entry.seenAs}${way.proxyListener ? ', and the client in the PROXY header' : ''}`;
  switch (entry.verdict.kind) {
    case 'allowed':
      return [describeWay(way), `open to ${formatClients(entry.admitted)}; ${asSeen}`];
    case 'unknown':
      return [describeWay(way), `may be open to ${formatClients(entry.clients)}; ${asSeen}`];
    case 'denied':
      return [describeWay(way), 'closed'];
  }
}

function formatClients(addresses: WayIn['entry']['clients']): string {
  const families = [
    { name: 'every address', set: union(everyAddress('IPv4'), everyAddress('IPv6')) },
    { name: 'every IPv4 address', set: everyAddress('IPv4') },
    { name: 'every IPv6 address', set: everyAddress('IPv6') },
  ];
  return families.find(({ set }) => sameSet(set, addresses))?.name ?? formatAddresses(addresses);
}
