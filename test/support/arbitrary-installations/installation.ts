import fc from 'fast-check';
import { catalogues, externalPorts } from '../../../lib/catalogue';
import type { InstallationProps } from '../../../lib/settings';
import { chosen, controller, labels, list, oneOf, rarely, reason, sometimes } from './choices';
import { entryPointFor } from './entry-points';

type Own = NonNullable<InstallationProps['additions']>;

const additions: fc.Arbitrary<Own> = chosen({
  ports: rarely(
    fc.subarray<NonNullable<Own['ports']>[number]>(
      [
        { audience: 'external', name: 'sip', number: 5060, protocol: 'UDP', component: 'core', description: 'Phones', encryption: 'none' },
        { audience: 'external', name: 'media', number: 5070, endNumber: 5073, component: 'nginx', description: 'Calls', encryption: 'none' },
        { audience: 'external', name: 'alarm', number: 7443, component: 'own', description: 'Alarms', encryption: 'implicit-tls', need: 'optional' },
        { audience: 'internal', name: 'own-sync', number: 9099, component: 'own', description: 'Members', betweenMembers: true },
      ],
      { minLength: 1 },
    ),
    1,
  ),
}).map(
  ({ ports }): Own => ({
    ...(ports && { ports }),
    components: [{ name: 'own', description: 'An add-on', role: 'core' }],
    connections: ports?.some(({ name }) => name === 'alarm') ? [{ from: 'core', to: 'own', port: 'alarm', description: 'Alarms' }] : [],
  }),
);

const workloads = (release: '4' | '5'): fc.Arbitrary<InstallationProps['workloads']> => {
  const roles = catalogues[release].roles.map(({ name }) => name);
  const place = (number: number) => ({ addresses: [`192.0.2.${number}`, `2001:db8::${number}`] });
  const together = fc
    .record({
      homes: fc.array(fc.nat(2), { minLength: roles.length, maxLength: roles.length }),
      how: fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }),
      edge: fc.nat(3),
    })
    .map(({ homes, how, edge }) => ({
      ...Object.fromEntries(
        [...new Set(homes)].map((home) => [
          `pods-${home}`,
          {
            roles: roles.filter((_, index) => homes[index] === home),
            ...[
              {},
              {},
              place(10 + home),
              { namespace: 'elsewhere' },
              { podLabels: { app: `mail-${home}` } },
              { targetPorts: { smtp: 10025, https: 10443 } },
            ][how[home] ?? 0],
          },
        ]),
      ),
      ...(edge > 1 && { edge: { kind: 'edge' as const, ...(edge > 2 && { namespace: 'dmz' }) } }),
    }));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<InstallationProps['workloads']>('all-in-one') },
    { weight: 2, arbitrary: fc.constantFrom<InstallationProps['workloads'][]>('roles', 'main-and-edge', 'main-and-mailboxes') },
    { weight: 3, arbitrary: together },
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

const allow = rarely(
  fc
    .record({ ports: fc.constantFrom<string[][]>(['smtp'], ['https', 'imaps'], ['core']), from: peers })
    .map((one) => ({ backup: { ...one, reason: 'Nightly dump.' } })),
  2,
);

const egress: fc.Arbitrary<InstallationProps['egress']> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<InstallationProps['egress']>(undefined) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<InstallationProps['egress'][]>(
      'restricted',
      { dns: { namespace: 'openshift-dns', podLabels: {}, ports: [5353] } },
      {
        destinations: {
          mail: { cidrs: ['198.51.100.25/32'], ports: [587], reason: 'The provider relays.' },
          licence: 'anywhere',
          federation: 'nowhere',
        },
      },
      { destinations: { directory: { pods: [{ namespace: 'directory', podLabels: { app: 'samba' } }] } } },
      { destinations: { updates: { hosts: ['pkg.bluemind.net'], ports: [443], reason: 'Updates.' } } },
      { apiServer: { cidrs: ['10.0.0.2/32'], reason: 'A sidecar elects a leader.' } },
      { identity: { provider: 'cilium', address: '192.0.2.25', nodeLabels: { 'example.org/egress': 'mail' } } },
      { mode: 'open', identity: { provider: 'kube-vip', entryPoint: 'one' } },
    ),
  },
);

const kept = { entryPoint: 'cluster', reason };

/** Settings of every provider, way in, topology, dialect and option; many are refused, and tell why. */
export const arbitraryInstallations: fc.Arbitrary<InstallationProps> = fc
  .record({ release: oneOf('4', '4', '5'), additions: rarely(additions, 2), ways: fc.integer({ min: 1, max: 3 }) })
  .chain(({ release, additions: own, ways }) => {
    const names = ['one', 'two', 'three'].slice(0, ways);
    const external = [
      ...externalPorts(catalogues[release]).map(({ name }) => name),
      ...(own?.ports ?? []).filter(({ audience }) => audience === 'external').map(({ name }) => name),
    ];
    return fc
      .record({
        homes: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...names) }, { weight: 2, arbitrary: fc.constant('cluster') }), {
          minLength: external.length,
          maxLength: external.length,
        }),
      })
      .chain(({ homes }) => {
        const through = (name: string) => external.filter((_, index) => homes[index] === name);
        return chosen({
          name: oneOf('mail'),
          release: fc.constant(release),
          namespace: rarely(oneOf('bluemind', 'mail-prod')),
          createNamespace: rarely(fc.boolean()),
          namePrefix: rarely(oneOf('bm')),
          labels: rarely(labels),
          workloads: workloads(release),
          isolation: sometimes(oneOf('cluster', 'installation', 'connections')),
          allow,
          policies: sometimes(
            chosen({
              dialect: oneOf('kubernetes', 'cilium', 'calico'),
              guard: rarely(oneOf('clusterNetworkPolicy'), 2),
              guardPriority: rarely(oneOf(0, 1000)),
            }),
          ),
          egress,
          cluster: chosen({
            podCidrs: list('10.244.0.0/16', 'fd00:10::/64'),
            nodeCidrs: sometimes(list('10.0.0.0/24', 'fd00:20::/64')),
            ipFamilies: rarely(fc.constantFrom<('IPv4' | 'IPv6')[]>(['IPv4'], ['IPv6'], ['IPv4', 'IPv6'])),
            ingressController: sometimes(controller),
          }),
          additions: fc.constant(own),
          entryPoints: fc.record(Object.fromEntries(names.map((name, index) => [name, entryPointFor(through(name), index)]))),
          expose: fc.constant(Object.fromEntries(external.map((port, index) => [port, homes[index] === 'cluster' ? kept : (homes[index] ?? '')]))),
        });
      });
  });
