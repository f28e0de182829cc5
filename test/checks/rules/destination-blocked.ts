import type { InstallationProps } from '../../../lib/settings';
import type { Tries } from './support';

const settings: Partial<InstallationProps> = {
  egress: {
    destinations: {
      fax: { cidrs: ['203.0.113.0/24'], ports: [4443], reason: 'Sends faxes.' },
      directory: { pods: [{ namespace: 'directory', podLabels: { app: 'samba' } }] },
    },
  },
};
const policy = (kind: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: more, namespace: mail }
spec: { podSelector: {}, ${kind} }
`;

export const tries: Tries = {
  'another port of it is admitted': {
    settings,
    change: (find) => {
      find('NetworkPolicy mail-all-in-one-to-fax').spec.egress[0].ports = [{ port: 443 }];
    },
    found: [
      'error: The pods of mail/all-in-one[Workload] cannot connect to addresses outside the cluster (203.0.113.0-203.0.113.255) on TCP 4443, although the settings allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-directory, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail',
    ],
    others: ['egress-beyond-intent'],
  },
  'a part of its addresses is admitted': {
    settings,
    change: (find) => {
      find('NetworkPolicy mail-all-in-one-to-fax').spec.egress[0].to[0].ipBlock.cidr = '203.0.113.0/25';
    },
    found: [
      'error: The pods of mail/all-in-one[Workload] cannot connect to addresses outside the cluster (203.0.113.128-203.0.113.255) on TCP 4443, although the settings allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-directory, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail',
    ],
  },
  'pods of another namespace are not admitted': {
    settings,
    without: ['NetworkPolicy mail-all-in-one-to-directory'],
    found: [
      'error: The pods of mail/all-in-one[Workload] cannot connect to the pods of namespace directory that the settings name on TCP 389,636, although the settings allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail',
    ],
  },
  'what is rendered': { settings, found: [] },
  'another policy admits it': {
    settings,
    without: ['NetworkPolicy mail-all-in-one-to-fax'],
    more: policy('policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 4443 }] }]'),
    found: [],
  },
  'nothing restricts what pods connect to': { more: policy('policyTypes: [Ingress]'), found: [] },
  'pods on the network of their node': {
    settings,
    without: ['NetworkPolicy mail-all-in-one-to-fax'],
    more: `
apiVersion: v1
kind: Pod
metadata: { name: bluemind, namespace: mail, labels: { app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: mail, app.kubernetes.io/component: all-in-one } }
spec: { hostNetwork: true, containers: [{ name: bluemind, image: bluemind }] }
`,
    found: [],
    others: ['host-network-unprotected', 'internal-port-beyond-isolation'],
  },
};
