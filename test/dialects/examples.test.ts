import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failing, verifyPlan } from '../../lib/checks';
import { planFrom } from '../../lib/plan';
import { connectivity, fromObjects, readText, verdictOn } from '../../lib/reachability';
import { readSettingsDocument } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { parse, type Rendered } from '../support/render';
import { modelOfPlan } from './support';

const folder = join(__dirname, '../../examples');

// The tests of all examples check that they render, fit the schemas and pass the proof.
const example = (name: string) => {
  const document = readSettingsDocument(join(folder, name, 'installation.yaml'));
  const plan = planFrom(document.input, document);
  return { plan, all: parse(renderManifests(plan).stream) };
};

const apiVersions = (all: readonly Rendered[]): readonly string[] => [
  ...new Set(all.filter(({ kind }) => kind.endsWith('Policy')).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)),
];

test.each([
  ['cilium', ['cilium.io/v2 CiliumNetworkPolicy']],
  ['calico', ['projectcalico.org/v3 NetworkPolicy']],
  ['cluster-network-policy', ['networking.k8s.io/v1 NetworkPolicy', 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy']],
])('examples/%s has the policies of its dialect and no others, and is clean', (name, expected) => {
  const { plan, all } = example(name);
  expect(apiVersions(all)).toEqual(expected);
  const findings = verifyPlan(readText('manifests.yaml', renderManifests(plan).stream), plan, '2026-01-01');
  expect(failing(findings, 'warning')).toEqual([]);
  expect(readFileSync(join(folder, name, 'README.md'), 'utf8')).toMatch(/^# BlueMind .*\n\n`policies\./);
});

test('examples/cilium: the controller on the nodes gets in, and nobody else to the web', () => {
  const model = modelOfPlan(example('cilium').plan);
  const proxy = model.ends.find(({ workload }) => workload.name === 'proxy')?.groups[0];
  if (!proxy) throw new Error('no proxy');
  const toWeb = (source: Parameters<typeof connectivity>[1]) => verdictOn(connectivity(model, source, proxy), 'TCP', 443).kind;
  expect(toWeb({ kind: 'node' })).toBe('allowed');
  expect(model.outside.sources.filter((source) => toWeb(source) === 'allowed').map(({ addresses }) => addresses)).toHaveLength(1);
});

test('examples/cluster-network-policy: opening the namespace opens no database', () => {
  const { plan, all } = example('cluster-network-policy');
  const open = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'open', namespace: 'mail' },
    spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] },
  };
  const findings = (objects: readonly unknown[]) => failing(verifyPlan(fromObjects(objects), plan, '2026-01-01'), 'error').map(({ rule }) => rule);
  expect(findings([...all, open])).toEqual([]);
  const withoutGuards = all.filter(({ kind }) => kind !== 'ClusterNetworkPolicy');
  expect(new Set(findings([...withoutGuards, open]))).toEqual(new Set(['internal-port-beyond-isolation']));
});
