import { hasPort, imaginedPods, namespaceOf, type PodGroup, union } from '../../reachability';
import { podsOfNamespace } from '../access/destinations';
import type { Rule } from '../finding';
import type { Intent } from '../intent/intent';

/** The DNS of the cluster, as in most clusters. */
const dnsPods = ['kube-dns', 'node-local-dns'].map((app) => imaginedPods(namespaceOf('kube-system'), new Map([['k8s-app', app]])));

/** Pods of other namespaces that the settings let these pods reach: the DNS of the cluster may have other labels. */
const plannedPods = ({ plan }: Intent): readonly PodGroup[] =>
  (plan?.egress ?? [])
    .flatMap(({ rules }) => rules.flatMap(({ to }) => (to === 'anywhere' ? [] : to)))
    .flatMap((peer) => (peer.kind === 'pods' ? podsOfNamespace(peer) : []))
    .flatMap(({ party }) => (party.kind === 'pods' ? [party] : []));

/** Port of the DNS pods: usually 53, on OpenShift 5353. */
const dnsPorts = [53, 5353];

/** Pods with restricted egress need DNS first. */
export const missingDnsEgress: Rule = {
  name: 'missing-dns-egress',
  setting: ['egress'],
  severity: 'error',
  why: 'Without DNS the pods cannot resolve any name; mail needs large answers, which come by TCP.',
  mend: "Allow UDP and TCP 53 to the cluster's DNS pods (and the address of NodeLocal DNSCache) in the egress policies of these pods.",
  check: (model, intent) => {
    const known = [...dnsPods, ...plannedPods(intent)];
    return intent.pods
      .filter(({ group }) => model.evaluator.captures('egress', group).length > 0)
      .flatMap(({ workload, group }) => {
        const destinations = [...known, ...model.outside.destinations, ...model.ends.map(({ groups }) => groups[0])];
        const reached = union(...destinations.map((destination) => model.evaluator.outcome('egress', group, destination)).map(({ allow }) => allow));
        const missing = (['UDP', 'TCP'] as const).filter((protocol) => !dnsPorts.some((port) => hasPort(reached, protocol, port)));
        return missing.length === 0
          ? []
          : [
              {
                message: `The pods of ${workload.title} may send nothing to port 53 by ${missing.join(' and ')}, so they cannot resolve names.`,
                object: workload.reference,
              },
            ];
      });
  },
};
