import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandPath, makeWorkspace, type Workspace } from './support/workspace';

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');

const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);

/** What .ci/run and every developer run anyway: they would run these very tests again. */
const runElsewhere = ['npm ci', 'npm cit'];

interface Shown {
  readonly command: string;
  readonly output: string;
}

const shown: readonly Shown[] = blocks('console').flatMap((block) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [command = '', ...output] = text.split('\n');
      return { command, output: output.join('\n') };
    }),
);

describe('the README', () => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = makeWorkspace();
    for (const yaml of blocks('yaml')) {
      const name = /^name: (\S+)$/m.exec(yaml)?.[1];
      if (name !== undefined) workspace.write(`${name}.yaml`, yaml);
    }
  });
  afterAll(() => workspace.remove());

  test.each(shown.filter(({ command }) => !runElsewhere.includes(command)))('$command', ({ command, output }) => {
    // No cluster is available for kubectl; the test checks what it would get.
    const runnable = command
      .replace('npx cdk8s-bluemind', `${process.execPath} ${commandPath}`)
      .replace('npx cdk8s', 'cdk8s')
      .replace(/ \| kubectl.*/, '');
    const { status, stdout, stderr } = workspace.run('sh', '-c', runnable.includes('--stdout') ? runnable : `${runnable} 2>&1`);
    expect(status).toBe(/^\d+ faults?;/m.test(output) ? 2 : /, severity: error$|^[1-9]\d* errors?, /m.test(output) ? 1 : 0);
    if (output.includes('…\n')) for (const part of output.split('…\n')) expect(stdout).toContain(part);
    else if (output !== '') expect(stdout).toBe(output);
    else expect([stdout.length > 0, stderr]).toEqual([true, '']);
  });

  test('shows commands', () => {
    expect(shown.length).toBeGreaterThan(5);
    for (const command of runElsewhere) expect(shown.map((one) => one.command)).toContain(command);
  });

  test('shows a library example that compiles to the chart it promises', () => {
    const [example = ''] = blocks('ts');
    workspace.write('app.ts', example);
    const { status, stderr } = workspace.run(process.execPath, join(root, 'test/support/run-example.js'), join(workspace.path, 'app.ts'));
    expect([status, stderr]).toEqual([0, '']);
    expect(readFileSync(join(workspace.path, 'dist/mail.k8s.yaml'), 'utf8')).toContain('name: bluemind-all-in-one-connections\n  namespace: mail\n');
  });

  test('links to files that exist', () => {
    for (const [, target = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(() => read(target.endsWith('library') || !target.includes('.') ? `${target}/README.md` : target)).not.toThrow();
  });
});
