import fc from 'fast-check';
import { catalogues } from '../../../lib/catalogue';
import type { InstallationProps } from '../../../lib/settings';
import { chosen, oneOf, rarely } from './choices';

/** Additions with every field; `alarm` and `sip` may be exposed. */
type Own = NonNullable<InstallationProps['additions']>;

const ports: fc.Arbitrary<NonNullable<Own['ports']>> = fc.subarray<NonNullable<Own['ports']>[number]>(
  [
    { audience: 'external', name: 'sip', number: 5060, protocol: 'UDP', component: 'core', description: 'Phones', encryption: 'none' },
    { audience: 'external', name: 'media', number: 5070, endNumber: 5073, component: 'nginx', description: 'Calls', encryption: 'none' },
    { audience: 'external', name: 'alarm', number: 7443, component: 'own', description: 'Alarms', encryption: 'implicit-tls', need: 'optional' },
    { audience: 'internal', name: 'own-sync', number: 9099, component: 'own', description: 'Members', betweenMembers: true },
    { audience: 'internal', name: 'own-feed', number: 9200, endNumber: 9202, protocol: 'UDP', component: 'own', description: 'Feeds' },
  ],
  { minLength: 1 },
);

export const additions: fc.Arbitrary<Own> = chosen({ ports: rarely(ports, 1) }).map(
  (chance): Own => ({
    ...chance,
    components: [{ name: 'own', description: 'An add-on', role: 'core' }],
    connections: chance.ports?.some(({ name }) => name === 'alarm') ? [{ from: 'core', to: 'own', port: 'alarm', description: 'Alarms' }] : [],
  }),
);

const machines = (number: number) => ({ addresses: [`192.0.2.${number}`, `2001:db8::${number}`] });

/** Where a workload may be, and what settings may say about it. */
const places = (home: number) => [
  {},
  {},
  machines(10 + home),
  { namespace: 'elsewhere' },
  { podLabels: { app: `mail-${home}` } },
  { targetPorts: { smtp: 10025, https: 10443 } },
];

/** One pod, presets, roles thrown together by chance in pods and on machines, or components one by one. */
export const workloads = (release: '4' | '5'): fc.Arbitrary<InstallationProps['workloads']> => {
  const { roles, components } = catalogues[release];
  const names = roles.map(({ name }) => name);
  const together = fc
    .record({
      homes: fc.array(fc.nat(2), { minLength: names.length, maxLength: names.length }),
      how: fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }),
      edge: fc.nat(3),
    })
    .map(({ homes, how, edge }) => ({
      ...Object.fromEntries(
        [...new Set(homes)].map((home) => [
          `pods-${home}`,
          { roles: names.filter((_, index) => homes[index] === home), ...places(home)[how[home] ?? 0] },
        ]),
      ),
      ...(edge > 1 && { edge: { kind: 'edge' as const, ...(edge > 2 && { namespace: 'dmz' }) } }),
    }));
  const apart = components.map(({ name }) => name).filter((name) => name !== 'tika');
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant<InstallationProps['workloads']>('all-in-one') },
    { weight: 4, arbitrary: fc.constantFrom<InstallationProps['workloads'][]>('roles', 'main-and-edge', 'main-and-mailboxes') },
    { weight: 6, arbitrary: together },
    { weight: 1, arbitrary: fc.constant<InstallationProps['workloads']>({ main: { components: apart }, search: { components: ['tika'] } }) },
  );
};

const peers: fc.Arbitrary<NonNullable<InstallationProps['allow']>[string]['from']> = fc.subarray(
  [
    { namespace: 'backup', podLabels: { app: 'pgdump' } },
    { namespaceLabels: {} },
    { podLabels: { app: 'agent' } },
    { cidr: '192.0.2.0/24', except: ['192.0.2.64/26'] },
    { cidr: '2001:db8:5::/64' },
  ],
  { minLength: 1 },
);

export const allow = fc
  .record({ ports: fc.constantFrom<string[][]>(['smtp'], ['https', 'imaps'], ['core']), from: peers })
  .map((one) => ({ backup: { ...one, reason: 'Nightly dump.' } }));

const admission = oneOf<NonNullable<InstallationProps['policies']>['admission']>(true, {
  action: ['Warn', 'Audit'],
  exceptions: [
    { serviceAccount: 'argocd/argocd-application-controller', reason: 'Applies what was reviewed.' },
    { object: { kind: 'Service', namespace: 'mail', name: 'imap-for-scanners' }, reason: 'The scanners do not support TLS.' },
  ],
});

export const policies = chosen({
  admission: rarely(admission, 3),
  dialect: oneOf('kubernetes', 'cilium', 'calico'),
  guard: rarely(oneOf('clusterNetworkPolicy'), 2),
  guardPriority: rarely(oneOf(0, 1000)),
});

export const monitoring = fc.oneof(
  fc.constantFrom<InstallationProps['monitoring'][]>('none', 'prometheus'),
  chosen({
    exporter: rarely(
      oneOf(
        { namespace: 'observability' },
        { namespace: 'mail', podLabels: { app: 'exporter' } },
        { podLabels: { app: 'exporter' }, address: 'exporter.monitoring.svc:19115' },
      ),
      1,
    ),
    labels: rarely(oneOf({ release: 'kube-prometheus-stack' })),
    dashboard: rarely(fc.boolean()),
  }),
);
