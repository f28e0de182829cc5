import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

const beginOf = (name: string): string => `<!-- measured: ${name} -->\n\n`;
const end = '\n<!-- end of what was measured -->';

/** What a page says was measured under a name. */
function documented(page: string, name: string): string {
  const text = readFileSync(join(root, page), 'utf8');
  const [, rest] = text.split(beginOf(name));
  if (rest === undefined) throw new Error(`${page} has no '${beginOf(name).trim()}'`);
  return rest.slice(0, rest.indexOf(end));
}

/** Holds a page to what was measured; `npm run docs:cluster` writes it there instead. */
export function expectDocumented(page: string, name: string, measured: string): void {
  const before = documented(page, name);
  if (process.env.CLUSTER_TEST_DOCS !== 'write') {
    expect(before).toBe(measured);
    return;
  }
  const path = join(root, page);
  const begin = beginOf(name);
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(`${begin}${before}${end}`, () => `${begin}${measured}${end}`),
  );
}

/** Rows of a table that a page has under a name. */
export const documentedRows = (page: string, name: string): readonly string[] => documented(page, name).split('\n');
