import { protocols } from '../../catalogue';
import type { AdmissionServer, AdmittedPeers, PlannedAdmission, TrafficPeer } from '../../plan/model';
import { all, any, literal, not, pairsFor, portTable } from './cel';
import type { Validation, Variable } from './rule';
import { maySelect } from './selectors';
import { noneMay } from './servers';
import { howToOpen } from './words';

export const isNetworkPolicy = "request.resource.group == 'networking.k8s.io'";

/** What a NetworkPolicy may admit beyond the plan, independently of its name: its selectors and blocks are compared as written. */
export const admittedByNetworkPolicy = () =>
  noneMay(
    'opened',
    all(
      isNetworkPolicy,
      "request.operation != 'DELETE'",
      "'Ingress' in object.spec.?policyTypes.orValue(['Ingress'])",
      maySelect('server.podLabels', {
        matchLabels: 'object.spec.?podSelector.?matchLabels.orValue({})',
        matchExpressions: 'object.spec.?podSelector.?matchExpressions.orValue([])',
      }),
      `object.spec.?ingress.orValue([]).exists(rule, ${portsOfRule}.exists(port, ${admitsSomebodyNew}))`,
    ),
    'It would admit peers that the settings do not admit, to a port of workload ',
    `; a rule without ports is about all of them, and a port by name may be any. ${howToOpen.allow}`,
  );

/** The ports of a rule; a rule without ports applies to all. */
const portsOfRule = `(rule.?ports.orValue([]).size() > 0 ? rule.ports : ${literal(protocols.map((each) => ({ protocol: each })))})`;

/** First and last number of a port of a rule; a port without number, or with a name, may be any port. */
const first = "(type(port.?port.orValue('any')) == int ? port.port : 1)";
const last = "(type(port.?port.orValue('any')) == int ? port.?endPort.orValue(port.port) : 65535)";
const protocol = "port.?protocol.orValue('TCP')";

/** Whether the peers that the plan admits to these guarded ports include the peer of the rule. */
const isAdmitted = `server.admitted.exists(group, ${all(
  `${pairsFor('group.ports', protocol)}.exists(open, (open[0] <= range[0] || open[0] <= ${first}) && (range[1] <= open[1] || ${last} <= open[1]))`,
  `has(peer.ipBlock) ? ${all(
    'peer.ipBlock.cidr in group.blocks',
    'group.blocks[peer.ipBlock.cidr].all(block, block in peer.ipBlock.?except.orValue([]))',
  )} : group.pods.exists(known, ${all(isWithin('namespaces', namespacesOfPeer()), isWithin('pods', 'peer.?podSelector.?matchLabels.orValue({})'))})`,
)})`;

/** The rule opens one of the guarded ports to a peer that may not reach it by the plan. */
const admitsSomebodyNew = `${pairsFor('server.guarded', protocol)}.exists(range, ${all(
  `${first} <= range[1]`,
  `range[0] <= ${last}`,
  any('rule.?from.orValue([]).size() == 0', `!rule.from.all(peer, ${isAdmitted})`),
)})`;

/** Whether the rule's peer requires all that the known peer requires, and so selects no further pods. */
function isWithin(what: 'namespaces' | 'pods', labels: string): string {
  return `known.${what}.all(key, key in ${labels} && ${labels}[key] == known.${what}[key])`;
}

/** Without a namespaceSelector a peer selects pods of the policy's own namespace. */
function namespacesOfPeer(): string {
  return "(has(peer.namespaceSelector) ? peer.namespaceSelector.?matchLabels.orValue({}) : {'kubernetes.io/metadata.name': request.namespace})";
}

/** The parts of the plan that are used. */
export const networkPolicyFacts = ({ namespace, guarded, admitted }: AdmissionServer) => ({
  guarded: portTable(guarded),
  admitted: admitted.map((group) => ({
    ports: portTable(group.ports === 'all' ? guarded : group.ports),
    pods: podPeers(group).map(({ namespaceLabels = { 'kubernetes.io/metadata.name': namespace }, podLabels = {} }) => ({
      namespaces: namespaceLabels,
      pods: podLabels,
    })),
    blocks: Object.fromEntries(addressPeers(group).map(({ cidr, except }) => [cidr, except])),
  })),
});

type PodPeer = Extract<TrafficPeer, { readonly kind: 'pods' }>;
type AddressPeer = Extract<TrafficPeer, { readonly kind: 'addresses' }>;

const podPeers = ({ peers }: AdmittedPeers): readonly PodPeer[] => peers.filter((peer) => peer.kind === 'pods');
const addressPeers = ({ peers }: AdmittedPeers): readonly AddressPeer[] => peers.filter((peer) => peer.kind === 'addresses');

const directions = ['Ingress', 'Egress'] as const;

/** The default deny stays: it selects at least the pods that it must, in its direction, and admits nothing. */
export const defaultDenyValidations = ({ defaultDenies }: PlannedAdmission): readonly Validation[] =>
  directions
    .filter((direction) => defaultDenies.some((deny) => deny.direction === direction))
    .map((direction) => {
      const labels = `variables.deny${direction}[variables.object]`;
      return {
        expression: any(
          not(isNetworkPolicy),
          "request.operation == 'DELETE'",
          `!(variables.object in variables.deny${direction})`,
          all(
            `${literal(direction)} in object.spec.?policyTypes.orValue([])`,
            `object.spec.?${direction.toLowerCase()}.orValue([]).size() == 0`,
            'object.spec.?podSelector.?matchExpressions.orValue([]).size() == 0',
            `object.spec.?podSelector.?matchLabels.orValue({}).all(key, key in ${labels} && object.spec.podSelector.matchLabels[key] == ${labels}[key])`,
          ),
        ),
        message: `This policy denies by default (${direction}) and would no longer do so. ${howToOpen.except}`,
      };
    });

export const defaultDenyVariables = ({ defaultDenies }: PlannedAdmission): readonly Variable[] =>
  directions.map((direction) => ({
    name: `deny${direction}`,
    expression: literal(
      Object.fromEntries(
        defaultDenies.filter((deny) => deny.direction === direction).map(({ namespace, name, podLabels }) => [`${namespace}/${name}`, podLabels]),
      ),
    ),
  }));
