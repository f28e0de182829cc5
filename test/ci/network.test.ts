/** The script that the GitHub Action and the GitLab component run, in real repositories, and the steps of both around it. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { makeRepository, packedCommand, type Repository } from './repository';

const ci = join(__dirname, '../../ci');
const script = `bash ${join(ci, 'network.sh')}`;
const mail = 'name: mail\n';

const { command, remove } = packedCommand();
afterAll(remove);

let repository: Repository;
beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.remove());

const run = (env: Readonly<Record<string, string>> = {}) => repository.bash(script, { COMMAND: command, ...env });
const report = (name: string): string => readFileSync(join(repository.path, 'network-reports', name), 'utf8');
const render = () => repository.bash(`${command} synth`);

/** On main as rendered; the change exposes one port more. */
function change(): string {
  repository.write('installations/mail.yaml', mail);
  const base = repository.commit();
  repository.write('installations/mail.yaml', `${mail}expose: { smtp: public, https: public, pop3s: public }\n`);
  repository.commit();
  return base;
}

test('a change is proved, and what it opens is in the comment', () => {
  const base = change();
  expect(run({ BASE: base })).toMatchObject({ status: 0 });
  expect(report('comment.md')).toMatch(/### `installations\/mail\.yaml`[\s\S]*New way in, chosen by the settings: load-balancer 995/);
  expect(report('comment.md')).not.toContain('/tmp/');
  expect(JSON.parse(report('verify.sarif'))).toMatchObject({ version: '2.1.0' });
  expect(JSON.parse(report('quality.json'))).toBeInstanceOf(Array);
  expect(report('verify.xml')).toMatch(/^<\?xml/);
  expect(repository.bash('git worktree list').stdout.trim().split('\n')).toHaveLength(1);
});

test('output that is not what the settings render fails, and the comment says how to mend it', () => {
  repository.write('installations/mail.yaml', mail);
  render();
  repository.commit();
  repository.bash("sed -i 's/port: 993$/port: 5432/' dist/mail/*.yaml");
  repository.commit();
  expect(run()).toMatchObject({ status: 1 });
  expect(report('comment.md')).toContain('dist/ is not what the settings render; commit what synth writes');
});

test('settings with a fault fail with their line, in log and comment', () => {
  const base = change();
  repository.write('installations/mail.yaml', `${mail}isolation: none\n`);
  const { status, stdout } = run({ BASE: base });
  expect(status).toBe(2);
  expect(stdout).toContain('installations/mail.yaml:2:1: isolation');
  expect(report('comment.md')).toContain('installations/mail.yaml:2:1: isolation');
});

test('installations that are added, removed, or could not be rendered before are reported', () => {
  repository.write('installations/mail.yaml', mail);
  repository.write('installations/gone.yaml', 'name: gone\n');
  repository.write('installations/broken.yaml', 'name: broken\nisolation: none\n');
  const base = repository.commit();
  repository.bash('rm installations/gone.yaml');
  repository.write('installations/new one.yaml', 'name: new\n');
  repository.write('installations/broken.yaml', 'name: broken\n');
  repository.commit();
  expect(run({ BASE: base })).toMatchObject({ status: 0 });
  const comment = report('comment.md');
  expect(comment).toContain('The installation is removed');
  expect(comment).toMatch(/### `installations\/new one\.yaml`[\s\S]*New way in/);
  expect(comment).toContain('`installations/broken.yaml` of the base cannot be rendered');
});

test.each([
  ['no settings', {}, 'no settings file matches'],
  ['a base that is not in the clone', { BASE: 'f'.repeat(40), SETTINGS: 'installations/*.yaml' }, 'is not in this clone'],
])('%s is said', (_, env, words) => {
  if ('BASE' in env) change();
  expect(run(env)).toMatchObject({ status: 2 });
  expect(report('comment.md')).toContain(words);
});

test('a comment stays within what hosts take', () => {
  const faults = Array.from({ length: 1500 }, (_, index) => `field${index}: 1`).join('\n');
  repository.write('installations/mail.yaml', `${mail}${faults}\n`);
  expect(run()).toMatchObject({ status: 2 });
  expect(report('comment.md').length).toBeLessThan(65_536);
  expect(report('comment.md')).toContain('cut: the log has the rest');
});

describe('the GitHub Action', () => {
  const action = parse(readFileSync(join(ci, 'github/action.yml'), 'utf8'));
  const steps: readonly { readonly name: string; readonly run?: string; readonly env?: Readonly<Record<string, string>> }[] = action.runs.steps;
  const stepNamed = (name: string) => steps.find((step) => step.name === name) ?? fail(name);

  test('hands every input to a step, and none into a script', () => {
    const text = JSON.stringify(action.runs.steps);
    for (const name of Object.keys(action.inputs)) expect(text).toContain(`inputs.${name}`);
    expect(steps.filter(({ run: body = '' }) => body.includes('${{'))).toEqual([]);
  });

  test('reports before it fails', () => {
    const base = change();
    repository.write('installations/mail.yaml', `${mail}isolation: none\n`);
    const files = { GITHUB_OUTPUT: join(repository.path, 'output'), GITHUB_STEP_SUMMARY: join(repository.path, 'summary') };
    const first = stepNamed('Render, prove and compare');
    const env = { ...files, COMMAND: command, BASE: base, OUT: 'network-reports', SETTINGS: action.inputs.settings.default, FAIL_ON: 'error' };
    expect(Object.keys(first.env ?? {}).sort()).toEqual(['BASE', 'COMMAND', 'FAIL_ON', 'OUT', 'SETTINGS']);
    expect(repository.bash(first.run ?? '', { ...env, GITHUB_ACTION_PATH: join(ci, 'github') }).status).toBe(0);
    expect(readFileSync(files.GITHUB_OUTPUT, 'utf8')).toBe('exit-code=2\n');
    expect(readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')).toContain('isolation');
    expect(steps.at(-1)?.name).toBe('Verdict');
    expect(repository.bash(stepNamed('Verdict').run ?? '', { CODE: '2' }).status).toBe(2);
    expect(repository.bash(stepNamed('Verdict').run ?? '', { CODE: '0' }).status).toBe(0);
  });

  test('comments by gh, once and again in the same place', () => {
    repository.write('bin/gh', '#!/bin/sh\nprintf "%s\\n" "$@" > "$SAID"\n');
    const said = join(repository.path, 'said');
    const path = `${join(repository.path, 'bin')}:${process.env.PATH}`;
    repository.bash('chmod +x bin/gh');
    expect(repository.bash(stepNamed('Comment on the pull request').run ?? '', { SAID: said, PATH: path, NUMBER: '7', OUT: 'out' }).status).toBe(0);
    expect(readFileSync(said, 'utf8').split('\n')).toEqual([
      'pr',
      'comment',
      '7',
      '--body-file',
      'out/comment.md',
      '--edit-last',
      '--create-if-none',
      '',
    ]);
  });
});

describe('the GitLab component', () => {
  const [head, job] = parseAllDocuments(readFileSync(join(ci, 'gitlab/network.yml'), 'utf8')).map((document) => document.toJS());
  const { network } = job;

  test('uses every input that it declares, and no others', () => {
    const used = [...JSON.stringify(job).matchAll(/\$\[\[ inputs\.([a-z-]+) \]\]/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(head.spec.inputs).sort());
  });

  test('its script reports before it fails', () => {
    change();
    repository.write('installations/mail.yaml', `${mail}isolation: none\n`);
    // What npm ci would bring: the package, linked.
    repository.bash(`mkdir -p node_modules && ln -s ${join(ci, '..')} node_modules/cdk8s-bluemind`);
    const lines: readonly string[] = network.script;
    expect(lines[0]).toBe('npm ci');
    const { status, stdout } = repository.bash(lines.slice(1).join('\n'), { COMMAND: command, OUT: network.variables.OUT });
    expect(status).toBe(2);
    expect(stdout).toContain('GITLAB_TOKEN is not set');
    for (const file of network.artifacts.paths) expect(existsSync(join(repository.path, file))).toBe(true);
    expect(Object.values(network.artifacts.reports)).toEqual(['network-reports/verify.xml', 'network-reports/quality.json']);
  });

  test('comments at the merge request, with the token in a header that no list of processes shows', async () => {
    repository.write('network-reports/comment.md', '## What & why\n');
    const requests: { readonly url?: string; readonly token?: string | string[]; readonly body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        requests.push({ url: request.url, token: request.headers['private-token'], body });
        response.writeHead(201).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const env = { GITLAB_TOKEN: 'secret', CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`, CI_PROJECT_ID: '3', CI_MERGE_REQUEST_IID: '5' };
    const status = await new Promise((done) =>
      spawn('bash', [join(ci, 'gitlab/comment.sh')], { cwd: repository.path, env: { ...process.env, ...env } }).on('close', done),
    );
    server.close();
    expect(status).toBe(0);
    expect(requests).toEqual([{ url: '/api/v4/projects/3/merge_requests/5/notes', token: 'secret', body: 'body=%23%23+What+%26+why%0A' }]);
  });
});

describe("the README's job for GitLab", () => {
  const [, text = ''] = /^```yaml\n(network:\n[\s\S]*?)^```/m.exec(readFileSync(join(ci, '../README.md'), 'utf8')) ?? [];
  const { network } = parse(text);

  test.each([
    ['proves and compares', 'expose: { smtp: public, https: public, pop3s: public }', 0, /New way in, chosen by the settings: load-balancer 995/],
    ['fails', 'isolation: none', 2, /installations\/mail\.yaml:2:1: isolation/],
  ])('%s, and leaves the reports that it names', (_, line, status, said) => {
    repository.write('installations/mail.yaml', mail);
    const base = repository.commit();
    repository.write('installations/mail.yaml', `${mail}${line}\n`);
    repository.commit();
    repository.bash(`mkdir -p node_modules && ln -s ${join(ci, '..')} node_modules/cdk8s-bluemind`);
    const [install, ...script]: readonly string[] = network.script;
    expect(install).toBe('npm ci');
    const ran = repository.bash(`export BASE=${network.variables.BASE}\n${script.join('\n')}`, {
      COMMAND: command,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    });
    expect(ran.status).toBe(status);
    expect(ran.stdout).toMatch(said);
    for (const file of Object.values<string>(network.artifacts.reports)) expect(existsSync(join(repository.path, file))).toBe(status === 0);
  });
});

test('the hook of pre-commit calls a command that exists, on files that count', () => {
  const [hook] = parse(readFileSync(join(ci, '../.pre-commit-hooks.yaml'), 'utf8'));
  expect(hook).toMatchObject({ id: 'cdk8s-bluemind', language: 'node', pass_filenames: false });
  const pattern = new RegExp(hook.files);
  expect(['installations/mail.yaml', 'installations/a.yml'].every((file) => pattern.test(file))).toBe(true);
  expect(['installations/.mail.yaml', 'installations/a/b.yaml', 'mail.yaml'].some((file) => pattern.test(file))).toBe(false);
  repository.write('installations/mail.yaml', mail);
  expect(repository.bash(hook.entry.replace('cdk8s-bluemind', command))).toMatchObject({ status: 0 });
});

function fail(what: string): never {
  throw new Error(`${what} is not there`);
}
