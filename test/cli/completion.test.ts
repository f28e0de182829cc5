import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grammarOf } from '../../lib/cli/completion/grammar';
import { program } from '../../lib/cli/main';
import { findingsFormats } from '../../lib/reports/findings/formats';
import { mapFormats } from '../../lib/reports/map/formats';
import { ranMain } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'completion-'));
const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

beforeAll(async () => {
  for (const shell of shells) writeFileSync(join(folder, `script.${shell}`), (await ranMain('completion', shell)).stdout);
  mkdirSync(join(folder, 'work/installations'), { recursive: true });
  for (const name of ['mail.yaml', 'my mail.yaml', 'other.txt']) writeFileSync(join(folder, 'work', name), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const isInstalled = (shell: Shell): boolean => spawnSync(shell, ['-c', 'exit'], { encoding: 'utf8' }).status === 0;

/** What bash offers for words, of which the last one is being typed. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `source ../script.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_cdk8s_bluemind 2>&1
[[ \${#COMPREPLY[@]} -gt 0 ]] && printf '%s\\n' "\${COMPREPLY[@]}"
exit 0`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', 'cdk8s-bluemind', ...words], {
    cwd: join(folder, 'work'),
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((line) => line !== '');
}

const commands = program('0', () => undefined).commands;

describe('bash completes', () => {
  test('commands', () => {
    expect(offered('')).toEqual([...commands.map((command) => command.name()), 'help']);
    expect(offered('re')).toEqual(['reach']);
    expect(offered('--debug', 'ver')).toEqual(['verify', 'versions']);
    expect(offered('--de')).toEqual(['--debug']);
    expect(offered('help', 'expl')).toEqual(['explain']);
  });

  test('every option of every command, and what it may be', () => {
    for (const command of commands) {
      const longs = command.options.map(({ long }) => long ?? '');
      expect(offered(command.name(), '--')).toEqual([...longs, '--help', '--debug']);
    }
  });

  test.each([
    [
      ['verify', 'dist', '--format', ''],
      [...findingsFormats, ...mapFormats],
    ],
    [
      ['verify', 'dist', '--format', 'j'],
      ['json', 'junit'],
    ],
    [
      ['verify', '--format', '=', 'j'],
      ['json', 'junit'],
    ],
    [
      ['verify', '--format', '='],
      [...findingsFormats, ...mapFormats],
    ],
    [
      ['catalogue', '--diff', '4', ''],
      ['4', '5'],
    ],
    [['catalogue', '--diff', '4', '5', '--form'], ['--format']],
    [['catalogue', '--component', 'ng'], ['nginx']],
    [
      ['init', '--provider', 'a'],
      ['aws', 'azure'],
    ],
    [
      ['values', ''],
      ['app-template', 'haproxy', 'ingress-nginx', 'kong', 'prometheus-blackbox-exporter', 'traefik'],
    ],
    [
      ['schema', 'catalogue'],
      ['catalogue', 'catalogue-diff'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['reach', '--from', ''], []],
    [['rules', ''], []],
    [['unknown', ''], []],
  ])('%j', (words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  test.each([
    [['synth', 'm']],
    [['verify', 'dist', 'more', 'm']],
    [['verify', 'dist', '--settings', 'm']],
    [['verify', '--settings', '=', 'm']],
    [['explain', 'external', 'mail/postfix:25', 'm']],
    [['diff', 'dist', 'm']],
    [['values', 'traefik', 'm']],
    [['values', '--config-map', 'traefik', 'm']],
    [['init', '--from', 'dist', 'm']],
  ])('files for %j', (words) => {
    expect([...offered(...words)].sort()).toEqual(['mail.yaml', 'my mail.yaml']);
  });

  test('folders if an option takes one, and nothing if words are the user’s own', () => {
    expect(offered('synth', '--out', '')).toEqual(['installations']);
    expect(offered('explain', 'm')).toEqual([]);
    expect(offered('explain', 'external', 'm')).toEqual([]);
  });

  test('as it is installed: by source and compgen', () => {
    const script = `source <(cat ../script.bash); complete -p cdk8s-bluemind`;
    expect(spawnSync('bash', ['-c', script], { cwd: join(folder, 'work'), encoding: 'utf8' }).stdout).toBe(
      'complete -F _cdk8s_bluemind cdk8s-bluemind\n',
    );
  });
});

describe.each(['zsh', 'fish'] as const)('the script for %s', (shell) => {
  test('names every command and option, and what it may be', async () => {
    const { stdout } = await ranMain('completion', shell);
    const { commands: known } = grammarOf(program('0', () => undefined));
    for (const { name, options } of known) {
      expect(stdout).toContain(name);
      for (const { names, value } of options) {
        expect(stdout).toContain(shell === 'fish' ? `-l ${names.at(-1)?.slice(2)} ` : names.at(-1));
        if (value?.kind === 'words') expect(stdout).toContain(value.words.join(' '));
      }
    }
  });

  // Not every machine has this shell; one that is installed must understand the script.
  if (isInstalled(shell))
    test('is understood by it', () => {
      const { status, stderr } = spawnSync(shell, ['-n', join(folder, `script.${shell}`)], { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    });
});

if (isInstalled('fish'))
  test.each([
    ['cdk8s-bluemind cata', ['catalogue']],
    ['cdk8s-bluemind verify --format j', ['json', 'junit']],
    ['cdk8s-bluemind synth --chart', ['--chart-version']],
    ['cdk8s-bluemind synth mai', ['mail.yaml']],
    ['cdk8s-bluemind verify dist --settings mai', ['mail.yaml']],
    ['cdk8s-bluemind values tra', ['traefik']],
    ['cdk8s-bluemind synth --out ins', ['installations/']],
  ])('fish completes %s', (line, expected) => {
    const { stdout } = spawnSync('fish', ['-N', '-c', `source ../script.fish; complete -C '${line}'`], {
      cwd: join(folder, 'work'),
      encoding: 'utf8',
    });
    expect(
      stdout
        .split('\n')
        .filter((text) => text !== '')
        .map((text) => text.split('\t')[0]),
    ).toEqual(expected);
  });
