import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '../..');

/** Pages that people read, by their paths in the repository. */
export const pages: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => `${folder}/${name}`),
  ),
];

export const readPage = (page: string): string => readFileSync(join(root, page), 'utf8');

/** A fenced block of code. */
export interface Block {
  readonly language: string;
  /** The word after the language: `cluster` if the commands need one, or the path of a file without comments. */
  readonly place: string;
  /** Line of the page on which it begins, from 1. */
  readonly line: number;
  /** Without the indent that it has in a list. */
  readonly text: string;
}

/** The blocks of code of a page, in their order. */
export function blocksOf(page: string): readonly Block[] {
  const text = readPage(page);
  return [...text.matchAll(/^([ ]*)(`{3,})(\S*) *(\S*)[^\n]*\n(.*?)^\1\2[ ]*$/gms)].map(
    ({ index, 1: indent = '', 3: language = '', 4: place = '', 5: content = '' }) => ({
      language,
      place,
      line: text.slice(0, index).split('\n').length,
      text: content.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** The text without its blocks of code, whose brackets are no links. */
export const withoutBlocks = (text: string): string => text.replaceAll(/^([ ]*)(`{3,})\S*[^\n]*\n.*?^\1\2[ ]*$/gms, '');

/** The anchors of a page, as GitHub makes them of its headings. */
export function anchorsOf(text: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...withoutBlocks(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\p{Mark}_ -]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}

/** Where the links of a page lead. */
export const linksOf = (text: string): readonly string[] =>
  [
    ...withoutBlocks(text)
      .replaceAll(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, target = '']) => target);
