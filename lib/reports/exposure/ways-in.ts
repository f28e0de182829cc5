import { describeWay, type WayIn } from '../../checks';
import type { ClientAddress, Plan, PlannedExposure } from '../../plan';
import { everyAddress, formatAddresses, formatReference, sameSet, union } from '../../reachability';
import { verdictJson } from '../explanations/json';
import { formatMarkdown } from '../table';
import { type Admission, admissionsOf } from './inside';
import { externalPort } from './ports';

/** The ways in as proved from the manifests, with the decision of the settings about each external port. */
export function formatWaysIn(plan: Plan, ways: readonly WayIn[]): string {
  const { exposures } = plan;
  const decided = new Set(exposures.flatMap((exposure) => waysOf(exposure, ways)));
  const rows = [
    ...exposures.flatMap((exposure) => exposureRows(plan, exposure, waysOf(exposure, ways))),
    ...ways
      .filter((way) => !decided.has(way))
      .map((way) => [
        `${way.number}`,
        nameOf(way) ?? '',
        'not chosen',
        workloadOf(way),
        ...requirements(plan, nameOf(way)),
        '',
        ...proved(plan, way),
      ]),
  ];
  return rows.length === 0 ? 'None.\n' : formatMarkdown({ columns, rows: eachOnce(rows) });
}

/** Ways to several addresses of the same machines are one row. */
const eachOnce = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row), row])).values(),
];

/** The same for machines. */
export const waysInJson = (plan: Plan, ways: readonly WayIn[]) =>
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
      ...(entry.destination.kind === 'address' && { machine: formatAddresses(entry.destination.addresses) }),
      ...verdictJson(entry.verdict),
      ...(entry.verdict.kind === 'allowed' && { admitted: formatAddresses(entry.admitted) }),
      seenAs: entry.seenAs,
      proxyHeader: way.proxyListener !== undefined,
      clientSeenBy: seenBy(way),
      admittedBy: admissions(plan, way).map(({ policy, rule }) => ({ policy, rule })),
    };
  });

const columns = [
  'Port',
  'Name',
  'Through',
  'Workload',
  'Need',
  'Transport security',
  'Client address',
  'Proved way',
  'Verdict',
  'Address that the server sees',
  'Admitted by',
];

const nameOf = ({ port, proxyListener }: WayIn): string | undefined => proxyListener?.port ?? port?.name;

const workloadOf = ({ pods }: WayIn): string => pods.name;

/** Whether the settings chose a way: it leads to an exposed port, through any object. */
export const isDecidedBy = (exposure: PlannedExposure, way: WayIn): boolean =>
  nameOf(way) === exposure.port && (exposure.kind === 'kept-inside' || way.pods.name === exposure.workload);

const waysOf = (exposure: PlannedExposure, ways: readonly WayIn[]): readonly WayIn[] => ways.filter((way) => isDecidedBy(exposure, way));

function exposureRows(plan: Plan, exposure: PlannedExposure, ways: readonly WayIn[]): readonly (readonly string[])[] {
  const decision = decisionOf(plan, exposure);
  if (ways.length > 0) return ways.map((way) => [...decision, ...proved(plan, way)]);
  if (exposure.kind === 'kept-inside') return [[...decision, 'none among the manifests', 'closed', '', '']];
  const { redirectsTo } = externalPort(plan.release, exposure.port) ?? {};
  const isBehindController = plan.cluster.controllers.some(({ entryPoint }) => entryPoint === exposure.entryPoint);
  return redirectsTo === undefined || !isBehindController
    ? [[...decision, 'none among the manifests', 'does not lead to these pods', '', '']]
    : [[...decision, `the controller or gateway answers, and redirects to ${redirectsTo}`, 'no connection reaches these pods', '', '']];
}

function decisionOf(plan: Plan, exposure: PlannedExposure): readonly string[] {
  const { number, port } = exposure;
  const needs = requirements(plan, port);
  if (exposure.kind === 'kept-inside') return [`${number}`, port, 'stays inside the cluster', '', ...needs, exposure.reason ?? ''];
  const accepted = exposure.acceptedBecause === undefined ? '' : `; accepted: ${exposure.acceptedBecause}`;
  return [`${number}`, port, exposure.entryPoint, exposure.workload, ...needs, `${describe(exposure.clientAddress)}${accepted}`];
}

/** Whether BlueMind needs the port, and how its connections are secured. */
function requirements({ release }: Plan, name: string | undefined): readonly [string, string] {
  const port = externalPort(release, name);
  return port ? [port.need, port.transportSecurity] : ['', ''];
}

function describe(address: ClientAddress): string {
  if (address.kind === 'kept') return 'kept';
  return address.kind === 'proxy-protocol' ? 'sent by the PROXY protocol' : `lost: BlueMind sees ${address.seen}`;
}

/** The way itself, its verdict, and the policy that decides it. */
function proved(plan: Plan, way: WayIn): readonly string[] {
  return [describeWay(way), verdictOf(way), seenBy(way), admittedBy(plan, way)];
}

function verdictOf({ entry }: WayIn): string {
  switch (entry.verdict.kind) {
    case 'allowed':
      return `open to ${formatClients(entry.admitted)}`;
    case 'unknown':
      return `may be open to ${formatClients(entry.clients)}`;
    case 'denied':
      return 'closed';
  }
}

/** What the server sees as the client address, and why. */
export function seenBy({ entry, proxyListener, port }: WayIn): string {
  const { seenAs, service } = entry;
  if (proxyListener)
    return seenAs === 'client' ? 'the client, which writes the PROXY header itself' : `the ${seenAs}, and the client in the PROXY header`;
  const policy = service && `externalTrafficPolicy: ${service.service.externalTrafficPolicy} of ${formatReference(service.service.reference)}`;
  switch (seenAs) {
    case 'client':
      return `the client${entry.access === 'host-network' || entry.access === 'host-port' ? ', on the node itself' : policy ? `, by ${policy}` : ''}`;
    case 'node':
      return `the node${policy ? `, by ${policy}` : ''}`;
    case 'balancer':
      return 'the balancer';
    case 'controller':
      return `the controller${port?.name === 'http' || port?.name === 'https' ? ', and the client in an HTTP header' : ''}`;
  }
}

const admissions = (plan: Plan, { entry }: WayIn): readonly Admission[] => admissionsOf(plan, entry.explain()?.ingress);

function admittedBy(plan: Plan, way: WayIn): string {
  const { entry } = way;
  if (entry.verdict.kind === 'denied') return 'no rule';
  if (entry.destination.kind === 'address') return 'no policy protects machines';
  const policies = [...new Set(admissions(plan, way).map(({ policy }) => policy))];
  return policies.length > 0 ? policies.join(', ') : 'no policy prevents it';
}

/** `every IPv4 address`, or the ranges. */
export function formatClients(addresses: WayIn['entry']['clients']): string {
  const families = [
    { name: 'every address', set: union(everyAddress('IPv4'), everyAddress('IPv6')) },
    { name: 'every IPv4 address', set: everyAddress('IPv4') },
    { name: 'every IPv6 address', set: everyAddress('IPv6') },
  ];
  return families.find(({ set }) => sameSet(set, addresses))?.name ?? formatAddresses(addresses);
}
