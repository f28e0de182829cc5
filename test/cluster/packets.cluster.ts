/** What the evaluation predicts from the objects in a cluster is what packets do: every port of the catalogue from every kind of source. */
import { definitionsFolder, installDefinitions } from './definitions';
import { expectDocumented } from './documented';
import { type Laboratory, startLaboratory } from './lab/laboratory';
import { type Comparison, compare } from './packets/compare';
import { agreementTable, groupTable, kindTable, scenarioTable } from './packets/report';
import { stand } from './packets/scenario';
import { scenarios, unenforced } from './packets/scenarios';

let laboratory: Laboratory;
const comparisons: Record<string, Comparison> = {};

beforeAll(async () => {
  laboratory = await startLaboratory();
  if (definitionsFolder) await installDefinitions(laboratory.cluster);
});

afterAll(async () => {
  process.stdout.write(agreementTable(comparisons));
  await laboratory?.stop();
});

test.each(scenarios.map((scenario, index) => ({ scenario, index, name: scenario.name })))('$name', async ({ scenario, index }) => {
  const standing = await stand(laboratory, scenario, index);
  try {
    const comparison = await compare(laboratory, standing);
    comparisons[scenario.name] = comparison;
    expect(comparison.faults.slice(0, 20)).toEqual([]);
    expect(comparison.total.agrees).toBeGreaterThan(1000);
  } finally {
    await standing.remove();
  }
});

test('a cluster that does not enforce policies is found out', async () => {
  const standing = await stand(laboratory, unenforced, scenarios.length);
  try {
    const { faults } = await compare(laboratory, standing);
    expect(faults.length).toBeGreaterThan(1000);
    expect(faults.filter((fault) => !fault.includes('predicted closed, found open'))).toEqual([]);
  } finally {
    await standing.remove();
  }
});

test('the README and docs/cluster-tests.md say what was measured', () => {
  const groups = new Map(scenarios.map(({ name, group }) => [name, group]));
  expectDocumented('docs/cluster-tests.md', 'packets', scenarioTable(comparisons));
  expectDocumented('docs/cluster-tests.md', 'kinds of probes', kindTable(comparisons));
  expectDocumented(
    'README.md',
    'packets',
    groupTable(comparisons, (name) => groups.get(name) ?? name),
  );
});
