import type { AllowedEgress, EgressPeer, TrafficPeer } from '../../plan';
import {
  type AddressSet,
  allPorts,
  anyPod,
  difference,
  formatAddresses,
  imaginedPods,
  intersection,
  type Model,
  namespaceOf,
  type Party,
  type PodGroup,
  type PortSet,
  portRange,
  union,
} from '../../reachability';
import type { Intent } from '../intent/intent';
import { addressesOf, means } from './sources';

/** A destination of BlueMind's pods. */
export interface Destination {
  readonly title: string;
  readonly party: PodGroup | Extract<Party, { readonly kind: 'addresses' }>;
}

/** BlueMind's own pods, any other pod, and the outside, divided by the blocks in rules. */
export const destinationsFor = (model: Model, { pods }: Intent): readonly Destination[] => [
  ...pods.map(({ end, group }) => ({ title: end.title, party: group })),
  { title: 'any pod of the cluster', party: anyPod },
  ...model.outside.destinations.flatMap(({ addresses }) => outside(model, addresses)),
];

/** Destinations in the statements of a plan, divided by the blocks in rules: addresses, and pods of other namespaces. */
export const plannedDestinations = (model: Model, statements: readonly AllowedEgress[]): readonly Destination[] =>
  statements
    .flatMap(({ rules }) => rules.flatMap(({ to }) => (to === 'anywhere' ? [] : to.flatMap(trafficPeers))))
    .flatMap((peer) => {
      if (peer.kind === 'pods') return podsOfNamespace(peer);
      const addresses = addressesOf(peer);
      const pieces = model.outside.destinations.map((piece) => intersection(piece.addresses, addresses));
      return [...pieces, difference(addresses, union(...pieces))].flatMap((piece) => outside(model, piece));
    });

/** Pods of a named namespace; pods of the installation are destinations of connections, which are checked separately. */
export function podsOfNamespace({ namespaceLabels, podLabels = {} }: Extract<TrafficPeer, { readonly kind: 'pods' }>): readonly Destination[] {
  const namespace = namespaceLabels?.['kubernetes.io/metadata.name'];
  if (namespace === undefined) return [];
  return [
    {
      title: `the pods of namespace ${namespace} that the settings name`,
      party: imaginedPods(namespaceOf(namespace), new Map(Object.entries(podLabels))),
    },
  ];
}

/** Addresses without those of pods, which rules for the outside usually exclude. */
function outside({ assumptions }: Model, found: AddressSet): readonly Destination[] {
  const addresses = difference(found, assumptions.podAddresses ?? []);
  return addresses.length === 0
    ? []
    : [{ title: `addresses outside the cluster (${formatAddresses(addresses)})`, party: { kind: 'addresses', addresses } }];
}

/** Ports that the statements of a workload let it reach of a destination. */
export const intendedEgress = (statements: readonly AllowedEgress[], { party }: Destination): PortSet =>
  union(
    ...statements.flatMap(({ namespace, rules }) =>
      rules
        .filter(({ to }) => to === 'anywhere' || means(to.flatMap(trafficPeers), namespace, party))
        .flatMap(({ ports }) =>
          ports === 'all' ? [allPorts] : ports.map(({ protocol, number, endNumber }) => portRange(protocol, number, endNumber)),
        ),
    ),
  );

/** Hosts by name cannot be compared with addresses. */
function trafficPeers(peer: EgressPeer): readonly TrafficPeer[] {
  switch (peer.kind) {
    case 'host':
      return [];
    case 'api-server':
      return peer.cidrs.map((cidr) => ({ kind: 'addresses', cidr, except: [] }));
    default:
      return [peer];
  }
}
