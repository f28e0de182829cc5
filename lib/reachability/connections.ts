import { atBest, doubted, onPorts, openConnectivity } from './evaluation/connectivity';
import type { PortDoubt } from './evaluation/rules-in-order';
import type { Model, PodEnd } from './model/model';
import type { ExternalAddresses, Party, PodGroup } from './model/parties';
import { controllerParties, controllerTitle, resolvedRoutes } from './paths/routes';
import { formatInterval } from './sets/address-sets';
import { compareTexts, memoized } from './sets/grouping';
import type { Interval } from './sets/intervals';
import { noPorts, type PortSet, portRange } from './sets/ports';

/** An end of a connection in a list. */
export type End =
  | PodEnd
  /** Addresses outside the cluster. */
  | { readonly kind: 'external'; readonly title: string; readonly interval: Interval<bigint>; readonly party: ExternalAddresses }
  /** The proxy behind Ingresses or other routes. */
  | { readonly kind: 'controller'; readonly title: string }
  /** Possible pods, such as those for which a rule was written. */
  | { readonly kind: 'imagined'; readonly title: string; readonly group: PodGroup };

/** Ports of an end that another end can reach. At least one of the sets is not empty. */
export interface Connection {
  readonly source: End;
  readonly destination: End;
  readonly allowed: PortSet;
  /** Ports that cannot be decided. */
  readonly unknown: PortSet;
  /** Why they cannot be decided; empty if nothing is unknown. */
  readonly doubts: readonly PortDoubt[];
}

/** Which connections to list. */
export interface ConnectionOptions {
  /** @default - every source */
  readonly from?: (end: End) => boolean;
  /** @default - every destination */
  readonly to?: (end: End) => boolean;
  /** Ends of which one must be source or destination. @default - any */
  readonly either?: (end: End) => boolean;
  /** Ports of a destination to list. @default - all */
  readonly ports?: (destination: End) => PortSet;
  /**
   * Whether to list connections between pods of the same workload, too. A pod without a workload always reaches itself.
   * @default false
   */
  readonly itself?: boolean;
}

/**
 * Who can connect to whom, sorted by source and destination. Pairs that cannot connect are left out, and also a workload with itself unless requested. They
 * are generated one by one, since there may be millions.
 */
export function* connections(model: Model, options: ConnectionOptions = {}): Generator<Connection> {
  const { ports } = options;
  if (ports === undefined) return yield* onAllPorts(model, options);
  const wanted = memoized(ports);
  for (const connection of onAllPorts(model, options)) {
    const limit = wanted(connection.destination);
    const { allowed, unknown, doubts } = onPorts(connection, limit);
    if (allowed.length > 0 || unknown.length > 0) yield { ...connection, allowed, unknown, doubts };
  }
}

function* onAllPorts(model: Model, options: ConnectionOptions): Generator<Connection> {
  const { from = () => true, to = () => true, either = () => true, itself = false } = options;
  const { prepare, betweenPrepared, withinReach } = model.evaluator;
  const prepared = (externals: readonly ExternalAddresses[], wanted: (end: End) => boolean) =>
    [...model.ends, ...externals.map(externalEnd)]
      .filter(wanted)
      .toSorted((a, b) => compareTexts(a.title, b.title))
      .map((end) => ({ end, prepared: prepare(partyOf(end)) }));
  const destinations = prepared(model.outside.destinations, to);
  const indexOf = new Map(destinations.map(({ end }, index) => [end, index]));
  const reached = withinReach(destinations.map((destination) => destination.prepared));
  for (const source of prepared(model.outside.sources, from)) {
    const own = indexOf.get(source.end);
    for (const index of reached(source.prepared, own === undefined ? [] : [own])) {
      const destination = destinations[index];
      if (destination === undefined) continue;
      const bothOutside = source.end.kind === 'external' && destination.end.kind === 'external';
      const isSame = index === own;
      if (bothOutside || (isSame && !itself) || !(either(source.end) || either(destination.end))) continue;
      const isOnePod = isSame && source.end.kind === 'pods' && source.end.workload.kind === 'Pod';
      const { allowed, unknown, doubts } = isOnePod ? openConnectivity : betweenPrepared(source.prepared, destination.prepared);
      if (allowed.length > 0 || unknown.length > 0) yield { source: source.end, destination: destination.end, allowed, unknown, doubts };
    }
  }
  yield* routed(model).filter(({ source, destination }) => from(source) && to(destination) && (either(source) || either(destination)));
}

/** Ends that can be source or destination; the controllers of routes come last. */
export const sideEnds = (model: Model, side: 'from' | 'to'): readonly End[] => [
  ...model.ends,
  ...(side === 'from' ? model.outside.sources : model.outside.destinations).map(externalEnd),
  ...(side === 'from' ? [...new Set(model.objects.routes.map(({ dialect }) => controllerTitle(dialect)))] : []).map(
    (title): End => ({ kind: 'controller', title }),
  ),
];

/** Addresses as an end. */
export function externalEnd(party: ExternalAddresses): End {
  const interval = party.addresses[0] ?? { start: 0n, end: 0n };
  return { kind: 'external', title: `${formatInterval(interval)}[External]`, interval, party };
}

/** An end as policies see it. */
export function partyOf(end: End): Party {
  if (end.kind === 'pods') return end.groups[0];
  if (end.kind === 'imagined') return end.group;
  return end.kind === 'external' ? end.party : { kind: 'unknown-pod', what: end.title };
}

/** What routes lead to pods, as far as policies admit the controller. */
function routed(model: Model): readonly Connection[] {
  const merged = new Map<string, Connection>();
  for (const { route, ways } of resolvedRoutes(model)) {
    const source: End = { kind: 'controller', title: controllerTitle(route.dialect) };
    const pods = controllerParties(route, route.className, model);
    for (const { backends, doubt } of ways.flatMap((way) => way.backends)) {
      for (const backend of backends) {
        if (backend.kind !== 'pods') continue;
        const destination = backend.end;
        const port = portRange(backend.protocol, backend.port);
        const reached = doubted(atBest(pods.map((pod) => model.evaluator.between(pod, destination.groups[0]))), doubt);
        const key = `${source.title} ${destination.title}`;
        const before = merged.get(key) ?? { source, destination, allowed: noPorts, unknown: noPorts, doubts: [] };
        merged.set(key, { ...before, ...atBest([before, onPorts(reached, port)]) });
      }
    }
  }
  const list = [...merged.values()].filter(({ allowed, unknown }) => allowed.length > 0 || unknown.length > 0);
  return list.toSorted((a, b) => compareTexts(a.source.title, b.source.title) || compareTexts(a.destination.title, b.destination.title));
}
