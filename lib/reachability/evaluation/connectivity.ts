import { difference, intersection, overlaps, union } from '../sets/intervals';
import { allPorts, noPorts, type PortSet } from '../sets/ports';
import type { Doubt } from './match';
import type { Outcome } from './outcome';
import type { PortDoubt } from './rules-in-order';

/** The ports from one party to another. Ports in neither set are denied. */
export interface Connectivity {
  readonly allowed: PortSet;
  /** Ports that cannot be decided. */
  readonly unknown: PortSet;
  /** Why they cannot be decided, each reason once; empty if nothing is unknown. */
  readonly doubts: readonly PortDoubt[];
}

/** Everything is allowed. */
export const openConnectivity: Connectivity = { allowed: allPorts, unknown: noPorts, doubts: [] };

/** Nothing is allowed. */
export const closedConnectivity: Connectivity = { allowed: noPorts, unknown: noPorts, doubts: [] };

/** What both ends admit. */
export function combine(egress: Outcome, ingress: Outcome): Connectivity {
  const allowed = intersection(difference(egress.allow, egress.deny), difference(ingress.allow, ingress.deny));
  const unknown = difference(intersection(egress.allow, ingress.allow), allowed);
  return { allowed, unknown, doubts: doubtsAbout(unknown, [...egress.doubts, ...ingress.doubts]) };
}

/** Doubts about some ports, each reason once. */
function doubtsAbout(ports: PortSet, doubts: readonly PortDoubt[]): readonly PortDoubt[] {
  if (ports.length === 0) return [];
  const merged = new Map<string, PortDoubt>();
  for (const doubt of doubts) {
    if (!overlaps(doubt.ports, ports)) continue;
    const key = `${doubt.basis} ${doubt.reason}`;
    merged.set(key, { ...doubt, ports: intersection(ports, union(doubt.ports, merged.get(key)?.ports ?? noPorts)) });
  }
  return [...merged.values()];
}

/** What can be reached through any of several ways. */
export function atBest(ways: readonly Connectivity[]): Connectivity {
  const allowed = union(...ways.map((way) => way.allowed));
  const unknown = difference(union(...ways.map((way) => way.unknown)), allowed);
  return {
    allowed,
    unknown,
    doubts: doubtsAbout(
      unknown,
      ways.flatMap((way) => way.doubts),
    ),
  };
}

/** Nothing is certain if the way itself is undecided. */
export function doubted(reached: Connectivity, doubt: Doubt | undefined): Connectivity {
  if (doubt === undefined) return reached;
  const ports = union(reached.allowed, reached.unknown);
  return { allowed: noPorts, unknown: ports, doubts: ports.length === 0 ? [] : [{ ...doubt, ports }, ...reached.doubts] };
}

/** The same for only some ports. */
export function onPorts({ allowed, unknown, doubts }: Connectivity, ports: PortSet): Connectivity {
  const rest = intersection(unknown, ports);
  return { allowed: intersection(allowed, ports), unknown: rest, doubts: doubtsAbout(rest, doubts) };
}
