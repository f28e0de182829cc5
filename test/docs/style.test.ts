import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { sourceFiles } from '../support/source-files';

const root = join(__dirname, '../..');

/** The left column of the table in docs/style.md. */
const forbidden = readFileSync(join(root, 'docs/style.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| .* \|$/.test(line) && !/^\| (Not|---) /.test(line))
  .map((line) => line.split(' | ')[0]?.slice(2).trim() ?? '');

/** The comments in a source file, docstrings among them, one line for each. */
const commentsIn = (source: string): readonly string[] =>
  source.split('\n').flatMap((line) => /^\s*(?:\/\*\*?|\*|\/\/) ?(.*)$/.exec(line)?.[1] ?? / \/\/ (.*)$/.exec(line)?.[1] ?? []);

/** The texts in a source file: literals and the fixed parts of templates, without code and comments. */
function textsIn(source: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === 'object' && node !== null) {
      if ('type' in node && node.type === 'StringLiteral' && 'value' in node) texts.push(String(node.value));
      if ('type' in node && node.type === 'TemplateElement' && 'raw' in node) texts.push(String(node.raw));
      Object.values(node).forEach(visit);
    }
  };
  visit(parseSync(source, { syntax: 'typescript' }).body);
  return texts;
}

const breaches = (file: string, texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) =>
    forbidden
      .filter((words) => new RegExp(`(^|[^\\w])${words.replace(/^\d+ /, '\\d+ ')}($|[^\\w])`, 'i').test(text))
      .map((words) => `${file}: ${words}: ${text}`),
  );

test('the table of words is read', () => {
  expect(forbidden).toEqual(expect.arrayContaining(['to be done by hand', '2 to know']));
  expect(breaches('a', textsIn('const a = `3 to know`;'))).toHaveLength(1);
});

test('no text of the tool has words that docs/style.md rules out', () => {
  const found = sourceFiles('lib').flatMap((file) => breaches(file, textsIn(readFileSync(join(root, file), 'utf8'))));
  expect(found).toEqual([]);
});

/** Names of tests and of groups of tests in a source file. */
const testNamesIn = (source: string): readonly string[] =>
  [...source.matchAll(/(?:^\s*(?:test|describe)|\]?\))\((?:'((?:[^'\\\n]|\\.)+)'|"([^"\n]+)"|`([^`\n]+)`), /gm)].map(([, ...names]) =>
    names.join(''),
  );

test('no docstring, comment or name of a test in the sources has them', () => {
  expect(commentsIn('/** A. */\n  // B\nconst c = 1; // C\n   * D')).toEqual(['A. */', 'B', 'C', 'D']);
  expect(testNamesIn("test('a, b', () => {});\n  describe(\"c\", f);\n])('%s d', f);")).toEqual(['a, b', 'c', '%s d']);
  const found = ['lib', 'tools', 'test', 'examples', 'bench'].flatMap((folder) =>
    [...sourceFiles(folder), ...sourceFiles(folder, '.js')].flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      return breaches(file, [...commentsIn(source), ...(folder === 'test' ? testNamesIn(source) : [])]);
    }),
  );
  expect(found).toEqual([]);
});

test('no comment in the files of pipelines and examples has them', () => {
  const files = [...sourceFiles('ci', '.sh'), ...sourceFiles('ci', '.yml'), ...sourceFiles('examples', '.yaml')];
  expect(files.length).toBeGreaterThan(10);
  expect(files.flatMap((file) => breaches(file, readFileSync(join(root, file), 'utf8').match(/# .*$/gm) ?? []))).toEqual([]);
});

test('no page has them either', () => {
  const pages = [
    ...sourceFiles('docs', '.md'),
    ...sourceFiles('examples', '.md'),
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
  ].filter((file) => file !== 'docs/style.md');
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.flatMap((file) => breaches(file, readFileSync(join(root, file), 'utf8').split('\n')))).toEqual([]);
});
