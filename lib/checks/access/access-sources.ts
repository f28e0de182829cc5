import { type AddressSet, anyPod, type Connectivity, formatAddresses, type Model, type PodGroup, union } from '../../reachability';
import { carries, type Intent } from '../intent/intent';
import { type Source, sourcesFor } from './sources';

/** Who may try to reach the ports of BlueMind. */
export type AccessSource =
  /** Clients outside the cluster, through the ways in. */
  | { readonly kind: 'outside'; readonly title: string; readonly addresses?: undefined }
  /** Pods in the manifests, any other pod, and pods for which a rule was written. */
  | {
      readonly kind: 'workload' | 'any-pod' | 'peer';
      readonly title: string;
      /** Name of the planned workload. @default - it is not one of BlueMind's */
      readonly workload?: string;
      readonly addresses?: undefined;
      readonly party: Source['party'];
    }
  /** Addresses outside the cluster that policies treat equally, if the network routes them straight to the pods. */
  | { readonly kind: 'addresses'; readonly title: string; readonly addresses: AddressSet; readonly party: Source['party'] };

/** Clients outside the cluster, through any way in. */
export const outside: AccessSource = { kind: 'outside', title: 'the outside, through the ways in' };

/** First pods in the manifests, then possible ones; peers of a rule that are in the manifests are not listed twice. */
export function insiders(model: Model, intent: Intent): readonly AccessSource[] {
  const there = model.ends.map((end): AccessSource => {
    const workload = intent.pods.find((pods) => pods.end === end)?.name;
    return { kind: 'workload', title: end.title, ...(workload !== undefined && { workload }), party: end.groups[0] };
  });
  const isThere = ({ namespace, labels }: PodGroup): boolean =>
    model.ends.some(({ groups: [group] }) => group.namespace.name === namespace.name && carries(group.labels, Object.fromEntries(labels)));
  const peers = intent.pods
    .flatMap((pods) => sourcesFor(model, pods))
    .flatMap(({ title, party }): AccessSource[] =>
      party.kind !== 'pods' || party === anyPod || model.endOf.has(party) || isThere(party) ? [] : [{ kind: 'peer', title, party }],
    );
  return [
    ...there,
    { kind: 'any-pod', title: 'any pod of the cluster', party: anyPod },
    ...new Map(peers.map((peer) => [peer.title, peer])).values(),
  ];
}

/** The outside, divided by the blocks in rules; parts that policies treat equally are joined. */
export function addressesAlike(
  model: Model,
  intent: Intent,
  connectivityOf: (party: Source['party'], group: PodGroup) => Connectivity,
): readonly AccessSource[] {
  const alike = new Map<string, Source['party'][]>();
  for (const party of model.outside.sources) {
    const key = JSON.stringify(
      intent.pods.map(({ group }) => {
        const { allowed, unknown } = connectivityOf(party, group);
        return [allowed, unknown];
      }),
    );
    alike.set(key, [...(alike.get(key) ?? []), party]);
  }
  return [...alike.values()].flatMap((parties): AccessSource[] => {
    const [first] = parties;
    if (first === undefined) return [];
    const addresses = union(...parties.map((party) => (party.kind === 'addresses' ? party.addresses : [])));
    return [{ kind: 'addresses', title: `addresses ${formatAddresses(addresses)}`, addresses, party: first }];
  });
}
