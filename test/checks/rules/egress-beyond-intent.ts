import type { InstallationProps } from '../../../lib/settings';
import type { Tries } from './support';

const settings: Partial<InstallationProps> = {
  egress: { destinations: { fax: { cidrs: ['203.0.113.0/24'], ports: [4443], reason: 'Sends faxes.' } } },
};
const policy = (rule: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: more, namespace: mail }
spec: { podSelector: {}, policyTypes: [Egress], egress: [${rule}] }
`;

export const tries: Tries = {
  everywhere: {
    settings,
    more: policy('{ ports: [{ port: 4444 }] }'),
    found: [
      'error: The pods of mail/all-in-one[Workload] may connect to mail/all-in-one[Workload] on TCP 4444, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
      'error: The pods of mail/all-in-one[Workload] may connect to any pod of the cluster on TCP 4444, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
      'error: The pods of mail/all-in-one[Workload] may connect to addresses outside the cluster (0.0.0.0-169.254.20.9) on TCP 4444, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
      'error: The pods of mail/all-in-one[Workload] may connect to addresses outside the cluster (169.254.20.10) on TCP 4444, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
      'error: The pods of mail/all-in-one[Workload] may connect to addresses outside the cluster (169.254.20.11-203.0.112.255) on TCP 4444, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
      'error: The pods of mail/all-in-one[Workload] may connect to addresses outside the cluster (203.0.113.0-203.0.113.255) on TCP 4444, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
      'error: The pods of mail/all-in-one[Workload] may connect to addresses outside the cluster (203.0.114.0-255.255.255.255) on TCP 4444, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
      'error: The pods of mail/all-in-one[Workload] may connect to addresses outside the cluster (::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff) on TCP 4444, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
    ],
  },
  'another port of a destination': {
    settings,
    more: policy('{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: 8443 }] }'),
    found: [
      'error: The pods of mail/all-in-one[Workload] may connect to addresses outside the cluster (203.0.113.0-203.0.113.255) on TCP 8443, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
    ],
  },
  'other addresses': {
    settings,
    more: policy('{ to: [{ ipBlock: { cidr: 198.51.100.0/24 } }], ports: [{ port: 4443 }] }'),
    found: [
      'error: The pods of mail/all-in-one[Workload] may connect to addresses outside the cluster (198.51.100.0-198.51.100.255) on TCP 4443, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
    ],
  },
  'every pod of the cluster': {
    settings,
    more: policy('{ to: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }'),
    found: [
      'error: The pods of mail/all-in-one[Workload] may connect to mail/all-in-one[Workload] on TCP 80, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
      'error: The pods of mail/all-in-one[Workload] may connect to any pod of the cluster on TCP 80, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
    ],
  },
  'what is rendered': { settings, found: [] },
  'what is admitted once more': { settings, more: policy('{ to: [{ ipBlock: { cidr: 203.0.113.128/25 } }], ports: [{ port: 4443 }] }'), found: [] },
  'mail goes to any address anyway, and to no pods': {
    settings,
    more: policy('{ ports: [{ port: 25 }] }'),
    found: [
      'error: The pods of mail/all-in-one[Workload] may connect to any pod of the cluster on TCP 25, although the settings do not allow it. | Workload mail/all-in-one, NetworkPolicy mail/mail-all-in-one-default-deny-egress, NetworkPolicy mail/mail-all-in-one-to-dns, NetworkPolicy mail/mail-all-in-one-to-fax, NetworkPolicy mail/mail-all-in-one-to-installation, NetworkPolicy mail/mail-all-in-one-to-mail, NetworkPolicy mail/more',
    ],
  },
  'settings that restrict nothing': { more: policy('{}'), found: [] },
  'pods on the network of their node': {
    settings,
    more: `${policy('{}')}---
apiVersion: v1
kind: Pod
metadata: { name: bluemind, namespace: mail, labels: { app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: mail, app.kubernetes.io/component: all-in-one } }
spec: { hostNetwork: true, containers: [{ name: bluemind, image: bluemind }] }
`,
    found: [],
    others: ['host-network-unprotected', 'internal-port-beyond-isolation'],
  },
};
