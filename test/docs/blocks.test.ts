/** Every block of code is run: settings are rendered and proved, commands are run in this process, and what cannot be run here is parsed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { planFrom } from '../../lib/plan';
import { settingsJsonSchema } from '../../lib/settings/json-schema';
import { ranMain } from '../support/run';
import { schemaFaults, testWithSchemas } from '../support/shared';
import { type Block, blocksOf, pages } from './pages';

/** The README is run by a test of its own, word for word; the other commands of CONTRIBUTING are npm's. */
const tried = pages.filter((page) => page !== 'README.md' && blocksOf(page).length > 0);

const start = process.cwd();
const settingsFields = Object.keys(settingsJsonSchema().properties ?? {});

/** A file that a page shows: its first line is a comment with the path. */
const pathOf = ({ language, text }: Block): string | undefined => (language === 'yaml' ? /^# ([\w./-]+\.yaml)\n/.exec(text)?.[1] : undefined);

interface Line {
  readonly command: string;
  readonly status: number;
  /** What must come out, in parts between which there may be more. */
  readonly output: readonly string[];
}

/** `COMMAND # exit code 1`. */
function line(text: string, output: readonly string[] = []): Line {
  const [, command = text, code] = /^(.*?)\s+# exit code (\d)/.exec(text) ?? [];
  return { command: command.trim(), status: Number(code ?? 0), output };
}

/** The command lines of a block: each line of `sh`, each line after `$ ` of `console`. */
function linesOf({ language, text }: Block): readonly Line[] {
  if (language === 'sh')
    return text
      .split('\n')
      .filter((one) => one.trim() !== '' && !one.startsWith('#'))
      .map((one) => line(one));
  if (language !== 'console') return [];
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.split('\n');
      return line(command, output.join('\n').split(/…\n/));
    });
}

/** Words of a simple command line; quotes hold words together. */
const wordsOf = (command: string): readonly string[] => [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');

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

/** What is tried of a block besides its commands, by language. */
const parsers: Readonly<Record<string, (block: Block) => void>> = {
  yaml: (block) => {
    for (const document of documents(block.text)) {
      expect(document).not.toBeNull();
      // What a page shows as a file is tried by its commands.
      if (isSettings(block) && pathOf(block) === undefined) planFrom({ name: 'mail', ...Object(document) });
    }
  },
  json: ({ text }) => void JSON.parse(text),
  // Commands of others, which need a cluster or a network: at least a shell takes them.
  bash: ({ text }) => void execFileSync('bash', ['-n'], { input: text }),
  dockerfile: ({ text }) => expect(text).toMatch(/^FROM \S+\n/),
  sh: () => undefined,
  console: () => undefined,
  text: () => undefined,
  '': () => undefined,
};

describe.each(tried)('%s', (page) => {
  const blocks = blocksOf(page);
  let folder = '';

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'docs-')));
    process.chdir(folder);
    for (const block of blocks) {
      const path = pathOf(block);
      if (path === undefined) continue;
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), block.text);
    }
  });
  afterAll(() => {
    process.chdir(start);
    rmSync(folder, { recursive: true });
  });

  const lines = blocks.flatMap((block) => linesOf(block).map((one) => ({ ...one, at: block.line })));

  for (const { command, status, output, at } of lines)
    test(`line ${at}: ${command}`, async () => {
      const words = wordsOf(command);
      expect(words.slice(0, 2)).toEqual(own);
      const ran = await ranMain(...words.slice(2));
      expect({ status: ran.status, said: ran.stderr.includes('a fault of') ? ran.stderr : '' }).toEqual({ status, said: '' });
      for (const part of output) expect(ran.stdout + ran.stderr).toContain(part);
    });

  test('every file that it shows is used, and every block is of a kind that is tried', () => {
    const commands = lines.map(({ command }) => command).join('\n');
    const unused = blocks
      .flatMap((block) => (isSettings(block) ? (pathOf(block) ?? []) : []))
      .filter((path) => !commands.includes(path) && dirname(path) !== 'installations');
    expect(unused).toEqual([]);
    expect(blocks.map(({ language }) => language).filter((language) => !(language in parsers))).toEqual([]);
  });

  for (const block of blocks) test(`line ${block.line}: ${block.language || 'text'} is sound`, () => parsers[block.language]?.(block));
});

testWithSchemas('objects that pages show as files fit the schemas of their kinds', () => {
  const shown = tried.flatMap((page) =>
    blocksOf(page).flatMap((block) => {
      const path = pathOf(block);
      return path === undefined || isSettings(block) ? [] : [[`${page}/${path}`, block.text] as const];
    }),
  );
  expect(shown.length).toBeGreaterThan(2);
  expect(schemaFaults(Object.fromEntries(shown))).toEqual([]);
});
