import { installationReports } from '../../lib/reports/installation';
import { componentsMap, installationMap } from '../../lib/reports/map/installation-map';
import { edgeText, type NetworkMap } from '../../lib/reports/map/network-map';
import { installationSection } from '../../lib/reports/page/installation-page';
import { installations } from './installations';

/** A map as lines: boxes by tier, arrows by the titles of their ends. */
function mapLines({ title, nodes, edges }: NetworkMap): readonly string[] {
  const titleOf = (id: string) => nodes.find((node) => node.id === id)?.title;
  return [
    title,
    ...nodes.map((node) => `${node.tier}: ${[node.title, ...node.details].join(' / ')}`),
    ...edges.map((edge) => `${titleOf(edge.from)} -> ${titleOf(edge.to)}: ${edgeText(edge)}${edge.reason === undefined ? '' : ` (${edge.reason})`}`),
  ];
}

describe.each(installations())('as last reviewed: %s', (_, { plan, proof }) => {
  test('the reports', () => {
    const { 'exposure.md': text, 'openings.csv': openings } = installationReports(plan, proof);
    expect(text).toMatchSnapshot('exposure.md');
    expect(openings).toMatchSnapshot('openings.csv');
  });

  test('the maps', () => {
    const mapped = { title: 'Map', ways: proof.ways, access: proof.access, connections: plan.connections };
    expect(mapLines(installationMap(mapped))).toMatchSnapshot('map');
    expect(mapLines(componentsMap(mapped))).toMatchSnapshot('components');
  });

  test('the matrix of the page, and each step of an explanation', () => {
    const { facts, states, title } = installationSection(plan, proof, ({ line }) => `line ${line}`);
    const [state] = states;
    const rows = state?.rows ?? [];
    expect([title, ...facts]).toMatchSnapshot('facts');
    expect(state?.sources.map((source) => `${source.kind}: ${source.title}`)).toMatchSnapshot('columns');
    expect(
      rows.map(({ number, name, component, workload, audience, cells }) =>
        [number, name, component, workload, audience, ...cells.map(({ verdict, heat }) => `${verdict[0]}${heat}`)].join(' '),
      ),
    ).toMatchSnapshot('rows');
    const steps = rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.steps.map(({ text, place, line }) => [text, place, line].join(' | '))));
    // Lines move with each change of what is rendered.
    expect([...new Set(steps.map((step) => step.replaceAll(/(:|line )\d+/g, '$1N')))].sort()).toMatchSnapshot('steps');
  });
});
