import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateWorkflow } from '@action-validator/core';
import { XMLParser } from 'fast-xml-parser';
import { parse } from 'yaml';
import { z } from 'zod';
import { program } from '../../lib/cli/main';
import { formatMap } from '../../lib/reports/map';
import { sectionOf } from '../../lib/synth/pages';
import { synthesize } from '../../lib/synth/synthesize';
import { parsed } from '../support/parse-formats';
import { inPullRequest } from '../support/pull-request';

const root = join(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test('the map of the default installation is what the tool draws (npm run docs writes it)', async () => {
  const [installation] = synthesize({ kind: 'named', files: [join(root, 'installations/bluemind.yaml')] }, '2030-01-01');
  const map = installation && sectionOf(installation, '2030-01-01').states[0]?.map;
  expect(readme).toContain('](docs/images/default-installation.svg)');
  expect(map && (await formatMap(map, 'svg'))).toBe(readFileSync(join(root, 'docs/images/default-installation.svg'), 'utf8'));
});

test('the comment on a pull request is what the tool prints, with a map that Mermaid reads', async () => {
  const { stdout, status } = await inPullRequest(
    'diff',
    'main/dist/bluemind',
    'dist/bluemind',
    '--before-name',
    'main',
    '--after-name',
    'this',
    '--format',
    'markdown',
  );
  expect(status).toBe(1);
  const [, comment] = /<!-- comment of the tool -->\n\n([\s\S]*?)\n<!-- end of the comment -->/.exec(readme) ?? [];
  expect(comment).toBe(stdout);
  const [, map = ''] = /```mermaid\n([\s\S]*?)```/.exec(stdout) ?? [];
  expect(parsed({ mermaid: [map] }).mermaid[0]?.error).toBeUndefined();
});

const [, pipelines = ''] = /^## In a pipeline\n([\s\S]*?)^## /m.exec(readme) ?? [];
const blocks = [...pipelines.matchAll(/^```(yaml|groovy)\n([\s\S]*?)^```/gm)].map(([, language = '', text = '']) => ({ language, text }));
const commands = blocks.flatMap(({ text }) =>
  [...text.matchAll(/npx cdk8s-bluemind ([^>'"\n|]*?)(?: > (\S+?))?(?:['"] \}|['"])?$/gm)].map(([, words = '', file = '']) => ({
    words: words.trim(),
    file,
  })),
);

const gitlabJob = z.strictObject({
  network: z.strictObject({
    rules: z.tuple([z.strictObject({ if: z.string().startsWith('$CI_') })]),
    variables: z.strictObject({ GIT_DEPTH: z.literal('0'), BASE: z.string().startsWith('$CI_') }),
    script: z.array(z.string()),
    artifacts: z.strictObject({ when: z.literal('always'), reports: z.strictObject({ junit: z.string(), codequality: z.string() }) }),
  }),
});

/** A declarative stage of Jenkins, as far as it needs one: its sections by name. */
const stageOf = (text: string): unknown => {
  const [, body] = /^stage\('[\w-]+'\) \{\n((?: {2}\w+ \{.*\}\n)+)\}\n$/.exec(text) ?? [];
  return Object.fromEntries([...(body ?? '').matchAll(/^ {2}(\w+) \{ (.*) \}$/gm)].map(([, section, steps]) => [section, steps]));
};

/** Steps in a workflow as the page describes it: what GitHub's own schema says against it. */
const asWorkflow = (text: string): readonly unknown[] => {
  const [, permissions = ''] = /`(permissions: [^`]+)`/.exec(pipelines) ?? [];
  const steps = text.replaceAll(/^/gm, '      ');
  return validateWorkflow(`on: pull_request\n${permissions}\njobs:\n  network:\n    runs-on: ubuntu-latest\n    steps:\n${steps}\n`).errors;
};

/** Each system in the order of the page, and what its manual says of the part that is shown. */
const systems = {
  'GitHub Actions': { read: asWorkflow, schema: z.array(z.never()) },
  'GitLab CI': { read: parse, schema: gitlabJob },
  Jenkins: {
    read: stageOf,
    schema: z.strictObject({ steps: z.string().regex(/^sh '[^']+'$/), post: z.string().regex(/^always \{ junit '[^']+' \}$/) }),
  },
  'Azure Pipelines': {
    read: parse,
    schema: z.tuple([
      z.strictObject({ script: z.string() }),
      z.strictObject({
        task: z.literal('PublishTestResults@2'),
        condition: z.literal('always()'),
        inputs: z.strictObject({ testResultsFormat: z.literal('JUnit'), testResultsFiles: z.string() }),
      }),
    ]),
  },
  Tekton: {
    read: parse,
    schema: z.tuple([z.strictObject({ name: z.string(), image: z.string(), workingDir: z.string(), script: z.string() })]),
  },
} as const;

describe('the lines for each CI system', () => {
  test('are YAML if they say so, and few', () => {
    expect(blocks.map(({ language }) => language)).toEqual(Object.keys(systems).map((name) => (name === 'Jenkins' ? 'groovy' : 'yaml')));
    for (const { language, text } of blocks) {
      if (language === 'yaml') expect(parse(text)).toBeInstanceOf(Object);
      expect(text.trim().split('\n').length).toBeLessThanOrEqual(5);
    }
    expect(commands.map(({ words }) => words.split(' ')[0])).toEqual(['verify', 'verify', 'verify']);
  });

  test.each(Object.entries(systems))('%s would take them', (name, { schema, read }) => {
    const text = blocks[Object.keys(systems).indexOf(name)]?.text ?? '';
    const { error } = schema.safeParse(read(text));
    expect(error?.issues ?? []).toEqual([]);
  });

  test('call the Action by inputs that it has, and ask for the rights that it names', () => {
    const { inputs } = parse(readFileSync(join(root, 'ci/github/action.yml'), 'utf8'));
    const used = z
      .array(z.looseObject({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() }))
      .parse(parse(blocks[0]?.text ?? ''));
    const action = used.find(({ uses }) => uses === './node_modules/cdk8s-bluemind/ci/github');
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(action?.with ?? { missing: '' })));
    for (const right of ['pull-requests', 'security-events']) {
      expect(JSON.stringify(inputs)).toContain(`permission ${right} write`);
      expect(pipelines).toContain(`${right}: write`);
    }
  });

  test('find the main branch where the line before them puts it', () => {
    const [, fetch = ''] = /`(git fetch [^`]+)`/.exec(readme) ?? [];
    const folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
    const sh = (command: string) => execFileSync('sh', ['-ec', command], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' });
    const git = 'git -c user.name=Reader -c user.email=reader@example.org';
    sh(`git init -q -b main upstream && mkdir -p upstream/dist && echo a > upstream/dist/a && cd upstream && git add . && ${git} commit -qm a`);
    sh(`git clone -q --depth 1 "file://$PWD/upstream" checkout && cd checkout && ${fetch}`);
    expect(sh('cat checkout/main/dist/a')).toBe('a\n');
    rmSync(folder, { recursive: true });
  });

  test.each(commands)('$words', async ({ words, file }) => {
    const { stdout, stderr, status } = await inPullRequest(
      ...words.split(/\s+/).map((word) => (word === 'mail.yaml' ? join(root, 'installations/bluemind.yaml') : word)),
    );
    expect([status, stderr.includes('fault')]).toEqual([1, false]);
    if (/\.xml$/.test(file)) expect(new XMLParser().parse(stdout)).toHaveProperty('testsuites');
    if (/\.(json|sarif)$/.test(file)) expect(JSON.parse(stdout)).toBeInstanceOf(Object);
  });

  test('name formats that exist', () => {
    const names = new Set(program('0', () => undefined).commands.map((command) => command.name()));
    expect(commands.filter(({ words }) => !names.has(words.split(' ')[0] ?? ''))).toEqual([]);
  });
});
