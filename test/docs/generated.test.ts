import { formatCommands } from '../../lib/cli/commands-reference';
import { program } from '../../lib/cli/main';
import { formatCatalogueReference } from '../../lib/reports/catalogue-reference';
import { readPage } from './pages';

test('the pages of commands and of the catalogue are as they are now (npm run docs writes them)', () => {
  expect(readPage('docs/commands.md')).toBe(formatCommands(program('', () => undefined)));
  expect(readPage('docs/catalogue.md')).toBe(formatCatalogueReference());
});

test('every command has a section with all of its options', () => {
  const text = readPage('docs/commands.md');
  for (const command of program('', () => undefined).commands) {
    expect(text).toContain(`\n## ${command.name()}\n`);
    for (const { long } of command.options) expect(text).toContain(`${long}`);
  }
});
