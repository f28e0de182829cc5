import type { InstallationProps } from '../../../lib/settings';
import type { Tries } from './support';

const settings: Partial<InstallationProps> = { egress: 'restricted' };
const openshift: Partial<InstallationProps> = {
  egress: {
    destinations: { resolver: { pods: [{ namespace: 'openshift-dns', podLabels: { app: 'dns' } }], ports: [5353], reason: 'DNS of OpenShift.' } },
  },
};
const policy = (rule: string, more = 'policyTypes: [Egress], ') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: more, namespace: mail }
spec: { podSelector: {}, ${more}egress: [${rule}] }
`;
const dns =
  'to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }]';

export const tries: Tries = {
  'egress is denied': {
    more: policy('').replace('[]', ''),
    found: [
      'error: The pods of mail/all-in-one[Workload] may send nothing to port 53 by UDP and TCP, so they cannot resolve names. | Workload mail/all-in-one',
    ],
    others: ['known-connection-blocked'],
  },
  'by UDP alone': {
    more: policy(`{ ${dns}, ports: [{ port: 53, protocol: UDP }] }`),
    found: [
      'error: The pods of mail/all-in-one[Workload] may send nothing to port 53 by TCP, so they cannot resolve names. | Workload mail/all-in-one',
    ],
    others: ['known-connection-blocked'],
  },
  'by TCP alone': {
    more: policy(`{ ${dns}, ports: [{ port: 53 }] }`),
    found: [
      'error: The pods of mail/all-in-one[Workload] may send nothing to port 53 by UDP, so they cannot resolve names. | Workload mail/all-in-one',
    ],
    others: ['known-connection-blocked'],
  },
  'another port': {
    more: policy(`{ ${dns}, ports: [{ port: 54, protocol: UDP }, { port: 54 }] }`),
    found: [
      'error: The pods of mail/all-in-one[Workload] may send nothing to port 53 by UDP and TCP, so they cannot resolve names. | Workload mail/all-in-one',
    ],
    others: ['known-connection-blocked'],
  },
  'the rendered policy is gone': {
    settings,
    without: ['NetworkPolicy mail-all-in-one-to-dns'],
    found: [
      'error: The pods of mail/all-in-one[Workload] may send nothing to port 53 by UDP and TCP, so they cannot resolve names. | Workload mail/all-in-one',
    ],
    others: ['destination-blocked'],
  },
  'to the pods of DNS': {
    more: policy(`{ ${dns}, ports: [{ port: 53, protocol: UDP }, { port: 53 }] }`),
    found: [],
    others: ['known-connection-blocked'],
  },
  'to an address': {
    more: policy('{ to: [{ ipBlock: { cidr: 169.254.20.10/32 } }], ports: [{ port: 53, protocol: UDP }, { port: 53 }] }'),
    found: [],
    others: ['known-connection-blocked'],
  },
  'to every pod, as OpenShift calls the port': {
    more: policy('{ to: [{ namespaceSelector: {} }], ports: [{ port: 5353, protocol: UDP }, { port: 5353 }] }'),
    found: [],
    others: ['known-connection-blocked'],
  },
  'what is rendered': { settings, found: [] },
  'what is rendered for DNS of another name': { settings: openshift, found: [] },
  'a policy of the other direction': { more: policy('', 'policyTypes: [Ingress], '), found: [] },
};
