/**
 * Every block of code is run: settings are rendered and proved, our commands are run in this process, those of others by the real programs. What needs a
 * cluster (`bash cluster`) is run as far as it goes without one, and for real by test/cluster/guides.cluster.ts.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { parseCsv } from '../../lib/base/csv';
import { program } from '../../lib/cli/main';
import { planFrom } from '../../lib/plan';
import { parseFleet } from '../../lib/settings/fleet';
import { settingsJsonSchema } from '../../lib/settings/json-schema';
import { ranMain } from '../support/run';
import { schemaFaults, testWithSchemas } from '../support/shared';
import { linesOf, pathOf, wordsOf, writeFiles } from './lines';
import { type Block, blocksOf, pages, root } from './pages';
import { entryFor, needsCluster, needsPods, nowhere, shellIn, substituted, withoutCluster } from './shell';

/** The README is run by a test of its own, word for word. */
const tried = pages.filter((page) => page !== 'README.md' && blocksOf(page).length > 0);

/** A repository with a main branch that others have, as a reader of the tutorial has it. */
const repository = [
  'git init --quiet --initial-branch main',
  'git init --quiet --bare --initial-branch main .origin.git',
  'git remote add origin .origin.git',
].join(' && ');

const start = process.cwd();
const settingsFields = Object.keys(settingsJsonSchema().properties ?? {});

const own = ['npx', 'cdk8s-bluemind'];

const documents = (text: string): readonly unknown[] =>
  parseAllDocuments(text).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS();
  });

const keysOf = (value: unknown): readonly string[] => (typeof value === 'object' && value !== null ? Object.keys(value) : []);

/** Settings, whole or in part: no field but theirs. */
function isSettings({ language, text }: Block): boolean {
  if (language !== 'yaml') return false;
  const keys = documents(text).flatMap(keysOf);
  return keys.length > 0 && keys.every((key) => settingsFields.includes(key));
}

/** What is tried of a block in addition to its commands, by language. */
const parsers: Readonly<Record<string, (block: Block) => void>> = {
  yaml: (block) => {
    for (const document of documents(block.text)) {
      expect(document).not.toBeNull();
      // What a page shows as a file is tried by its commands.
      if (isSettings(block) && pathOf(block) === undefined) planFrom({ name: 'mail', ...Object(document) });
    }
  },
  json: ({ text }) => void JSON.parse(text),
  bash: ({ text }) => void execFileSync('bash', ['-n'], { input: text }),
  dockerfile: ({ text }) => expect(text).toMatch(/^FROM \S+\n/),
  csv: ({ text }) => expect(parseCsv(text)).toHaveProperty('lines'),
  sh: () => undefined,
  console: () => undefined,
  text: () => undefined,
};

const elsewhere = [...nowhere, ...needsCluster, ...needsPods];

describe.each(tried)('%s', (page) => {
  const blocks = blocksOf(page);
  let folder = '';

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'docs-')));
    process.chdir(folder);
    writeFiles(folder, blocks);
    if (lines.some(({ command }) => command.startsWith('git '))) expect(shellIn(folder)(repository).stderr).toBe('');
  });
  afterAll(() => {
    process.chdir(start);
    rmSync(folder, { recursive: true });
  });

  const lines = blocks.flatMap((block) => linesOf(block).map((one) => ({ ...one, language: block.language, at: block.line })));

  const ours = lines.filter(({ language }) => language !== 'bash');
  const ofOthers = lines.filter(({ language, command }) => language === 'bash' && !entryFor(command, elsewhere));

  for (const { command, status, output, at, language } of lines.filter((one) => ours.includes(one) || ofOthers.includes(one)))
    test(`line ${at}: ${command}`, async () => {
      if (language === 'bash') {
        const ran = shellIn(folder)(substituted(command, withoutCluster));
        expect(ran).toEqual({ ...ran, status });
        return;
      }
      const words = wordsOf(command);
      expect(words.slice(0, 2)).toEqual(own);
      const ran = await ranMain(...words.slice(2));
      expect({ status: ran.status, said: ran.stderr.includes('a fault of') ? ran.stderr : '' }).toEqual({ status, said: '' });
      for (const part of output) expect(ran.stdout + ran.stderr).toContain(part);
    });

  test('every file that it shows is used, and every block is of a kind that is tried', () => {
    const commands = lines.map(({ command }) => command).join('\n');
    const isBase = (path: string) => blocks.some(({ text }) => text.includes(`\nbase: ${relative('installations', path)}\n`));
    const unused = blocks
      .flatMap((block) => (isSettings(block) ? (pathOf(block) ?? []) : []))
      .filter((path) => !commands.includes(path) && !isBase(path) && dirname(path) !== 'installations');
    expect(unused).toEqual([]);
    expect(blocks.map(({ language }) => language).filter((language) => !(language in parsers))).toEqual([]);
  });

  for (const block of blocks) test(`line ${block.line}: ${block.language || 'text'} is sound`, () => parsers[block.language]?.(block));
});

test('what is not run in full is named with its reason, in the tests and for the reader', () => {
  const commands = tried
    .flatMap((page) => blocksOf(page).flatMap((block) => (block.language === 'bash' ? linesOf(block) : [])))
    .map(({ command }) => command);
  expect(elsewhere.filter(({ of }) => !commands.some((command) => of.test(command)))).toEqual([]);
  const said = readFileSync(join(root, 'docs/README.md'), 'utf8').replaceAll('\n', ' ');
  for (const words of ['helm repo add', 'npm install', 'npm run test:', 'kind create cluster']) expect(said).toContain(`\`${words}\``);
  expect(nowhere).toHaveLength(4);
  expect(readFileSync(join(root, '.ci/run'), 'utf8')).toMatch(/^node tools\/try-package$/m);
  expect(readFileSync(join(root, 'tools/try-package/index.js'), 'utf8')).toContain('docs/tutorial.md');
});

test('scripts of npm that pages name exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = pages.flatMap((page) => [...readFileSync(join(root, page), 'utf8').matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name));
  expect(named).toContain('test:cluster');
  // docs/README.md means all of them by `npm run test:`.
  expect([...new Set(named)].filter((name) => name !== 'test:' && !(name in scripts))).toEqual([]);
});

/** Lines that show how to call our command, with options that it has. */
test('what text shows of our commands has names and options that exist', () => {
  const commands = new Map(program('', () => undefined).commands.map((command) => [command.name(), command]));
  const shown = tried.flatMap((page) =>
    blocksOf(page)
      .filter(({ language }) => language === 'text')
      .flatMap(({ text }) => text.match(/npx cdk8s-bluemind .*/g) ?? []),
  );
  expect(shown.length).toBeGreaterThan(5);
  for (const text of shown) {
    const [, , name = ''] = text.split(/\s+/);
    const known = commands.get(name)?.options.map(({ long }) => long);
    expect({ text, wrong: (text.match(/--[a-z-]+/g) ?? []).filter((option) => !known?.includes(option)) }).toEqual({ text, wrong: [] });
  }
});

testWithSchemas('objects that pages show as files fit the schemas of their kinds', () => {
  const shown = tried.flatMap((page) =>
    blocksOf(page).flatMap((block) => {
      const path = pathOf(block);
      return path === undefined || block.language !== 'yaml' || isSettings(block) || parseFleet(path, block.text)
        ? []
        : [[`${page}/${path}`, block.text] as const];
    }),
  );
  expect(shown.length).toBeGreaterThan(2);
  expect(schemaFaults(Object.fromEntries(shown))).toEqual([]);
});
