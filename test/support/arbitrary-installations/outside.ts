import fc from 'fast-check';
import type { InstallationProps } from '../../../lib/settings';

const reason = 'They are needed.';

const dns = { namespace: 'openshift-dns', podLabels: {}, ports: [5353], cidrs: ['169.254.25.10/32'] };

/** Where pods may connect to, in every form that settings have for it. */
export const egress: fc.Arbitrary<InstallationProps['egress']> = fc.constantFrom<InstallationProps['egress'][]>(
  'open',
  'restricted',
  { dns },
  { dns: { cachePods: { namespace: 'kube-system', podLabels: { 'k8s-app': 'node-local-dns' } } } },
  { destinations: { mail: { cidrs: ['198.51.100.25/32'], ports: [587], reason }, licence: 'anywhere', federation: 'nowhere' } },
  { destinations: { directory: { pods: [{ namespace: 'directory', podLabels: { app: 'samba' } }] }, fax: { anywhere: true, ports: [443], reason } } },
  { destinations: { updates: { hosts: ['pkg.bluemind.net'], ports: [443], reason } } },
  { destinations: { metrics: { cidrs: ['203.0.113.0/24'], ports: [8125], protocol: 'UDP', workloads: ['all-in-one'], reason } } },
  { apiServer: { cidrs: ['10.0.0.2/32'], ports: [6443], reason } },
  { apiServer: { cidrs: ['10.0.0.2/32'], workloads: ['all-in-one'], reason } },
  { identity: { provider: 'cilium', address: '192.0.2.25', nodeLabels: { 'example.org/egress': 'mail' } } },
  { mode: 'open', identity: { provider: 'kube-vip', entryPoint: 'one' } },
);

export const waivers: fc.Arbitrary<NonNullable<InstallationProps['waivers']>> = fc.constant([
  { rule: 'cleartext-port-exposed', object: 'mail-one', port: 'imap', reason, until: '2027-06-30' },
]);

export const mail: fc.Arbitrary<NonNullable<InstallationProps['mail']>> = fc.constantFrom<NonNullable<InstallationProps['mail']>[]>(
  { hostname: 'mail.example.org' },
  { hostname: 'mail.example.org', domains: ['example.org'], outgoingAddresses: ['192.0.2.25', '2001:db8::25'] },
);
