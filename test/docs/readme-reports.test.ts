import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { parse } from 'yaml';
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
  [...text.matchAll(/npx cdk8s-bluemind ([^>'"\n|]*?)(?: > (\S+?))?['"]?$/gm)].map(([, words = '', file = '']) => ({ words: words.trim(), file })),
);

describe('the lines for each CI system', () => {
  test('are YAML where they say so, and few', () => {
    expect(blocks.length).toBe(5);
    for (const { language, text } of blocks) {
      if (language === 'yaml') expect(parse(text)).toBeInstanceOf(Object);
      expect(text.trim().split('\n').length).toBeLessThanOrEqual(9);
    }
    expect(commands.length).toBeGreaterThanOrEqual(6);
  });

  test.each(commands)('$words', async ({ words, file }) => {
    const { stdout, stderr, status } = await inPullRequest(
      ...words.split(/\s+/).map((word) => (word === 'mail.yaml' ? join(root, 'installations/bluemind.yaml') : word)),
    );
    expect([status, stderr.includes('fault')]).toEqual([1, false]);
    if (/\.xml$/.test(file)) expect(new XMLParser().parse(stdout)).toHaveProperty('testsuites');
    if (/\.(json|sarif)$/.test(file)) expect(JSON.parse(stdout)).toBeInstanceOf(Object);
  });

  test('name formats that there are', () => {
    const names = new Set(program('0', () => undefined).commands.map((command) => command.name()));
    expect(commands.filter(({ words }) => !names.has(words.split(' ')[0] ?? ''))).toEqual([]);
  });
});
