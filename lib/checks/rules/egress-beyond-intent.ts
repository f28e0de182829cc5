import type { AllowedEgress, EgressPeer } from '../../plan';
import {
  type AddressSet,
  allPorts,
  anyPod,
  difference,
  formatAddresses,
  formatPorts,
  type Model,
  type Party,
  type PodGroup,
  type PortSet,
  portRange,
  union,
} from '../../reachability';
import type { Rule, RuleFinding } from '../finding';
import type { IntendedPods, Intent } from '../intent';
import { means } from '../sources';

type Destination = PodGroup | Extract<Party, { readonly kind: 'addresses' }>;

/** Pods whose outgoing connections are restricted connect to nothing else. */
export const egressBeyondIntent: Rule = {
  name: 'egress-beyond-intent',
  severity: 'error',
  why: 'A server that was taken over can be used against others, or send its mail anywhere.',
  mend: 'Take the destination or port out of the rule that admits it, or name it with a reason under `egress.destinations`.',
  check: (model, intent) => {
    const egress = intent.plan?.egress ?? [];
    return egress.length === 0 ? [] : intent.pods.filter(({ group }) => !group.hostNetwork).flatMap((pods) => beyond(model, intent, egress, pods));
  },
};

function beyond(model: Model, { pods: own }: Intent, egress: readonly AllowedEgress[], pods: IntendedPods): readonly RuleFinding[] {
  const statements = egress.filter(({ workload }) => workload === pods.name);
  const destinations: readonly (readonly [title: string, party: Destination])[] = [
    ...own.map(({ end, group }) => [end.title, group] as const),
    ['any pod of the cluster', anyPod],
    ...outsideOf(model).map((party) => [`addresses outside the cluster (${formatAddresses(party.addresses)})`, party] as const),
  ];
  return destinations.flatMap(([title, party]) => {
    const { allow, deny } = model.evaluator.outcome('egress', pods.group, party);
    const reached = difference(difference(allow, deny), intended(statements, party));
    const [first] = model.evaluator.captures('egress', pods.group);
    return reached.length === 0
      ? []
      : [
          {
            message: `The pods of ${pods.workload.title} may connect to ${title} on ${formatPorts(reached)}, though the settings restrict them.`,
            object: first?.policy.reference ?? pods.workload.reference,
            ...(first && { related: [pods.workload.reference] }),
          },
        ];
  });
}

/** The outside as rules cut it, without the pods' own addresses, which rules about the outside mostly leave out. */
const outsideOf = ({ outside, assumptions }: Model): readonly Extract<Party, { readonly kind: 'addresses' }>[] =>
  outside.destinations
    .map(({ addresses }): AddressSet => difference(addresses, assumptions.podAddresses ?? []))
    .filter((addresses) => addresses.length > 0)
    .map((addresses) => ({ kind: 'addresses', addresses }));

const intended = (statements: readonly AllowedEgress[], party: Destination): PortSet =>
  union(
    ...statements.flatMap(({ namespace, rules }) =>
      rules
        .filter(({ to }) => to === 'anywhere' || to.flatMap(trafficPeers).some((peer) => means(peer, namespace, party)))
        .flatMap(({ ports }) =>
          ports === 'all' ? [allPorts] : ports.map(({ protocol, number, endNumber }) => portRange(protocol, number, endNumber)),
        ),
    ),
  );

/** Hosts by name are no addresses that could be compared. */
function trafficPeers(peer: EgressPeer): readonly Exclude<EgressPeer, { kind: 'host' | 'api-server' }>[] {
  switch (peer.kind) {
    case 'host':
      return [];
    case 'api-server':
      return peer.cidrs.map((cidr) => ({ kind: 'addresses', cidr, except: [] }));
    default:
      return [peer];
  }
}
