import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');
const pages = [...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`), 'README.md'].filter((name) => name.endsWith('.md'));

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');

  test('names files that there are', () => {
    const named = [...text.matchAll(/`((?:lib|test|examples|docs|installations)\/[\w./-]+)`/g)].map(([, path = '']) => path);
    expect(named.filter((path) => !/\/NAME\b/.test(path) && !existsSync(join(root, path)))).toEqual([]);
  });

  test('links to pages that there are', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link).filter((link) => !/^https?:/.test(link));
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });
});

test('the architecture page has a row for every room', () => {
  const rooms = readdirSync(join(root, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  expect(rooms.map(({ name }) => name).filter((name) => !text.includes(`| \`lib/${name}\` |`))).toEqual([]);
});
