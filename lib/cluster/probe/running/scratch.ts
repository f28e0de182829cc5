import type { Labels } from '../../../base/labels';
import type { Plan, TrafficPeer } from '../../../plan';
import { namespaceNameLabel } from '../labels';

/** A namespace that is created for the probe and removed afterwards. */
export interface ScratchNamespace {
  readonly name: string;
  /** The namespace that it represents. @default - one without relation to the installation, or one that peers select by other labels */
  readonly standsFor?: string;
  /** Labels by which policies select peers. */
  readonly labels: Labels;
}

/** The same installation in separate namespaces. */
export interface Scratch {
  readonly plan: Plan;
  /** The namespace of the installation first. */
  readonly namespaces: readonly ScratchNamespace[];
  /** One without relation to the installation. */
  readonly foreign: string;
  /** Pods that policies admit from elsewhere, in their namespaces of the probe. */
  readonly peers: readonly ScratchPeer[];
}

/** Pods of others that the plan admits. */
export interface ScratchPeer {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Moves a plan to scratch namespaces: its own, and one for each namespace that it names or describes as a source. DNS and other destinations stay where they are. */
export function scratchOf(plan: Plan): Scratch {
  const prefix = `probe-${plan.installation}`;
  const own = [...new Set([plan.namespace, ...plan.workloads.map(({ namespace }) => namespace), ...plan.machines.map(({ namespace }) => namespace)])];
  const podPeers = plan.traffic.flatMap(({ namespace, rules }) =>
    rules.flatMap(({ from }) => (from === 'anyone' ? [] : from.filter(isPods).map((peer) => ({ ...peer, policyNamespace: namespace })))),
  );
  const named = [...new Set(podPeers.flatMap(({ namespaceLabels }) => namespaceLabels?.[namespaceNameLabel] ?? []))].filter(
    (name) => !own.includes(name),
  );
  const places = [...own, ...named.sort()];
  const names = new Map(places.map((name, index) => [name, index === 0 ? prefix : `${prefix}-${index}`]));
  const foreign = `${prefix}-foreign`;
  const ownNames = new Map(own.map((name) => [name, names.get(name) ?? name]));

  const moved: Plan = {
    ...renamed(plan, ownNames),
    traffic: renamed(plan.traffic, names),
    cluster: renamed(plan.cluster, names),
  };
  const described = distinct(
    podPeers.flatMap(({ namespaceLabels }) =>
      namespaceLabels !== undefined && namespaceLabels[namespaceNameLabel] === undefined && Object.keys(namespaceLabels).length > 0
        ? [namespaceLabels]
        : [],
    ),
  );
  const namespaces: readonly ScratchNamespace[] = [
    ...places.map((name) => ({ name: names.get(name) ?? name, standsFor: name, labels: labelsOfNamed(name, podPeers) })),
    ...described.map((labels, index) => ({ name: `${prefix}-peer-${index}`, labels })),
    { name: foreign, labels: {} },
  ];
  const placeOf = (labels: Labels): string => {
    const name = labels[namespaceNameLabel];
    if (name !== undefined) return names.get(name) ?? name;
    const index = described.findIndex((one) => sameLabels(one, labels));
    return index < 0 ? foreign : `${prefix}-peer-${index}`;
  };
  const peers = distinct(
    podPeers
      .map(({ namespaceLabels, podLabels = {}, policyNamespace }) => ({
        namespace: namespaceLabels === undefined ? (names.get(policyNamespace) ?? policyNamespace) : placeOf(namespaceLabels),
        labels: podLabels,
      }))
      // Workloads, strangers and the foreign pod are clients anyway.
      .filter(
        ({ namespace, labels }) =>
          !(Object.keys(labels).length === 0 && [foreign, ...ownNames.values()].includes(namespace)) &&
          !moved.workloads.some((workload) => workload.namespace === namespace && carries(workload.podLabels, labels)),
      ),
  );
  return { plan: moved, namespaces, foreign, peers };
}

const isPods = (peer: TrafficPeer): peer is Extract<TrafficPeer, { readonly kind: 'pods' }> => peer.kind === 'pods';

/** Labels, in addition to the name, by which rules select a namespace. */
const labelsOfNamed = (name: string, peers: readonly Extract<TrafficPeer, { readonly kind: 'pods' }>[]): Labels =>
  Object.fromEntries(
    peers
      .filter(({ namespaceLabels }) => namespaceLabels?.[namespaceNameLabel] === name)
      .flatMap(({ namespaceLabels = {} }) => Object.entries(namespaceLabels))
      .filter(([key]) => key !== namespaceNameLabel),
  );

/** Keys whose value is the name of a namespace. */
const namespaceKeys: ReadonlySet<string> = new Set(['namespace', namespaceNameLabel]);

/** A deep copy with the names of namespaces changed. */
function renamed<Value>(value: Value, names: ReadonlyMap<string, string>): Value {
  return JSON.parse(JSON.stringify(value), (key, inner) =>
    namespaceKeys.has(key) && typeof inner === 'string' ? (names.get(inner) ?? inner) : inner,
  );
}

const sorted = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

const carries = (labels: Labels, wanted: Labels): boolean => Object.entries(wanted).every(([key, value]) => labels[key] === value);

const sameLabels = (a: Labels, b: Labels): boolean => sorted(a) === sorted(b);

const distinct = <Item extends object>(items: readonly Item[]): readonly Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];
