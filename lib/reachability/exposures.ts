import type { PortDoubt } from './evaluation/rules-in-order';
import { connectivity } from './explain';
import type { ObjectReference } from './input/manifest';
import type { Model, PodEnd } from './model/model';
import { namespaceNamed } from './model/namespaces';
import { anyPod, imaginedPods, type Namespace, namespaceNameLabel, namespaceOf, type PodGroup } from './model/parties';
import type { Direction, Peer, PodPattern } from './policies/policy';
import { memoized } from './sets/grouping';
import type { PortSet } from './sets/ports';
import { formatSelector, labelsFor } from './sets/selectors';

/** What pods that are not in the objects could reach, or be reached at. */
export interface Exposure {
  readonly end: PodEnd;
  /** Ingress: the others reach the end. Egress: the end reaches the others. */
  readonly direction: Direction;
  readonly others: Others;
  /** A pod that represents them. */
  readonly pods: PodGroup;
  readonly allowed: PortSet;
  readonly unknown: PortSet;
  readonly doubts: readonly PortDoubt[];
}

/** Pods that represent all possible pods. */
export type Others =
  /** Any pod of any namespace, without labels. */
  | { readonly kind: 'any-pod' }
  /** Pods with the labels that a rule requires. */
  | {
      readonly kind: 'selected';
      readonly policy: ObjectReference;
      /** Place of the rule among those of its direction, from 0. */
      readonly rule: number;
      readonly pattern: PodPattern;
      /** `pods with role=monitoring in namespaces with team=a`. */
      readonly text: string;
    };

/**
 * What any pod could do, and what a pod made to match a rule could do: for each end and direction one of the former, even if it can do
 * nothing, and one of the latter for each such peer of a rule about the end.
 */
export const exposures: (model: Model) => readonly Exposure[] = memoized((model: Model) =>
  model.ends.flatMap((end) => (['ingress', 'egress'] as const).flatMap((direction) => exposuresOf(model, end, direction))),
);

/** Pods that a rule was made for. */
interface Imagined {
  readonly others: Extract<Others, { readonly kind: 'selected' }>;
  readonly pods: PodGroup;
}

/** The pods for which rules about an end were made, without what they could do. */
export const imaginedFor = (model: Model, end: PodEnd, direction: Direction): readonly Imagined[] =>
  model.evaluator.captures(direction, end.groups[0]).flatMap(({ policy, rules }) =>
    rules.flatMap(({ index, peers }) =>
      (peers === 'everyone' ? [] : peers).flatMap((peer) => {
        const pattern = patternOf(peer);
        const pods = pattern && podsFor(model)(pattern);
        if (pattern === undefined || pods === undefined) return [];
        return [{ others: { kind: 'selected' as const, policy: policy.reference, rule: index, pattern, text: formatPattern(pattern) }, pods }];
      }),
    ),
  );

function exposuresOf(model: Model, end: PodEnd, direction: Direction): readonly Exposure[] {
  const [group] = end.groups;
  const exposure = (others: Others, pods: PodGroup): Exposure => ({
    end,
    direction,
    others,
    pods,
    ...(direction === 'ingress' ? connectivity(model, pods, group) : connectivity(model, group, pods)),
  });
  return [{ others: { kind: 'any-pod' as const }, pods: anyPod }, ...imaginedFor(model, end, direction)].map(({ others, pods }) =>
    exposure(others, pods),
  );
}

/** Pods that match a peer; undefined if none can. The same object for the same peer, so that the evaluator recognises them. */
export const podsFor = memoized((model: Model) => memoized((pattern: PodPattern) => imagine(pattern, model)));

/** The pods that a peer matches, or may match. */
export const patternOf = (peer: Peer): PodPattern | undefined => {
  if (peer.kind === 'pods') return peer.pattern;
  return peer.kind === 'undecided' && peer.within ? patternOf(peer.within) : undefined;
};

function imagine({ namespaces, pods }: PodPattern, model: Model): PodGroup | undefined {
  const labels = labelsFor(pods);
  const namespace = 'name' in namespaces ? namespaceNamed(namespaces.name, model) : namespaceFor(namespaces.selector, model);
  return labels && namespace && imaginedPods(namespace, labels);
}

function namespaceFor(selector: PodPattern['pods'], model: Model): Namespace | undefined {
  const labels = labelsFor(selector);
  const name = labels?.get(namespaceNameLabel);
  // A label that must only exist may have any value.
  if (labels === undefined || name === undefined || name === '') return labels && namespaceOf('*', labels);
  const named = namespaceNamed(name, model);
  // It may get the labels, unless it is known to have others.
  return named.labelsComplete ? named : { ...named, labels: new Map([...labels, ...named.labels]) };
}

/** A pattern in words. */
export function formatPattern({ namespaces, pods }: PodPattern): string {
  const who = pods.length === 0 ? 'all pods' : `pods with ${formatSelector(pods)}`;
  if ('name' in namespaces) return `${who} in namespace ${namespaces.name}`;
  return namespaces.selector.length === 0 ? `${who} in all namespaces` : `${who} in namespaces with ${formatSelector(namespaces.selector)}`;
}
