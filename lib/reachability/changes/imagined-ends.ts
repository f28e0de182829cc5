import { type Connection, type End, partyOf } from '../connections';
import { matchPods } from '../evaluation/match';
import { connectivity } from '../explain';
import { formatPattern, patternOf, podsFor } from '../exposures';
import type { Model } from '../model/model';
import { anyPod, type PodGroup } from '../model/parties';
import type { Direction, PodPattern } from '../policies/policy';
import { groupBy } from '../sets/grouping';
import { sameSet } from '../sets/intervals';
import type { ConnectionChange } from './connection-changes';

/** The title of any pod, also in questions to `explain`. */
const anyPodTitle = 'any-pod';

/** Pods that rules about an end name, by title. */
type Named = ReadonlyMap<string, PodPattern>;

/**
 * What any pod, and pods for which a rule of one of two models was written, could reach or be reached at: what a change means for pods that are not
 * in the manifests. Both models get the same questions.
 */
export function imaginedConnections(model: Model, other: Model): readonly Connection[] {
  const [own, others] = [patternsOf(model), patternsOf(other)];
  return model.ends.flatMap((end) =>
    (['ingress', 'egress'] as const).flatMap((direction): readonly Connection[] => {
      const key = keyOf(direction, end.title);
      const named: readonly (readonly [string, PodGroup | undefined])[] = [
        [anyPodTitle, anyPod],
        ...[...new Map([...(own.get(key) ?? []), ...(others.get(key) ?? [])])].map(([title, pattern]) => [title, podsFor(model)(pattern)] as const),
      ];
      return named.flatMap(([title, group]): readonly Connection[] => {
        if (group === undefined) return [];
        const imagined: End = { kind: 'imagined', title, group };
        const [source, destination]: readonly [End, End] = direction === 'ingress' ? [imagined, end] : [end, imagined];
        const reached = direction === 'ingress' ? connectivity(model, group, end.groups[0]) : connectivity(model, end.groups[0], group);
        return reached.allowed.length + reached.unknown.length > 0 ? [{ source, destination, ...reached }] : [];
      });
    }),
  );
}

const keyOf = (direction: Direction, title: string): string => `${direction} ${title}`;

function patternsOf(model: Model): ReadonlyMap<string, Named> {
  return new Map(
    model.ends.flatMap((end) =>
      (['ingress', 'egress'] as const).map((direction): readonly [string, Named] => {
        const peers = model.evaluator
          .captures(direction, end.groups[0])
          .flatMap(({ rules }) => rules.flatMap((rule) => (rule.peers === 'everyone' ? [] : rule.peers)));
        const patterns = peers.flatMap((peer) => patternOf(peer) ?? []);
        return [keyOf(direction, end.title), new Map(patterns.map((pattern) => [`[${formatPattern(pattern)}]`, pattern]))];
      }),
    ),
  );
}

/** Changes without those of imagined pods that a change of any pod, or of pods with the same labels and more, already includes. */
export function withoutRepetitions(changes: readonly ConnectionChange[], model: Model): readonly ConnectionChange[] {
  const alike = (a: ConnectionChange, b: ConnectionChange) => sameSet(a.before, b.before) && sameSet(a.after, b.after);
  const about = { from: groupBy(changes, ({ from }) => from.title), to: groupBy(changes, ({ to }) => to.title) };
  return changes.filter((change) =>
    (['from', 'to'] as const).every((side) => {
      const end = change[side];
      if (end.kind !== 'imagined' || end.title === anyPodTitle) return true;
      const opposite = side === 'from' ? 'to' : 'from';
      const told = about[opposite].get(change[opposite].title) ?? [];
      return !told.some((other) => other !== change && alike(other, change) && tells(other[side], end.group, model));
    }),
  );
}

/** Whether the statement about an end also covers imagined pods. */
function tells(end: End, { labels, namespace }: PodGroup, { assumptions }: Model): boolean {
  if (end.kind === 'imagined') return end.title === anyPodTitle;
  if (end.kind !== 'pods') return false;
  const party = partyOf(end);
  const pods = [...labels].map(([key, value]) => ({ key, operator: 'In', values: [value] }) as const);
  const namespaces = namespace.name === '*' ? { selector: [] } : { name: namespace.name };
  return party.kind === 'pods' && matchPods({ namespaces, pods, hostNetwork: 'undefined' }, party, assumptions) !== 'no';
}
