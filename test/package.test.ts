import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');

describe('the published package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  const command = join(folder, 'package/bin/cdk8s-bluemind.js');
  const bundles = join(folder, 'package/build/command');
  /** V8 complains on standard error about flags that this version does not know. */
  const complaints = () => spawnSync(process.execPath, [command, 'versions'], { cwd: folder, encoding: 'utf8' }).stderr;
  const execute = (program: string, args: readonly string[], cwd: string) => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const run = (...args: readonly string[]) => execute(process.execPath, [command, ...args], folder);
  const caches = () => readdirSync(join(bundles, 'commands')).filter((name) => name.endsWith('.cache'));

  beforeAll(() => {
    execute(process.execPath, ['tools/bundle.js', 'build/command'], root);
    execute('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], root);
    execute('tar', ['xf', readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''], folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('runs without any other package, as the sources do', () => {
    const sources = execute(process.execPath, [join(root, 'bin/cdk8s-bluemind.js'), 'synth', '--default', '--stdout'], folder);
    expect(run('synth', '--default', '--stdout')).toBe(sources);
    expect(complaints()).toBe('');
    expect(run('--help')).toContain('Usage: cdk8s-bluemind');
    expect(run('schema')).toBe(readFileSync(join(root, 'docs/settings.schema.json'), 'utf8').replaceAll('\r', ''));
  });

  test('keeps what V8 compiled, and does not use a damaged cache', () => {
    run('versions');
    const [cache = ''] = caches().filter((name) => name.startsWith('versions.'));
    const file = join(bundles, 'commands', cache);
    const made = statSync(file).mtimeMs;
    const printed = run('versions');
    expect(statSync(file).mtimeMs).toBe(made);
    writeFileSync(file, 'damaged');
    expect(run('versions')).toBe(printed);
    expect(statSync(file).size).toBeGreaterThan(1000);
  });

  test('holds the licences of what is bundled, names in its code, and no paths of this machine', () => {
    const licences = readFileSync(join(bundles, 'LICENSES.txt'), 'utf8');
    for (const name of ['cdk8s', 'commander', 'constructs', 'js-yaml', 'zod']) expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
    const synth = readFileSync(join(bundles, 'commands/synth.js'), 'utf8');
    expect(synth).toContain('// lib/synth/render.ts\n');
    expect(synth).not.toContain(root);
    const packed = execute('tar', ['tf', readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''], folder);
    expect(packed).not.toMatch(/\.cache$|build\/lib\/cli\//m);
  });
});
