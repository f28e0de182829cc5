import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { BlueMindNetwork } from '../../lib';
import { renderObjects } from '../../lib/constructs';
import { planFrom } from '../../lib/plan';
import { renderedKinds } from '../../lib/settings/schema/rendered-kinds';
import { planOfFile } from '../../lib/synth/settings/installations';
import { faults, objects } from '../support/render';

const examples = join(__dirname, '../../examples');

const annotations = { 'example.org/owner': 'messaging', 'example.org/wave': 'all' };
const annotationsByKind = { NetworkPolicy: { 'example.org/wave': 'policies' } } as const;

test('every object has the annotations of all, those of its kind before them', () => {
  const all = objects({ createNamespace: true, annotations, annotationsByKind });
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['Namespace', 'Service', 'NetworkPolicy']));
  for (const { kind, metadata } of all)
    expect(metadata.annotations).toMatchObject({
      'example.org/owner': 'messaging',
      'example.org/wave': kind === 'NetworkPolicy' ? 'policies' : 'all',
    });
});

test('what an object needs itself stays', () => {
  const [service] = objects({ annotations: { 'kubernetes.io/description': 'mine' } });
  expect(service?.metadata.annotations?.['kubernetes.io/description']).not.toBe('mine');
});

test('the construct does the same', () => {
  const chart = new Chart(new App(), 'mail');
  new BlueMindNetwork(chart, 'mail', { annotations, annotationsByKind });
  for (const { metadata } of chart.toJson()) expect(metadata.annotations).toMatchObject({ 'example.org/owner': 'messaging' });
});

test('every object says to which installation it belongs, by the recommended label', () => {
  for (const { metadata } of objects({})) expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/instance': 'bluemind' });
});

test('a kind that is never rendered is a fault with the one that was meant', () => {
  expect(faults({ annotationsByKind: { NetworkPolice: { a: 'b' } } })).toEqual([
    "annotationsByKind.NetworkPolice: no such field; did you mean 'NetworkPolicy'?",
  ]);
});

test('every kind that is rendered can be named', () => {
  const files = readdirSync(examples).map((name) => join(examples, name, 'installation.yaml'));
  const plans = [...files.filter(existsSync).map((file) => planOfFile(file)), planFrom({ name: 'mail', createNamespace: true })];
  const kinds = plans.flatMap(renderObjects).flatMap(({ objects }) => objects.map((object) => ('kind' in object ? String(object.kind) : '')));
  expect([...new Set(kinds)].filter((kind) => !renderedKinds.some((known) => known === kind))).toEqual([]);
});
