/** The same comparison under a policy engine of others: kube-network-policies, which enforces NetworkPolicies. */
import { expectDocumented } from './documented';
import { startForeignEngine } from './lab/foreign-engine';
import { type Laboratory, startLaboratory } from './lab/laboratory';
import { type Comparison, compare } from './packets/compare';
import { agreementTable, scenarioTable } from './packets/report';
import { stand } from './packets/scenario';
import { scenarios } from './packets/scenarios';

let laboratory: Laboratory;
let engine: { readonly stop: () => Promise<void> };
const comparisons: Record<string, Comparison> = {};

/** It refuses by silence, which takes time: not all of them. */
const some = /^(all-in-one, installation|(all-in-one|main-and-edge), connections, egress restricted)$/;

beforeAll(async () => {
  laboratory = await startLaboratory();
  engine = await startForeignEngine(laboratory.plane);
});

afterAll(async () => {
  process.stdout.write(agreementTable(comparisons));
  await engine?.stop();
  await laboratory?.stop();
});

test.each(scenarios.filter(({ name }) => some.test(name)).map((scenario, index) => ({ scenario, index, name: scenario.name })))(
  '$name',
  async ({ scenario, index }) => {
    const standing = await stand(laboratory, { ...scenario, isEnforced: false }, index);
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
  expectDocumented('docs/cluster-tests.md', 'another engine', scenarioTable(comparisons));
});
