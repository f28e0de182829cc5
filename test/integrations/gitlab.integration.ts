/** gitlab-ci-local, which holds GitLab's own schema, reads the component and runs its job in a repository that has the packed package. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRepository, type Repository } from '../ci/repository';
import { runNodeProgram } from './tools';

const root = join(__dirname, '../..');
const component = readFileSync(join(root, 'ci/gitlab/network.yml'), 'utf8');

const packed = mkdtempSync(join(tmpdir(), 'gitlab-packed-'));
let archive: string;
beforeAll(() => {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', packed], { cwd: root, stdio: 'ignore' });
  archive = join(packed, readdirSync(packed)[0] ?? '');
});
afterAll(() => rmSync(packed, { recursive: true }));

let repository: Repository;
beforeEach(() => {
  repository = makeRepository();
  repository.bash('git remote add origin git@gitlab.example.org:platform/mail.git');
  repository.write('.gitignore', 'node_modules/\n.gitlab-ci-local/\n');
  include();
});
afterEach(() => repository.remove());

function include(inputs = '{ settings: installations/*.yaml }', text = component): void {
  repository.write('network.yml', text);
  repository.write('.gitlab-ci.yml', `include:\n  - local: network.yml\n    inputs: ${inputs}\n`);
  repository.commit();
}

const gitlab = (...args: readonly string[]) => runNodeProgram('gitlabCiLocal', repository.path, args);
/** The job of a merge request. */
const job = (base: string) =>
  gitlab(
    'network',
    '--force-shell-executor',
    '--ignore-predefined-vars=CI_PIPELINE_SOURCE',
    '--variable=CI_PIPELINE_SOURCE=merge_request_event',
    `--variable=CI_MERGE_REQUEST_DIFF_BASE_SHA=${base}`,
  );
const artifact = (name: string): string => readFileSync(join(repository.path, '.gitlab-ci-local/artifacts/network/network-reports', name), 'utf8');

test("GitLab's schema takes the component with its inputs, and would refuse mistakes", () => {
  expect(gitlab('--preview')).toMatchObject({ status: 0, output: expect.stringMatching(/FAIL_ON: error[\s\S]*json schema validated/) });
  include("{ fail-on: warning, stage: build, image: 'node:24' }");
  expect(gitlab('--preview').output).toMatch(/stage: build\n {2}image:\n {4}name: node:24[\s\S]*FAIL_ON: warning/);
  include('{ fail-on: fatal }');
  expect(gitlab('--preview')).toMatchObject({ status: 1, output: expect.stringContaining('fail-on') });
  expect(component).toContain('when: always');
  include(undefined, component.replace('when: always', 'when: sometimes'));
  expect(gitlab('--preview')).toMatchObject({ status: 1, output: expect.stringContaining('artifacts') });
});

test('the job is there for merge requests alone', () => {
  const jobsOf = (source: string): string =>
    gitlab('--list', '--ignore-predefined-vars=CI_PIPELINE_SOURCE', `--variable=CI_PIPELINE_SOURCE=${source}`).output;
  expect(jobsOf('merge_request_event')).toMatch(/^network /m);
  expect(jobsOf('push')).not.toMatch(/^network /m);
});

test('the job proves a change, leaves the comment and the reports, and fails with the codes of the tool', () => {
  repository.write('package.json', JSON.stringify({ name: 'mail', private: true, dependencies: { 'cdk8s-bluemind': 'file:cdk8s-bluemind.tgz' } }));
  repository.bash(`cp ${archive} cdk8s-bluemind.tgz && npm install --package-lock-only --no-audit --no-fund`);
  repository.write('installations/mail.yaml', 'name: mail\n');
  const base = repository.commit();
  repository.write('installations/mail.yaml', 'name: mail\nexpose: { smtp: public, https: public, pop3s: public }\n');
  repository.commit();
  const passed = job(base);
  expect(passed).toMatchObject({ status: 0, output: expect.stringContaining('GITLAB_TOKEN is not set') });
  expect(artifact('comment.md')).toContain('New way in, chosen by the settings: load-balancer 995');
  expect(JSON.parse(artifact('quality.json'))).toBeInstanceOf(Array);
  expect(artifact('verify.xml')).toMatch(/^<\?xml/);

  repository.write('installations/mail.yaml', 'name: mail\nisolation: none\n');
  repository.commit();
  const failed = job(base);
  expect(failed).toMatchObject({ status: 1, output: expect.stringContaining('installations/mail.yaml:2:1: isolation') });
  expect(failed.output).toMatch(/FAIL +2/);
  expect(existsSync(join(repository.path, '.gitlab-ci-local/artifacts/network/network-reports/comment.md'))).toBe(true);
});
