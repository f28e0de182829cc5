import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const lib = join(__dirname, '../lib');

/** What each room may import besides its own files and lib/base, on which everything stands. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  catalogue: [],
  settings: ['catalogue'],
  plan: ['settings', 'catalogue'],
  constructs: ['plan', 'settings'],
  helm: ['plan'],
  chart: ['constructs', 'plan', 'settings', 'catalogue'],
  reachability: [],
  checks: ['plan', 'settings', 'catalogue', 'reachability'],
  reports: ['checks', 'plan', 'catalogue', 'reachability'],
  synth: ['reports', 'checks', 'reachability', 'chart', 'helm', 'constructs', 'plan', 'settings'],
  validation: ['synth', 'checks', 'reachability'],
  cli: ['synth', 'reports', 'chart', 'helm', 'checks', 'plan', 'settings', 'catalogue', 'reachability'],
  index: ['constructs', 'plan', 'settings', 'catalogue', 'validation'],
};

const roomOf = (file: string): string => relative(lib, file).split('/')[0]?.replace(/\.ts$/, '') ?? '';

const files = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(lib, name));

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\(|require\()\s*'([^']+)'/g)].map(([, specifier = '']) => specifier);

describe('imports', () => {
  test('run one way', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => roomOf(resolve(dirname(file), specifier)))
        .filter((room) => room !== roomOf(file) && room !== 'base' && !(mayImport[roomOf(file)] ?? []).includes(room))
        .map((room) => `${relative(lib, file)} imports ${room}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every room is known', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in mayImport))).toEqual([]);
  });

  test('cdk8s-plus-27 stands in one module', () => {
    expect(
      files.filter((file) => importsOf(file).some((specifier) => specifier.startsWith('cdk8s-plus'))).map((file) => relative(lib, file)),
    ).toEqual(['constructs/kubernetes.ts']);
  });

  test('facts of BlueMind stand in the catalogue alone: no port of it is written elsewhere', () => {
    const numbers = /\b(1143|2400|5432|5701|8021|8079|8082|8087|8090|9200|9300|11211)\b/;
    const wrong = files
      .filter((file) => !['catalogue'].includes(roomOf(file)))
      .flatMap((file) =>
        readFileSync(file, 'utf8')
          .split('\n')
          .filter((line) => numbers.test(line) && !/^\s*(\*|\/\/|\/\*)/.test(line))
          .map((line) => `${relative(lib, file)}: ${line.trim()}`),
      );
    expect(wrong).toEqual([]);
  });
});
