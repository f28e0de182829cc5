import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from '../../lib/cli/exit-code';
import { program } from '../../lib/cli/main';
import { defaultImage } from '../../lib/cluster/probe/objects';
import { probeOf } from '../../lib/cluster/probe/probe';
import { planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { logsOf, sound, unsound } from '../live/probe/networks';
import { ranMain } from '../support/run';
import { commandPath } from '../support/workspace';

const { fine, findings, badInput } = exitCodes;
const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'exit-codes-'));
beforeAll(() => {
  process.chdir(folder);
  writeFileSync('mail.yaml', 'name: mail\n');
  writeFileSync('faulty.yaml', 'name: mail\nisolation: none\n');
  writeFileSync('broken.yaml', 'a: [\n');
  writeFileSync('no-folder', '');
  writeFileSync(
    'class.yaml',
    'apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: traefik }\nspec: { controller: traefik.io/ingress-controller }\n',
  );
  const probe = probeOf(planFrom({ name: 'mail' }), { image: defaultImage });
  writeFileSync('sound.log', logsOf(probe, sound));
  writeFileSync('open.log', logsOf(probe, unsound.ignoresPolicies));
  mkdirSync('mail');
  for (const [file, text] of Object.entries(renderManifests(planFrom({ name: 'mail' })).files)) writeFileSync(`mail/${file}`, text);
});
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** What a command ends with in each situation; a situation that it cannot be in is left out. */
interface Situations {
  readonly fine: readonly (readonly string[])[];
  readonly findings?: readonly (readonly string[])[];
  readonly badSettings?: readonly (readonly string[])[];
  readonly badManifests?: readonly (readonly string[])[];
  readonly missingFile?: readonly (readonly string[])[];
  readonly badUsage: readonly (readonly string[])[];
}

const commands: Readonly<Record<string, Situations>> = {
  synth: {
    fine: [
      ['mail.yaml', '--stdout'],
      ['mail.yaml'],
      ['mail.yaml', '--format', 'helm', '--chart-version', '1.0.0', '--out', 'chart'],
      ['--default', '--stdout'],
    ],
    badSettings: [['faulty.yaml'], ['broken.yaml'], ['mail.yaml', 'mail.yaml'], ['mail']],
    missingFile: [['none.yaml'], []],
    badUsage: [
      ['--format', 'helm'],
      ['--format', 'pdf'],
      ['mail.yaml', '--default'],
      ['mail.yaml', '--out', 'no-folder'],
      ['mail.yaml', '--out', 'x', '--values', 'x'],
    ],
  },
  init: {
    fine: [['--stdout'], ['--from', 'class.yaml', '--stdout'], ['--out', 'first.yaml']],
    badManifests: [
      ['--from', 'broken.yaml', '--stdout'],
      ['--from', 'mail/network-policies.k8s.yaml', '--stdout'],
    ],
    missingFile: [['--from', 'none', '--stdout']],
    badUsage: [['--provider', 'nobody'], ['--ingress', 'traefik'], ['--name', 'No Name', '--stdout'], ['--out', 'mail.yaml'], ['extra']],
  },
  verify: {
    fine: [['mail', '--settings', 'mail.yaml'], ['mail'], ['mail', '--settings', 'mail.yaml', '--format', 'json']],
    findings: [
      ['mail', '--settings', 'mail.yaml', '--fail-on', 'info'],
      ['mail/entry-points.k8s.yaml', 'mail/services.k8s.yaml', '--settings', 'mail.yaml'],
      ['mail/entry-points.k8s.yaml', 'mail/services.k8s.yaml', '--format', 'json'],
    ],
    badSettings: [
      ['mail', '--settings', 'faulty.yaml'],
      ['mail', '--settings', 'broken.yaml'],
      ['mail', '--settings', 'none.yaml'],
    ],
    badManifests: [['broken.yaml'], ['mail', 'broken.yaml', '--settings', 'mail.yaml'], ['mail', '--pods', 'app=other']],
    missingFile: [['none'], ['mail', 'none']],
    badUsage: [
      [],
      ['mail', '--fail-on', 'all'],
      ['mail', '--pods', 'x'],
      ['mail', '--settings', 'mail.yaml', '--release', '5'],
      ['mail', '--controller', 'x'],
    ],
  },
  rules: { fine: [[]], badUsage: [['extra']] },
  versions: { fine: [[]], badUsage: [['extra']] },
  reach: {
    fine: [['mail'], ['mail', '--format', 'json', '--settings', 'mail.yaml'], ['mail', '--from', 'external']],
    badSettings: [
      ['mail', '--settings', 'faulty.yaml'],
      ['mail', '--settings', 'none.yaml'],
    ],
    badManifests: [['broken.yaml']],
    missingFile: [['none']],
    badUsage: [
      [],
      ['mail', '--from', 'typo'],
      ['mail', '--focus', 'typo'],
      ['mail', '--port', 'typo'],
      ['mail', '--format', 'xml'],
      ['mail', '--pod-cidr', 'x'],
    ],
  },
  exposure: {
    fine: [
      ['mail'],
      ['mail', '--format', 'json', '--settings', 'mail.yaml'],
      ['mail', '--focus', 'mail/all-in-one', '--port', 'postgresql', '--explain'],
    ],
    badSettings: [['mail', '--settings', 'faulty.yaml']],
    badManifests: [['broken.yaml']],
    missingFile: [['none']],
    badUsage: [[], ['mail', '--focus', 'typo'], ['mail', '--port', '0'], ['mail', '--format', 'xml']],
  },
  explain: {
    fine: [
      ['external', 'mail/all-in-one:25', 'mail'],
      ['any-pod', 'mail/all-in-one:5432', 'mail', '--settings', 'mail.yaml'],
      ['any-pod', 'mail/all-in-one:5432', 'mail', '--expect', 'denied'],
    ],
    findings: [['any-pod', 'mail/all-in-one:5432', 'mail', '--expect', 'allowed']],
    badSettings: [['any-pod', 'mail/all-in-one:25', 'mail', '--settings', 'faulty.yaml']],
    badManifests: [['any-pod', 'mail/all-in-one:25', 'broken.yaml']],
    missingFile: [['any-pod', 'mail/all-in-one:25', 'none']],
    badUsage: [[], ['any-pod'], ['any-pod', 'mail/all-in-one', 'mail'], ['any-pod', 'typo:25', 'mail'], ['typo', 'mail/all-in-one:25', 'mail']],
  },
  diff: {
    fine: [
      ['mail', 'mail'],
      ['mail', 'mail', '--settings', 'mail.yaml', '--format', 'json'],
    ],
    findings: [
      ['mail', 'mail/services.k8s.yaml', '--settings', 'mail.yaml'],
      ['mail', 'mail/services.k8s.yaml', '--settings', 'mail.yaml', '--format', 'csv'],
    ],
    badSettings: [
      ['mail', 'mail', '--settings', 'faulty.yaml'],
      ['mail', 'mail', '--new-settings', 'none.yaml'],
    ],
    badManifests: [['mail', 'broken.yaml']],
    missingFile: [
      ['mail', 'none'],
      ['none', 'mail'],
    ],
    badUsage: [[], ['mail'], ['mail', 'mail', 'mail'], ['mail', 'mail', '--fail-on', 'x']],
  },
  drift: {
    fine: [
      ['mail.yaml', '--from', 'mail'],
      ['mail.yaml', '--from', 'mail', '--format', 'json'],
      ['mail.yaml', '--manifests', 'rbac'],
      ['mail.yaml', '--manifests', 'cronjob', '--image', 'registry.example.org/tools:1'],
    ],
    findings: [['mail.yaml', '--from', 'mail/services.k8s.yaml']],
    badSettings: [
      ['faulty.yaml', '--from', 'mail'],
      ['broken.yaml', '--from', 'mail'],
    ],
    badManifests: [['mail.yaml', '--from', 'broken.yaml']],
    missingFile: [
      ['none.yaml', '--from', 'mail'],
      ['mail.yaml', '--from', 'none'],
      ['mail.yaml', '--kubectl', './none'],
    ],
    badUsage: [
      ['mail.yaml', '--manifests', 'cronjob'],
      ['mail.yaml', '--manifests', 'pod'],
      ['mail.yaml', '--manifests', 'rbac', '--from', 'mail'],
      ['mail.yaml', '--request-timeout', 'soon'],
      ['mail.yaml', '-', '--from', '-'],
    ],
  },
  catalogue: {
    fine: [[], ['--diff', '4', '5'], ['--format', 'json'], ['--component', 'core']],
    badUsage: [
      ['--component', 'nobody'],
      ['--release', '6'],
      ['--diff', '4'],
      ['--diff', '4', '5', '--format', 'csv'],
      ['--external', '--internal'],
      ['extra'],
    ],
  },
  values: {
    fine: [['app-template', 'mail.yaml']],
    badSettings: [['app-template', 'faulty.yaml']],
    missingFile: [['app-template', 'none.yaml'], ['app-template']],
    badUsage: [[], ['nobody', 'mail.yaml'], ['traefik', 'mail.yaml']],
  },
  completion: { fine: [['bash'], ['zsh'], ['fish']], badUsage: [[], ['tcsh'], ['bash', 'zsh']] },
  probe: {
    fine: [
      ['mail.yaml'],
      ['mail.yaml', '--manifests', 'rbac'],
      ['mail.yaml', '--results', 'sound.log'],
      ['mail.yaml', '--results', 'sound.log', '--format', 'junit'],
    ],
    findings: [
      ['mail.yaml', '--results', 'open.log'],
      ['mail.yaml', '--results', 'open.log', '--format', 'json'],
    ],
    badSettings: [['faulty.yaml'], ['faulty.yaml', '--run']],
    missingFile: [['none.yaml'], [], ['mail.yaml', '--results', 'none.log']],
    badUsage: [
      ['mail.yaml', '--results', 'no-folder'],
      ['mail.yaml', '--results', 'sound.log', '--run'],
      ['mail.yaml', '--run', '--cleanup'],
      ['mail.yaml', '--run', '--kubectl', '/nowhere/kubectl'],
      ['mail.yaml', '--live', '--kubectl', '/nowhere/kubectl'],
      ['--cleanup', '--kubectl', '/nowhere/kubectl'],
      ['mail.yaml', '--timeout', 'long'],
    ],
  },
  // The list that is read comes from standard input, which is empty here: test/cli/krm.test.ts gives it some.
  krm: { fine: [], badUsage: [['extra']] },
  schema: { fine: [[], ['--format', 'markdown']], badUsage: [['--format', 'xml'], ['extra']] },
};

/** A command line and what it is to end with. */
interface Row {
  readonly code: number;
  readonly words: readonly string[];
}

const rows = Object.entries(commands).flatMap(([command, { fine: good, findings: bad = [], ...faulty }]): readonly Row[] => [
  ...[...good, ['--help']].map((words) => ({ code: fine, words: [command, ...words] })),
  ...bad.map((words) => ({ code: findings, words: [command, ...words] })),
  ...[...Object.values(faulty).flat(), ['--unknown']].map((words) => ({ code: badInput, words: [command, ...words] })),
  { code: fine, words: ['help', command] },
]);

test('every command is in the table', () => {
  expect(Object.keys(commands).sort()).toEqual(
    program('0', () => undefined)
      .commands.map((command) => command.name())
      .sort(),
  );
});

test.each(rows)('$code: $words', async ({ code, words }) => {
  const { status, stdout, stderr } = await ranMain(...words);
  expect({ status, stderr }).toEqual({ status: code, stderr: expect.not.stringMatching(/\n\s+at /) });
  // A pipe gets no answer if there is none, and standard error says why.
  if (code === badInput) expect([stdout, stderr]).toEqual(['', expect.stringMatching(/\S/)]);
  else expect(stderr).not.toMatch(/faults?; /);
});

test('findings count though nobody reads on', () => {
  const script = `${process.execPath} ${commandPath} verify mail --settings mail.yaml --fail-on info | true; echo \${PIPESTATUS[0]}`;
  expect(spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout).toBe(`${findings}\n`);
});

test.each<Row>([
  { code: fine, words: [] },
  { code: fine, words: ['--help'] },
  { code: fine, words: ['help'] },
  { code: fine, words: ['--version'] },
  { code: badInput, words: ['unknown'] },
  { code: badInput, words: ['help', 'unknown'] },
  { code: badInput, words: ['--unknown'] },
  { code: badInput, words: ['--debug'] },
  { code: badInput, words: ['--debug', 'unknown'] },
  { code: badInput, words: [''] },
])('$code: $words', async ({ code, words }) => {
  expect((await ranMain(...words)).status).toBe(code);
});
