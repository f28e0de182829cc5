import { type Comparison, type Count, plus } from './compare';

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`;

const cells = ({ agrees, differs, undecided }: Count): readonly (string | number)[] => {
  const decided = agrees + differs;
  return [agrees + differs + undecided, undecided, decided, agrees, decided === 0 ? '' : `${Math.floor((agrees / decided) * 100_000) / 1000} %`];
};

const head = (first: string): string =>
  row([first, 'probes', 'undecided', 'decided', 'agree', '']) + row(['---', '---:', '---:', '---:', '---:', '---:']);

/** The tables of agreement, by scenario and by kind of probe, in Markdown. */
export function agreementTable(comparisons: Readonly<Record<string, Comparison>>): string {
  const kinds: Record<string, Count> = {};
  for (const { byKind } of Object.values(comparisons))
    for (const [kind, count] of Object.entries(byKind)) kinds[kind] = plus(count, kinds[kind] ?? { agrees: 0, differs: 0, undecided: 0 });
  return [
    '\n',
    head('scenario'),
    ...Object.entries(comparisons).map(([name, { total }]) => row([name, ...cells(total)])),
    '\n',
    head('kind of probe'),
    ...Object.entries(kinds)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, count]) => row([kind, ...cells(count)])),
    '\n',
  ].join('');
}
