import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { anchorsOf, linksOf, pages, readPage, root } from './pages';

/** What is wrong with a link; undefined if nothing is. Of a link to another site only the form is checked, since tests need no internet. */
function fault(page: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return /^https:\/\/[^\s]+$/.test(link) ? undefined : `${link}: is no address that begins with https://`;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(root, target))) return `${link}: there is no ${target}`;
  if (anchor === undefined) return undefined;
  if (!target.endsWith('.md') || statSync(join(root, target)).isDirectory()) return `${link}: only pages have anchors`;
  return anchorsOf(readPage(target)).includes(anchor) ? undefined : `${link}: ${target} has no heading of that name`;
}

test.each(pages)('%s: every link and anchor leads somewhere', (page) =>
  expect(linksOf(readPage(page)).flatMap((link) => fault(page, link) ?? [])).toEqual([]),
);

test('a link without a target is found', () => {
  expect(fault('docs/README.md', 'nowhere.md')).toMatch(/there is no docs\/nowhere.md/);
  expect(fault('docs/README.md', 'commands.md#exit-code')).toMatch(/no heading/);
  expect(fault('docs/README.md', 'commands.md#exit-codes')).toBeUndefined();
});

test('the index leads to every page of docs/', () => {
  const named = linksOf(readPage('docs/README.md')).map((link) => normalize(join('docs', link.replace(/#.*/, ''))));
  // CONTRIBUTING.md leads to these.
  const forContributors = ['README', 'extending', 'testing', 'style'].map((name) => `docs/${name}.md`);
  expect(pages.filter((page) => page.startsWith('docs/') && !named.includes(page) && !forContributors.includes(page))).toEqual([]);
});
