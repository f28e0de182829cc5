import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const lib = join(__dirname, '../lib');

/** What each folder may import apart from its own files and lib/base, on which everything builds. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  catalogue: [],
  settings: ['catalogue'],
  plan: ['settings', 'catalogue'],
  constructs: ['plan', 'settings', 'catalogue'],
  network: ['constructs', 'checks', 'plan', 'settings', 'catalogue', 'reachability'],
  helm: ['constructs', 'plan', 'catalogue'],
  chart: ['constructs', 'plan', 'settings', 'catalogue'],
  reachability: [],
  checks: ['plan', 'settings', 'catalogue', 'reachability'],
  reports: ['cluster', 'checks', 'plan', 'catalogue', 'reachability'],
  synth: ['reports', 'checks', 'reachability', 'chart', 'helm', 'constructs', 'plan', 'settings'],
  cluster: ['checks', 'plan', 'constructs', 'settings', 'reachability'],
  init: ['plan', 'settings', 'catalogue', 'reachability'],
  krm: ['synth', 'checks', 'constructs', 'plan', 'settings', 'reachability'],
  validation: ['synth', 'checks', 'plan', 'settings', 'reachability'],
  cli: ['cluster', 'init', 'krm', 'synth', 'reports', 'chart', 'helm', 'checks', 'plan', 'settings', 'catalogue', 'reachability'],
  testing: ['network', 'reports', 'checks', 'plan', 'reachability'],
  index: ['network', 'checks', 'plan', 'settings', 'catalogue', 'validation'],
};

const roomOf = (file: string): string => relative(lib, file).split('/')[0]?.replace(/\.ts$/, '') ?? '';

const files = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(lib, name));

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import\(|require\()\s*'([^']+)'/g)].map(([, specifier = '']) => specifier);

/** The files of lib/ that a file imports. */
const importedFiles = (file: string): readonly string[] =>
  importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => resolve(dirname(file), specifier.replace(/\.js$/, '')))
    .flatMap((path) => [`${path}.ts`, join(path, 'index.ts')].filter((candidate) => files.includes(candidate)).slice(0, 1));

/** Files from which imports lead back to themselves, each with the way it takes. */
function circles(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) found.push([...way.slice(start), file].map((step) => relative(lib, step)).join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}

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

  test('run in no circle, type imports counted', () => {
    expect(circles(new Map(files.map((file) => [file, importedFiles(file)])))).toEqual([]);
  });

  test('every room is known', () => {
    expect([...new Set(files.map(roomOf))].filter((room) => !(room in mayImport))).toEqual([]);
  });

  test('cdk8s-plus-27 is imported in two modules: the one that renders, and the one that apps meet', () => {
    expect(
      files
        .filter((file) => importsOf(file).some((specifier) => specifier.startsWith('cdk8s-plus-')))
        .map((file) => relative(lib, file))
        .sort(),
    ).toEqual(['constructs/kubernetes.ts', 'network/cdk8s-plus.ts']);
  });

  test('every type of a plan can be imported by its name', () => {
    const model = join(lib, 'plan/model');
    const exported = importedFiles(join(model, 'index.ts'));
    expect(files.filter((file) => file.startsWith(model) && file !== join(model, 'index.ts') && !exported.includes(file))).toEqual([]);
    expect(importedFiles(join(lib, 'plan/index.ts'))).toContain(join(model, 'index.ts'));
    expect(importedFiles(join(lib, 'index.ts'))).toContain(join(lib, 'plan/index.ts'));
  });

  test("the plan's model imports none of its makers", () => {
    const model = join(lib, 'plan/model');
    const wrong = files
      .filter((file) => file.startsWith(model))
      .flatMap((file) => importedFiles(file).filter((imported) => imported.startsWith(join(lib, 'plan')) && !imported.startsWith(model)));
    expect(wrong).toEqual([]);
  });

  test('renderers read the model of the plan; of its makers they know only the one that plans settings', () => {
    const wrong = files
      .filter((file) => ['constructs', 'helm'].includes(roomOf(file)))
      .flatMap((file) =>
        importedFiles(file)
          .filter(
            (imported) => roomOf(imported) === 'plan' && !imported.startsWith(join(lib, 'plan/model')) && imported !== join(lib, 'plan/index.ts'),
          )
          .map((imported) => `${relative(lib, file)} imports ${relative(lib, imported)}`),
      );
    expect(wrong).toEqual([]);
  });

  test('a policy dialect is decided by its traits and its renderers, and by its name nowhere else', () => {
    const byName = /dialect\b[^\n]*(===|!==) '(kubernetes|cilium|calico)'/;
    expect(files.filter((file) => byName.test(readFileSync(file, 'utf8'))).map((file) => relative(lib, file))).toEqual([]);
  });

  test('circles are found', () => {
    expect(
      circles(
        new Map([
          ['/a.ts', ['/b.ts']],
          ['/b.ts', ['/c.ts']],
          ['/c.ts', ['/b.ts']],
        ]),
      ),
    ).toHaveLength(1);
    expect(
      circles(
        new Map([
          ['/a.ts', ['/b.ts', '/c.ts']],
          ['/b.ts', ['/c.ts']],
          ['/c.ts', []],
        ]),
      ),
    ).toEqual([]);
  });

  test('lib holds what the package exports and rooms, nothing else', () => {
    expect(
      readdirSync(lib, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['index.ts', 'validation.ts']);
  });

  test('one place writes to the terminal, and escapes what it writes', () => {
    const wrong = files.filter((file) => /process\.(stdout|stderr)\.write|console\.(log|info|warn|error)/.test(readFileSync(file, 'utf8')));
    expect(wrong.map((file) => relative(lib, file))).toEqual(['cli/terminal.ts']);
  });

  test('facts of BlueMind are only in the catalogue: no port of it is written elsewhere', () => {
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
