/** Dual stack: the same packets by IPv4 and by IPv6, to pods, Services, load balancers and nodes that have addresses of both. */
import type { InstallationProps } from '../../lib/settings';
import { expectDocumented } from './documented';
import { type Laboratory, startLaboratory } from './lab/laboratory';
import { nodeAddresses, nodeAddresses6, podAddresses, podAddresses6 } from './lab/network';
import { type Comparison, compare } from './packets/compare';
import { agreementTable, scenarioTable } from './packets/report';
import { overIPv6, type Scenario, stand } from './packets/scenario';
import { topologies } from './topologies';

const cluster: InstallationProps['cluster'] = {
  podCidrs: [podAddresses, podAddresses6],
  nodeCidrs: [nodeAddresses, nodeAddresses6],
  ipFamilies: ['IPv4', 'IPv6'],
};
type LoadBalancer = Extract<NonNullable<InstallationProps['entryPoints']>[string], { readonly type: 'LoadBalancer' }>;

const balancer: LoadBalancer = { type: 'LoadBalancer', ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' };

/** Names IPv6 addresses: clients with such count in the evaluation only where an object names one. */
const allow: InstallationProps['allow'] = {
  dump: {
    ports: ['postgresql'],
    from: [{ cidr: '2001:db8:1::/48' }, { cidr: '2001:db8:3::/64', except: ['2001:db8:3::20/128'] }, { cidr: '198.51.100.0/24' }],
    reason: 'Copies of the data.',
  },
};

const scenarios: readonly Scenario[] = [
  {
    name: 'all-in-one, installation',
    settings: {
      ...topologies['all-in-one'],
      entryPoints: { public: balancer },
      allow,
      cluster,
    },
  },
  {
    name: 'main-and-edge, connections, egress restricted',
    settings: {
      ...topologies['main-and-edge'],
      isolation: 'connections',
      egress: 'restricted',
      entryPoints: { public: { ...balancer, sourceRanges: ['198.51.100.0/24', '2001:db8:1::/48'] } },
      cluster,
    },
  },
  {
    name: 'node ports, Cluster',
    settings: {
      workloads: 'all-in-one',
      entryPoints: {
        nodes: {
          type: 'NodePort',
          externalTrafficPolicy: 'Cluster',
          nodePorts: { smtp: 30025, https: 30443 },
          ipFamilies: ['IPv4', 'IPv6'],
          acceptLostClientAddress: 'What becomes of the address is what this is about.',
        },
      },
      expose: { smtp: 'nodes', https: 'nodes' },
      allow,
      cluster,
    },
  },
];

let laboratory: Laboratory;
const comparisons: Record<string, Comparison> = {};

beforeAll(async () => {
  laboratory = await startLaboratory({ isDualStack: true });
});

afterAll(async () => {
  process.stdout.write(agreementTable(comparisons));
  await laboratory?.stop();
});

test.each(scenarios.map((scenario, index) => ({ scenario, index, name: scenario.name })))('$name', async ({ scenario, index }) => {
  const standing = await stand(laboratory, scenario, index);
  try {
    for (const [family, view] of [
      ['IPv4', standing],
      ['IPv6', overIPv6(standing)],
    ] as const) {
      const comparison = await compare(laboratory, view);
      comparisons[`${scenario.name}, by ${family}`] = comparison;
      expect(comparison.faults.slice(0, 20)).toEqual([]);
      expect(comparison.open).toBeGreaterThan(500);
    }
  } finally {
    await standing.remove();
  }
});

test('docs/cluster-tests.md says what was measured', () => {
  expectDocumented('docs/cluster-tests.md', 'dual stack', scenarioTable(comparisons));
});
