import { ignoredByCilium } from '../../base/cilium-labels';
import type { Labels } from '../../base/labels';
import type { FieldFault } from '../../settings';
import type { AllowedEgress, AllowedTraffic, EgressPeer, Plan } from '../model';
import { isDns, namesHosts } from './meaning';

/** The statements of a plan that a dialect must express. */
type Statements = Pick<Plan, 'traffic' | 'egress' | 'policies'>;

/** What the chosen dialect cannot express, with an alternative. */
export function policyDialectFaults({ traffic, egress, policies }: Statements): readonly FieldFault[] {
  switch (policies.dialect) {
    case 'kubernetes':
      return [];
    case 'cilium':
      return [...labelsInUse(traffic, egress).flatMap(ignoredLabel), ...hostsWithoutDns(egress)].map(atDialect);
    case 'calico':
      return [...egress.flatMap(unreachableHosts), ...labelsInUse(traffic, egress).flatMap(longSelector)].map(atDialect);
  }
}

const atDialect = (message: string): FieldFault => ({ path: ['policies', 'dialect'], message });

interface LabelsInUse {
  /** Name of the policy. */
  readonly policy: string;
  readonly labels: Labels;
}

/** Labels by which policies select pods. */
const labelsInUse = (traffic: readonly AllowedTraffic[], egress: readonly AllowedEgress[]): readonly LabelsInUse[] => [
  ...traffic.flatMap(({ name, podLabels, rules }) => [
    { policy: name, labels: podLabels },
    ...rules.flatMap(({ from }) => (from === 'anyone' ? [] : from.map((peer) => ({ policy: name, labels: podLabelsOf(peer) })))),
  ]),
  ...egress.flatMap(({ name, podLabels, rules }) => [
    { policy: name, labels: podLabels },
    ...rules.flatMap(({ to }) => (to === 'anywhere' ? [] : to.map((peer) => ({ policy: name, labels: podLabelsOf(peer) })))),
  ]),
];

const podLabelsOf = (peer: EgressPeer): Labels => (peer.kind === 'pods' ? (peer.podLabels ?? {}) : {});

const ignoredLabel = ({ policy, labels }: LabelsInUse): readonly string[] =>
  Object.keys(labels)
    .filter((key) => ignoredByCilium.some((pattern) => pattern.test(key)))
    .map((key) => `'cilium': policy '${policy}' finds pods by their label '${key}', which Cilium leaves out of their identities; use another label`);

/** Cilium learns the addresses of a host from the answers of DNS, which a rule must let it read. */
const hostsWithoutDns = (egress: readonly AllowedEgress[]): readonly string[] =>
  [...new Set(egress.filter(namesHosts).map(({ workload }) => workload))]
    .filter((workload) => !egress.some((statement) => statement.workload === workload && statement.rules.some(({ ports }) => isDns(ports))))
    .map(
      (workload) =>
        `'cilium': workload '${workload}' may connect to hosts by name, but not to DNS, and Cilium takes the addresses of hosts from its answers; give their addresses under cidrs`,
    );

/** Calico's open source edition does not support hosts by name. */
const unreachableHosts = ({ name, rules }: AllowedEgress): readonly string[] =>
  rules.flatMap(({ to }) => {
    if (to === 'anywhere' || to.some(({ kind }) => kind === 'addresses')) return [];
    return to.flatMap((peer) => {
      if (peer.kind === 'host')
        return [
          `'calico': policy '${name}' names host '${peer.host}', which only Calico Enterprise supports; give its addresses, too, or use 'cilium'`,
        ];
      if (peer.kind === 'api-server' && peer.cidrs.length === 0)
        return [`'calico': policy '${name}' is about the API server, which Calico cannot name; give its addresses`];
      return [];
    });
  });

/** Longest selector that Calico accepts; the parts besides labels are short. */
const longestSelector = 1024;

const longSelector = ({ policy, labels }: LabelsInUse): readonly string[] => {
  const length = Object.entries(labels).reduce((sum, [key, value]) => sum + key.length + value.length + " == '' && ".length, 60);
  return length <= longestSelector
    ? []
    : [
        `'calico': policy '${policy}' finds pods by labels that make a selector of ${length} characters, but Calico takes ${longestSelector}; use fewer`,
      ];
};
