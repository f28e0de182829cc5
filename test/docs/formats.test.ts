import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../../lib/cli/main';

const { commands } = program('0', () => undefined);
const [head = [], ...rows] = readFileSync(join(__dirname, '../../docs/formats.md'), 'utf8')
  .split('\n\n')
  .filter((block) => block.startsWith('| `--format`'))
  .flatMap((block) => block.split('\n').filter((line) => !line.startsWith('| ---')))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );

test.each(head.slice(1, -1).map((name, index) => [name, index + 1] as const))('the page of formats knows those of %s', (name, column) => {
  const option = commands.find((command) => command.name() === name)?.options.find(({ long }) => long === '--format');
  const told = rows.flatMap(([format = '', ...cells]) => (cells[column - 1] === 'yes' ? [format] : []));
  expect(told.toSorted()).toEqual([...(option?.argChoices ?? [])].toSorted());
});
