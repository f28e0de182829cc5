/** The ways in and Services by kube-proxy in its nftables mode: the same packets as by iptables, and the same answers. */
import { expectDocumented } from './documented';
import { type Laboratory, startLaboratory } from './lab/laboratory';
import { type Comparison, compare } from './packets/compare';
import { agreementTable, scenarioTable } from './packets/report';
import { stand } from './packets/scenario';
import { scenarios } from './packets/scenarios';

let laboratory: Laboratory;
const comparisons: Record<string, Comparison> = {};

/** All ways in that kube-proxy serves, by the smaller topologies. */
const some = /^(all-in-one, installation|node ports, Cluster|load balancer, (Cluster|source ranges)|machines outside)$/;

beforeAll(async () => {
  laboratory = await startLaboratory({ proxyMode: 'nftables' });
});

afterAll(async () => {
  process.stdout.write(agreementTable(comparisons));
  await laboratory?.stop();
});

test.each(scenarios.filter(({ name }) => some.test(name)).map((scenario, index) => ({ scenario, index, name: scenario.name })))(
  '$name',
  async ({ scenario, index }) => {
    const standing = await stand(laboratory, scenario, index);
    try {
      const comparison = await compare(laboratory, standing);
      comparisons[scenario.name] = comparison;
      expect(comparison.faults.slice(0, 20)).toEqual([]);
    } finally {
      await standing.remove();
    }
  },
);

test('docs/cluster-tests.md says what was measured', () => {
  expectDocumented('docs/cluster-tests.md', 'nftables', scenarioTable(comparisons));
});
