import type { SourcePosition } from '../../base/faults';
import { catalogues, isNetworkPort, lastNumber, type Release } from '../../catalogue';
import { type Access, type AccessMatrix, type AccessPort, type AccessSource, accessPhrases, type WayIn } from '../../checks';
import {
  type AddressSet,
  admitting,
  covers,
  type DirectionExplanation,
  everyAddress,
  formatAddresses,
  formatReference,
  reasonsOf,
} from '../../reachability';
import { formatClients, seenBy } from '../exposure/ways-in';

import type { PageCell, PageRow, PageSource, PageState, PageStep } from './page';

/** A line of a file of manifests; undefined if it is not available. */
export type LineOf = (position: SourcePosition) => string | undefined;

/** The matrix of sources and ports, every cell with its explanation. */
export function matrixOf({ sources, ports, between }: AccessMatrix, lineOf: LineOf = () => undefined): Pick<PageState, 'sources' | 'rows'> {
  return {
    sources: sources.map(sourceOf),
    rows: ports.map((port) => ({ ...rowOf(port), cells: sources.map((source) => matrixCell(source, between(source, port), lineOf)) })),
  };
}

/** A column: workloads by name, without the kind of their stand-ins. */
export const sourceOf = (source: AccessSource): PageSource => ({
  kind: source.kind,
  title: source.kind === 'addresses' ? `${source.title}, straight to the pods` : source.title.replace(/\[Workload\]$/, ''),
});

/** The facts in a row about its port. */
export const rowOf = ({ name, component, workload, audience, protocol, number, endNumber }: AccessPort): Omit<PageRow, 'cells'> => ({
  name,
  component,
  workload: workload.replace(/\[Workload\]$/, ''),
  audience,
  number: `${protocol} ${number === endNumber ? number : `${number}-${endNumber}`}`,
});

/** Ports of the catalogue that no workload has, and those of 127.0.0.1, which nobody reaches, so that no port is missing. */
export function portsWithoutRows(release: Release, rows: readonly PageRow[], sources: readonly PageSource[]): readonly PageRow[] {
  const known = new Set(rows.map(({ name }) => name));
  return catalogues[release].ports
    .filter(({ name }) => !known.has(name))
    .map((port) => {
      const last = isNetworkPort(port) ? lastNumber(port) : port.number;
      const [audience, text] =
        port.audience === 'loopback'
          ? (['loopback', 'It listens only on 127.0.0.1 and never leaves its pod.'] as const)
          : ([port.audience, 'No workload of this installation runs its component.'] as const);
      return {
        name: port.name,
        component: port.component,
        workload: port.audience === 'loopback' ? '127.0.0.1' : 'nowhere',
        audience,
        number: `${port.protocol} ${port.number === last ? port.number : `${port.number}-${last}`}`,
        cells: sources.map((): PageCell => ({ verdict: 'denied', heat: 0, steps: [{ text }] })),
      };
    });
}

/** The verdict about a source and a port, with its explanation. */
export function matrixCell(source: AccessSource, access: Access, lineOf: LineOf = () => undefined): PageCell {
  const { verdict } = access;
  return {
    verdict: verdict.kind,
    heat: verdict.kind === 'denied' ? 0 : heatOf(source, access),
    steps: [
      ...(verdict.kind === 'unknown' ? [{ text: `It cannot be decided: ${reasonsOf(verdict.doubts)}.` }] : []),
      ...(source.kind === 'outside' ? waySteps(access.ways, lineOf) : policySteps(access, lineOf)),
    ],
  };
}

const isWorld = (set: AddressSet): boolean => covers(set, everyAddress('IPv4')) || covers(set, everyAddress('IPv6'));

function heatOf({ kind, addresses = [] }: AccessSource, { ways }: Access): PageCell['heat'] {
  switch (kind) {
    case 'outside': {
      const clients = ways.map(({ entry }) => (entry.verdict.kind === 'allowed' ? entry.admitted : entry.clients));
      return clients.some(isWorld) ? 3 : 2;
    }
    case 'any-pod':
      return 2;
    case 'addresses':
      return isWorld(addresses) ? 2 : 1;
    default:
      return 1;
  }
}

/** Each way in for the outside: its objects, its clients, and the rule that admits it. */
function waySteps(ways: readonly WayIn[], lineOf: LineOf): readonly PageStep[] {
  if (ways.length === 0) return [{ text: 'No object leads here from outside.' }];
  return ways.flatMap((way): readonly PageStep[] => {
    const { entry } = way;
    const ingress = entry.explain()?.ingress;
    const clients = entry.verdict.kind === 'allowed' ? formatClients(entry.admitted) : formatAddresses(entry.clients);
    return [
      { text: `By ${accessPhrases[entry.access]}${entry.port === undefined ? '' : `, port ${entry.port}`}:` },
      ...entry.objects.map((object) => ({ text: formatReference(object), ...placeOf(object.position) })),
      { text: `${verdictWords[entry.verdict.kind]} ${clients || 'nobody'}; the server sees ${seenBy(way)}` },
      ...(ingress ? directionSteps(ingress, lineOf) : []),
    ];
  });
}

const verdictWords = { allowed: 'Open to', denied: 'Only policies keep out', unknown: 'May be open to' } as const;

function policySteps({ explain }: Access, lineOf: LineOf): readonly PageStep[] {
  const explanation = explain();
  if (!explanation) return [];
  const { egress, ingress } = explanation;
  return [egress, ingress].flatMap((end) => (end ? directionSteps(end, lineOf) : []));
}

function directionSteps(end: DirectionExplanation, lineOf: LineOf): readonly PageStep[] {
  const side = end.direction === 'ingress' ? 'Incoming at the port' : 'Outgoing from the source';
  if (end.policies.length === 0) return [{ text: `${side}: no policy selects the pods, so everything passes` }];
  const admissions = admitting(end);
  return admissions.length > 0
    ? admissions.map(({ policy, rule }) => ({
        text: `${side}: admitted by rule ${rule.index + 1} of ${formatReference(policy)}`,
        ...placeOf(rule.locatePort() ?? rule.locate(), lineOf),
      }))
    : end.policies.map(({ policy }) => ({
        text: `${side}: selected by ${formatReference(policy)}, which does not admit it`,
        ...placeOf(policy.position),
      }));
}

/** Its position, with the line itself if it is useful: the line of an object is only its beginning. */
function placeOf(position: SourcePosition | undefined, lineOf: LineOf = () => undefined): Pick<PageStep, 'place' | 'line'> {
  if (!position) return {};
  const line = lineOf(position)?.trim();
  return { place: `${position.file}:${position.line}`, ...(line !== undefined && line !== '' && { line }) };
}
