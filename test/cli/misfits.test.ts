import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDiff } from '../../lib/cli/commands/diff';
import { runExplain } from '../../lib/cli/commands/explain';
import { runReach } from '../../lib/cli/commands/reach';
import { runVerify, type VerifyOptions } from '../../lib/cli/commands/verify';
import { ran, ranLater } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'misfits-'));
afterAll(() => rmSync(folder, { recursive: true }));

function given(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: all
  namespace: mail
  labels: { app.kubernetes.io/name: bluemind }
spec:
  containers: [{ name: main, image: bluemind }]
---
`;
const policy = (peers: string, namespace = 'mail') => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: ${namespace} }
spec:
  podSelector: {}
  ingress:
    - ${peers}: [{ podSelector: { matchLabels: { app: web } } }]
      ports: [{ port: 443 }]
`;
const right = given('right.yaml', pod + policy('from'));
const wrong = given('wrong.yaml', pod + policy('form'));
const said = `${wrong}:16:7: warning: NetworkPolicy mail/web: spec.ingress[0].form: no such field; did you mean 'from'?\n`;

const verify = (path: string, options: Partial<VerifyOptions> = {}) =>
  ran(() => runVerify([path], { release: '4', format: 'text', failOn: 'error', ...options }));

test('verify: an unknown field is an error at its very name', () => {
  const { status, stdout } = verify(wrong);
  expect(status).toBe(1);
  expect(stdout).toContain(
    `${wrong}:16:7: error: NetworkPolicy mail/web: spec.ingress[0].form: no such field; did you mean 'from'? [unknown-field]\n`,
  );
  expect(verify(right).stdout).not.toContain('unknown-field');
});

test('verify: in a namespace in which BlueMind has nothing it is a warning', () => {
  const { stdout } = verify(given('others.yaml', `${pod}${policy('from')}---\n${policy('form', 'shop')}`));
  expect(stdout).toContain('warning: NetworkPolicy shop/web: spec.ingress[0].form: no such field');
});

test('verify: if nothing of BlueMind is found, the fields that may be the reason are named first', () => {
  const file = given('labels.yaml', pod.replace('labels:', 'label:'));
  expect(verify(file)).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining(`${file}:6:3: Pod mail/all: metadata.label: no such field; did you mean 'labels'?\n`),
  });
});

test('reach, explain and diff say what they computed without', async () => {
  const { stdout, stderr, status } = await ranLater(() => runReach([wrong], { format: 'text' }));
  expect(status).toBe(0);
  expect(stdout).toContain('0.0.0.0-255.255.255.255[External] => mail/all[Pod] : TCP 443\n');
  expect(stderr).toContain(said);
  expect(stderr).toContain('The answer is computed without these fields');
  expect((await ranLater(() => runExplain('external', 'mail/all:443', [wrong], {}))).stderr).toContain(said);
  expect(ran(() => runDiff(right, wrong, { format: 'text', failOn: 'error' })).stderr).toContain(said);
  expect(ran(() => runDiff(right, right, { format: 'text', failOn: 'error' })).stderr).toBe('');
});

test('a long list is cut, and the output says so', async () => {
  const fields = Array.from({ length: 30 }, (_, index) => `  field-${index}: 1\n`).join('');
  const { stderr } = await ranLater(() => runReach([given('many.yaml', `${pod.replace('---\n', '')}${fields}`)], { format: 'text' }));
  expect(stderr.match(/no such field/g)).toHaveLength(20);
  expect(stderr).toContain('warning: 10 more like this.\n');
});
