import { type Comparison, type Count, plus } from './compare';

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`;

const share = (agrees: number, decided: number): string => (decided === 0 ? '' : `${Math.floor((agrees / decided) * 100_000) / 1000} %`);

const cells = ({ agrees, differs, undecided }: Count): readonly (string | number)[] => {
  const decided = agrees + differs;
  return [agrees + differs + undecided, undecided, decided, agrees, share(agrees, decided)];
};

const head = (names: readonly string[]): string => row(names) + row(names.map((_, index) => (index === 0 ? '---' : '---:')));
const headOf = (first: string): string => head([first, 'probes', 'undecided', 'decided', 'agree', 'of the decided']);

const none: Count = { agrees: 0, differs: 0, undecided: 0 };
const sum = (counts: readonly Count[]): Count => counts.reduce(plus, none);

/** The head of the table by scenario. */
export const scenarioHead = headOf('scenario');

type Comparisons = Readonly<Record<string, Comparison>>;

/** The table of agreement by scenario, in Markdown. */
export const scenarioTable = (comparisons: Comparisons): string =>
  [
    scenarioHead,
    ...Object.entries(comparisons).map(([name, { total }]) => row([name, ...cells(total)])),
    row(['all', ...cells(sum(Object.values(comparisons).map(({ total }) => total)))]),
  ].join('');

/** The table of agreement by kind of probe, in Markdown. */
export function kindTable(comparisons: Comparisons): string {
  const kinds: Record<string, Count> = {};
  for (const { byKind } of Object.values(comparisons))
    for (const [kind, count] of Object.entries(byKind)) kinds[kind] = plus(count, kinds[kind] ?? none);
  return [
    headOf('kind of probe'),
    ...Object.entries(kinds)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, count]) => row([kind, ...cells(count)])),
  ].join('');
}

/** The table of agreement by groups of scenarios, in Markdown and with numbers for readers. */
export function groupTable(comparisons: Comparisons, groupOf: (scenario: string) => string): string {
  const groups: Record<string, Count> = {};
  for (const [name, { total }] of Object.entries(comparisons)) groups[groupOf(name)] = plus(total, groups[groupOf(name)] ?? none);
  const number = (value: number): string => value.toLocaleString('en');
  return [
    head(['topology', 'probes', 'decided', 'agree']),
    ...Object.entries(groups).map(([group, { agrees, differs, undecided }]) =>
      row([group, number(agrees + differs + undecided), number(agrees + differs), share(agrees, agrees + differs)]),
    ),
  ].join('');
}

/** Both tables, for standard output. */
export const agreementTable = (comparisons: Comparisons): string => `\n\n${scenarioTable(comparisons)}\n\n${kindTable(comparisons)}\n`;
