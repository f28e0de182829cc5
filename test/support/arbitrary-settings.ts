import fc from 'fast-check';
import { bluemind4, externalPorts } from '../../lib/catalogue';
import type { InstallationProps } from '../../lib/settings';

const roles = bluemind4.roles.map(({ name }) => name);
const external = externalPorts(bluemind4).map(({ name }) => name);
const optional = external.filter((name) => name !== 'smtp' && name !== 'https');

/** All in one pod, one workload a role, or the roles thrown together by chance; target ports moved by chance. */
const workloads: fc.Arbitrary<InstallationProps['workloads']> = fc.oneof(
  fc.constantFrom('all-in-one' as const, 'roles' as const),
  fc.tuple(fc.array(fc.nat(2), { minLength: roles.length, maxLength: roles.length }), fc.boolean()).map(([homes, moved]) => {
    const groups = new Map<string, string[]>();
    for (const [index, home] of homes.entries()) groups.set(`pods-${home}`, [...(groups.get(`pods-${home}`) ?? []), roles[index] ?? '']);
    return Object.fromEntries(
      [...groups].map(([name, names]) => [name, { roles: names, ...(moved && names.includes('smtp') && { targetPorts: { smtp: 10025 } }) }]),
    );
  }),
);

/** Where each external port goes; the mandatory ones always have a decision. */
const decisions = fc.record({
  smtp: fc.constantFrom('balancer', 'nodes', 'inside'),
  https: fc.constantFrom('balancer', 'nodes', 'web', 'inside'),
  others: fc.dictionary(fc.constantFrom(...optional), fc.constantFrom('balancer', 'nodes')),
});

/** Settings that are accepted, of every isolation and kind of entry point. */
export const arbitrarySettings: fc.Arbitrary<InstallationProps> = fc
  .record({
    workloads,
    decisions,
    isolation: fc.constantFrom('cluster' as const, 'installation' as const, 'connections' as const),
    sourceRanges: fc.constantFrom<string[]>([], ['192.0.2.0/24'], ['2001:db8::/32', '198.51.100.0/24']),
    hostNetwork: fc.boolean(),
  })
  .map(({ decisions: { smtp, https, others }, sourceRanges, hostNetwork, ...rest }): InstallationProps => {
    const decide = (where: string) => (where === 'inside' ? { entryPoint: 'cluster', reason: 'Nobody outside uses it.' } : where);
    const expose = { ...others, smtp: decide(smtp), https: decide(https) };
    return {
      name: 'mail',
      ...rest,
      expose,
      entryPoints: {
        balancer: { type: 'LoadBalancer', sourceRanges },
        nodes: {
          type: 'NodePort',
          nodePorts: Object.fromEntries(
            Object.entries(expose).flatMap(([port, where]) => (where === 'nodes' ? [[port, 30000 + external.indexOf(port)]] : [])),
          ),
        },
        web: { type: 'Ingress', hosts: ['mail.example.org'] },
      },
      cluster: { nodeCidrs: ['10.0.0.0/24'], ingressController: hostNetwork ? { hostNetwork: true } : { namespace: 'traefik' } },
    };
  });
