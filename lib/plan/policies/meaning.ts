import { containsRange, overlapsRange, parseCidr } from '../../base/addresses';
import type { AllowedEgress, AllowedTraffic, EgressPeer, EgressRule, PortRange, TrafficRule } from '../model';

// What rules mean beyond their peers and ports, for dialects that express it explicitly.

/** The statements, with marks at the rules that mean nodes. @param nodeCidrs blocks of the nodes; none if they are not known */
export const withMeaning = (traffic: readonly AllowedTraffic[], nodeCidrs: readonly string[]): readonly AllowedTraffic[] =>
  traffic.map((statement) => ({
    ...statement,
    rules: statement.rules.map(
      (rule): TrafficRule => (rule.from !== 'anyone' && meansNodes(rule.from, nodeCidrs) ? { ...rule, nodes: 'every' } : rule),
    ),
  }));

/** The same for outgoing connections, with marks at the rules from whose DNS answers hosts are learnt. */
export const withEgressMeaning = (egress: readonly AllowedEgress[], nodeCidrs: readonly string[]): readonly AllowedEgress[] => {
  const learning = new Set(egress.filter(namesHosts).map(({ workload }) => workload));
  return egress.map((statement) => ({
    ...statement,
    rules: statement.rules.map((rule): EgressRule => {
      const nodes = meantNodes(rule, nodeCidrs);
      return { ...rule, ...(nodes && { nodes }), ...(learning.has(statement.workload) && isDns(rule.ports) && { learnsHosts: true }) };
    }),
  }));
};

const meantNodes = ({ to }: EgressRule, nodeCidrs: readonly string[]): EgressRule['nodes'] => {
  if (to === 'anywhere') return undefined;
  return meansNodes(to, nodeCidrs) ? 'every' : to.some(isOnOwnNode) ? 'own' : undefined;
};

/**
 * Whether peers mean the nodes of the cluster: in Cilium, addresses never mean nodes, so it must be explicit. They do if they contain every node;
 * if they contain only some, Cilium cannot express it, and nodes are not admitted.
 */
function meansNodes(peers: readonly EgressPeer[], nodeCidrs: readonly string[]): boolean {
  const nodes = (nodeCidrs.length > 0 ? nodeCidrs : ['0.0.0.0/0']).flatMap((cidr) => parseCidr(cidr) ?? []);
  return nodes.every((node) =>
    peers.some((peer) => {
      const block = peer.kind === 'addresses' ? parseCidr(peer.cidr) : undefined;
      const except = peer.kind === 'addresses' ? peer.except.flatMap((cidr) => parseCidr(cidr) ?? []) : [];
      return block !== undefined && containsRange(block, node) && !except.some((range) => overlapsRange(range, node));
    }),
  );
}

/**
 * NodeLocal DNSCache listens on a link-local address of each node. Whether Cilium takes that for the node or for an address outside depends on how it
 * finds the node's addresses, so both are named. The address of a cloud's metadata is not the node's.
 */
export const isOnOwnNode = (peer: EgressPeer): boolean =>
  peer.kind === 'addresses' && /^(169\.254\.\d+\.\d+\/32|fe80:.*\/128)$/.test(peer.cidr) && peer.cidr !== '169.254.169.254/32';

/** Whether pods may connect to something that is known only by its name. */
export const namesHosts = ({ rules }: AllowedEgress): boolean => rules.some(({ to }) => to !== 'anywhere' && to.some(({ kind }) => kind === 'host'));

/** Ports of DNS, as pods see them: OpenShift's servers listen on the second. */
const dnsPorts = [53, 5353];

/** Whether a rule is only for DNS. */
export const isDns = (ports: 'all' | readonly PortRange[]): boolean =>
  ports !== 'all' && ports.length > 0 && ports.every(({ number, endNumber }) => number === endNumber && dnsPorts.includes(number));
