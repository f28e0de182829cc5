import type { AllowedTraffic, TrafficPeer } from '../../plan';
import {
  type AddressSet,
  allPorts,
  anyPod,
  covers,
  difference,
  imaginedFor,
  type Model,
  noPorts,
  type Party,
  type PodGroup,
  type PortSet,
  parseAddressSet,
  portRange,
  union,
} from '../../reachability';
import { carries, type IntendedPods, type Intent } from '../intent/intent';

/** A source that may try to connect to BlueMind's pods from inside the cluster, or straight to their addresses. */
export interface Source {
  /** `default/web[Deployment]`, `any pod of the cluster`, `pods with role=backup in namespace backup`. */
  readonly title: string;
  readonly party: PodGroup | Extract<Party, { readonly kind: 'addresses' }>;
}

/** All pods in the manifests except the pods themselves, any other pod, all peers of rules, and the outside, divided by the blocks in rules. */
export function sourcesFor(model: Model, { end: own }: IntendedPods): readonly Source[] {
  const imagined = imaginedFor(model, own, 'ingress').map(({ others, pods }): Source => ({ title: others.text, party: pods }));
  return [
    ...model.ends.filter((end) => end !== own).map((end) => ({ title: end.title, party: end.groups[0] })),
    { title: 'any pod of the cluster', party: anyPod },
    ...imagined,
    ...model.outside.sources.map((party) => ({ title: 'addresses outside the cluster', party })),
  ];
}

/** Ports of BlueMind's pods that a source should reach: by the plan, or, without a plan, all of them for BlueMind's own pods. */
export function intendedPorts(intent: Intent, { party }: Source, { name, group }: IntendedPods): PortSet {
  if (!intent.plan)
    return party.kind === 'pods' && intent.pods.some((own) => sameInstallation(own.group, party) && sameInstallation(group, party))
      ? allPorts
      : noPorts;
  return union(...intent.plan.traffic.filter(({ workload }) => workload === name).flatMap((traffic) => admittedBy(traffic, party)));
}

const installation = 'app.kubernetes.io/instance';

const sameInstallation = (own: PodGroup, other: PodGroup): boolean =>
  own.namespace.name === other.namespace.name &&
  own.labels.get('app.kubernetes.io/name') === other.labels.get('app.kubernetes.io/name') &&
  own.labels.get(installation) === other.labels.get(installation);

/** Ports that a statement of the plan admits somebody to. */
export const admittedBy = ({ namespace, rules }: AllowedTraffic, party: Source['party']): readonly PortSet[] =>
  rules
    .filter(({ from }) => from === 'anyone' || means(from, namespace, party))
    .flatMap(({ ports }) => (ports === 'all' ? [allPorts] : ports.map(({ protocol, number, endNumber }) => portRange(protocol, number, endNumber))));

/** Whether peers of the plan include a source, with all of its addresses; `namespace` is that of the policy. */
export function means(peers: readonly TrafficPeer[], namespace: string, party: Source['party']): boolean {
  if (party.kind === 'addresses') return covers(union(...peers.map((peer) => (peer.kind === 'addresses' ? addressesOf(peer) : []))), party.addresses);
  return peers.some((peer) => {
    if (peer.kind === 'addresses') return false;
    const inNamespace = peer.namespaceLabels ? mayCarry(party.namespace, peer.namespaceLabels) : party.namespace.name === namespace;
    return inNamespace && carries(party.labels, peer.podLabels ?? {});
  });
}

/** Unknown labels may match: that decides for the plan and its policies in the same way. */
const mayCarry = ({ labels, labelsComplete }: PodGroup['namespace'], wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([key, value]) => (labels.has(key) || labelsComplete ? labels.get(key) === value : true));

/** The block without its exceptions, as the evaluation counts addresses. */
export function addressesOf({ cidr, except }: Extract<TrafficPeer, { readonly kind: 'addresses' }>): AddressSet {
  const block = parseAddressSet(cidr) ?? [];
  return except.reduce<AddressSet>((rest, text) => difference(rest, parseAddressSet(text) ?? []), block);
}
