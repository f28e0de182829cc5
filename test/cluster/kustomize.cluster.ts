/** The real kustomize runs the function; the one in kubectl runs none. Needs no API server. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderManifests } from '../../lib/synth/render';
import { parse, plan } from '../support/render';
import { commandPath } from '../support/workspace';
import { kustomize } from './lab/build';

const folder = mkdtempSync(join(tmpdir(), 'kustomize-'));
beforeAll(() => {
  cpSync(join(__dirname, '../../examples/kustomize'), folder, { recursive: true });
  writeFileSync(join(folder, 'cdk8s-bluemind'), `#!/bin/sh\nexec ${process.execPath} ${commandPath} "$@"\n`);
  chmodSync(join(folder, 'cdk8s-bluemind'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

const build = () => spawnSync(kustomize, ['build', '--enable-alpha-plugins', '--enable-exec', folder], { encoding: 'utf8' });
const change = (file: string, from: string, to: string) => {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
};
const byName = (text: string) => Object.fromEntries(parse(text).map((object) => [`${object.kind} ${object.metadata.name}`, object]));

test('the example renders and proves what synth renders', () => {
  const { status, stdout, stderr } = build();
  expect([status, stderr]).toEqual([0, '']);
  const settings = { name: 'mail', isolation: 'connections', createNamespace: true } as const;
  expect(byName(stdout)).toEqual(byName(renderManifests(plan(settings)).stream));
});

test('a policy that opens a port ends the build, with the rule', () => {
  writeFileSync(
    join(folder, 'open.yaml'),
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: open, namespace: mail }\nspec: { podSelector: {}, ingress: [{}] }\n',
  );
  change('kustomization.yaml', 'generators:', 'resources: [open.yaml]\ngenerators:');
  expect(build()).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/error: Addresses outside the cluster may connect to .*\[internal-port-beyond-isolation\]/),
  });
  change('kustomization.yaml', 'resources: [open.yaml]\n', '');
});

test('faults of the settings end the build, with the field', () => {
  change('mail.yaml', 'isolation: connections', 'isolation: conections');
  expect(build()).toMatchObject({ status: 1, stderr: expect.stringContaining("error: spec.isolation: 'conections': expected") });
});
