import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const pages = ['README.md', 'CONTRIBUTING.md', ...filesIn('docs')].filter((name) => name.endsWith('.md'));

/** Files below a folder, by their paths from the root. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`);
}

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  test('names files that exist', () => {
    const named = [...text.matchAll(/`((?:lib|test|examples|docs|installations)\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(named.filter((path) => !/\/NAME\b/.test(path) && !existsSync(join(root, path)))).toEqual([]);
  });

  test('links to pages that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link).filter((link) => !/^https?:/.test(link));
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });
});

test('the architecture page has a row for every room', () => {
  const rooms = readdirSync(join(root, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  expect(rooms.map(({ name }) => name).filter((name) => !text.includes(`| \`lib/${name}\` |`))).toEqual([]);
});

// Deeper folders are those of other projects, which docstrings name as sources.
test('what the code cites of this repository exists', () => {
  const sources = ['lib', 'test', 'tools', 'bench'].flatMap(filesIn).filter((name) => /\.(ts|js)$/.test(name));
  const cited = sources.flatMap((source) =>
    [...readFileSync(join(root, source), 'utf8').matchAll(/(?<![\w/.])(?:docs\/(?:reference\/)?|reference\/)[\w-]+\.md\b/g)].map(([page]) => ({
      source,
      page,
    })),
  );
  expect(cited.length).toBeGreaterThan(10);
  expect(cited.filter(({ page }) => !existsSync(join(root, page)))).toEqual([]);
});

test('the page about clusters has a row for each of their tests', () => {
  const tests = filesIn('test/cluster').filter((name) => name.endsWith('.cluster.ts'));
  const text = readFileSync(join(root, 'docs/cluster-tests.md'), 'utf8');
  expect(tests.filter((name) => !text.includes(`](../${name}) |`))).toEqual([]);
});
