import fc from 'fast-check';
import { bluemind4 } from '../../lib/catalogue';
import type { InstallationProps } from '../../lib/settings';

const roles = bluemind4.roles.map(({ name }) => name);

type Workloads = Exclude<InstallationProps['workloads'], string | undefined>;

/** Server roles thrown together by chance, some on machines, with a further mailbox server and an edge server by chance. */
const workloads: fc.Arbitrary<Workloads> = fc
  .record({
    homes: fc.array(fc.nat(2), { minLength: roles.length, maxLength: roles.length }),
    onMachines: fc.subarray([0, 1, 2]),
    mailbox: fc.constantFrom('none', 'pods', 'machines'),
    edge: fc.constantFrom('none', 'pods', 'dmz', 'machines'),
  })
  .map(({ homes, onMachines, mailbox, edge }) => {
    const place = (number: number) => ({ addresses: [`192.0.2.${number}`, `2001:db8::${number}`] });
    const inside = [...new Set(homes)].map((home) => [
      `home-${home}`,
      { roles: roles.filter((_, index) => homes[index] === home), ...(onMachines.includes(home) && place(10 + home)) },
    ]);
    return {
      ...Object.fromEntries(inside),
      ...(mailbox !== 'none' && {
        mailboxes: { kind: 'one-of-several', components: [...(bluemind4.mailboxServer?.components ?? [])], ...(mailbox === 'machines' && place(20)) },
      }),
      ...(edge !== 'none' && { edge: { kind: 'edge', ...(edge === 'dmz' && { namespace: 'dmz' }), ...(edge === 'machines' && place(30)) } }),
    };
  });

const egress = fc.constantFrom<NonNullable<InstallationProps['egress']>[]>('open', 'restricted', {
  destinations: {
    mail: { cidrs: ['198.51.100.25/32'], ports: [587], reason: 'The provider relays.' },
    directory: { pods: [{ namespace: 'directory', podLabels: { app: 'samba' } }] },
    licence: 'anywhere',
    fax: { cidrs: ['203.0.113.0/24'], ports: [443], reason: 'Sends faxes.' },
  },
});

/** Settings that are accepted, of every topology: pods and machines, several servers of a kind, an edge server, namespaces, egress. */
export const arbitraryTopologies: fc.Arbitrary<InstallationProps> = fc
  .record({ workloads, egress, isolation: fc.constantFrom('installation' as const, 'connections' as const) })
  .map(({ workloads: map, ...rest }): InstallationProps => {
    const serving = (role: string): string => {
      if (map.edge) return 'edge';
      return Object.keys(map).find((name) => map[name]?.roles?.includes(role)) ?? '';
    };
    const through = (role: string) => ({ entryPoint: map[serving(role)]?.addresses ? 'machines' : 'pods', workload: serving(role) });
    return {
      name: 'mail',
      workloads: map,
      ...rest,
      entryPoints: {
        pods: { type: 'LoadBalancer' },
        machines: {
          type: 'LoadBalancer',
          provider: 'hetzner',
          externalTrafficPolicy: 'Cluster',
          proxyProtocol: {
            targetPorts: Object.fromEntries(
              [['smtp', 10025] as const, ['imaps', 10993] as const].filter(
                ([port]) => through(port === 'smtp' ? 'smtp' : 'proxy').entryPoint === 'machines',
              ),
            ),
          },
        },
      },
      expose: { smtp: through('smtp'), imaps: through('proxy'), https: through('proxy') },
      cluster: { podCidrs: ['10.244.0.0/16', 'fd00:10::/64'], nodeCidrs: ['10.0.0.0/24'] },
    };
  });
