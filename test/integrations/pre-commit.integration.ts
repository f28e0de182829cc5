/** The hook as pre-commit installs it from a repository of the project, and runs it at a commit. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeRepository, type Repository } from '../ci/repository';
import { preCommit } from './tools';

const root = join(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'pre-commit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = { PRE_COMMIT_HOME: join(folder, 'home'), PATH: `${dirname(preCommit)}:${process.env.PATH}`, NO_COLOR: '1' };
const project = join(folder, 'project');

/** A repository that uses this checkout's hook, changes that nobody committed included; git knows of new files what `git add` told it. */
function clone(): string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-C', project, ...args], { encoding: 'utf8' });
  execFileSync('git', ['clone', '--quiet', root, project]);
  const patch = execFileSync('git', ['-C', root, 'diff', '--binary', 'HEAD'], { maxBuffer: 2 ** 28 });
  if (patch.length > 0) execFileSync('git', ['-C', project, 'apply', '--index', '-'], { input: patch });
  git('commit', '--quiet', '--allow-empty', '--message', 'As it is');
  return git('rev-parse', 'HEAD').trim();
}

let repository: Repository;
beforeAll(() => {
  const revision = clone();
  repository = makeRepository();
  repository.write('.pre-commit-config.yaml', `repos:\n  - repo: ${project}\n    rev: ${revision}\n    hooks: [{ id: cdk8s-bluemind }]\n`);
  expect(repository.bash('pre-commit install --install-hooks', env)).toMatchObject({ status: 0 });
});
afterAll(() => repository.remove());

const commit = () => repository.bash('git add --all && git commit --message change 2>&1', env);

test('the definition is one that pre-commit takes', () => {
  expect(repository.bash(`pre-commit validate-manifest ${project}/.pre-commit-hooks.yaml && pre-commit validate-config`, env)).toMatchObject({
    status: 0,
  });
});

test('a commit without settings is none of its business', () => {
  repository.write('README.md', 'Mail\n');
  expect(commit()).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/Render and prove the network of BlueMind\.*\(no files to check\)Skipped/),
  });
});

test('settings are rendered; where dist/ was another, the commit fails and then has it', () => {
  repository.write('installations/mail.yaml', 'name: mail\n');
  expect(commit()).toMatchObject({ status: 0, stdout: expect.stringMatching(/Render and prove the network of BlueMind\.*Passed/) });
  expect(repository.bash('ls dist/mail').stdout).toContain('services.k8s.yaml');
  repository.write('README.md', 'Mail, rendered\n');
  expect(commit().status).toBe(0);
  repository.write('installations/mail.yaml', 'name: mail\nexpose: { smtp: public, https: public, pop3s: public }\n');
  expect(commit()).toMatchObject({ status: 1, stdout: expect.stringMatching(/Failed[\s\S]*files were modified by this hook/) });
  expect(commit().status).toBe(0);
  expect(repository.bash('git grep -h "port: 995" HEAD -- dist').stdout).toContain('995');
});

test('settings with a fault are refused, with their line', () => {
  repository.write('installations/mail.yaml', 'name: mail\nisolation: none\n');
  expect(commit()).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/Failed[\s\S]*exit code: 2[\s\S]*installations\/mail\.yaml:2:1: isolation/),
  });
});
