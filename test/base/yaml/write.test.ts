import fc from 'fast-check';
import { dump } from 'js-yaml';
import { writeBlock } from '../../../lib/base/yaml/block';
import { writeSortedYaml, writeYaml } from '../../../lib/base/yaml/write';
import { runs } from '../../support/runs';

const readable = { lineWidth: -1, noRefs: true, quoteStyle: 'double' } as const;

const words = [
  'yes',
  'No',
  'off',
  'y',
  'null',
  'Null',
  '~',
  'true',
  '0x1f',
  '1e3',
  '12:30:45',
  '2024-05-01',
  '-',
  '- a',
  'a: b',
  'a:b',
  'a #b',
  'a#b',
  'a:',
  '',
  ' a',
  'a ',
];
const pieces = [
  'a',
  'B',
  '1',
  ' ',
  ':',
  '#',
  '-',
  '"',
  "'",
  '{',
  '[',
  '&',
  '*',
  '!',
  '|',
  '>',
  '%',
  '@',
  '`',
  '\\',
  '\t',
  '\n',
  'é',
  '\u00a0',
  '.',
  '/',
  '?',
  ',',
  '=',
];
const text = fc.oneof(
  fc.constantFrom(...words),
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join('')),
  fc.string({ unit: 'grapheme' }),
  fc.nat(1100).map((length) => 'k'.repeat(length)),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
})).value;

const often = { numRuns: runs(500, 20_000) };

test('YAML is what js-yaml writes, to the byte', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(writeYaml(value)).toBe(dump(value, readable));
      expect(writeSortedYaml(value)).toBe(dump(value, { ...readable, sortKeys: true }));
    }),
    often,
  );
});

test('manifests are written without js-yaml, except some scalars', () => {
  const asked: unknown[] = [];
  const note = (value: string | number): string => {
    asked.push(value);
    return JSON.stringify(value);
  };
  const manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { labels: { 'app.kubernetes.io/name': 'bluemind', 'app.kubernetes.io/version': '5' }, annotations: {} },
    spec: { ports: [{ port: 25, targetPort: 25 }], addresses: ['::1', []], fqdn: 'a.b:80', publishNotReadyAddresses: true },
  };
  expect(writeBlock(manifest, Object.keys, { key: note, value: note })).toBe(`apiVersion: v1
kind: Service
metadata:
  labels:
    app.kubernetes.io/name: bluemind
    app.kubernetes.io/version: "5"
  annotations: {}
spec:
  ports:
    - port: 25
      targetPort: 25
  addresses:
    - "::1"
    - []
  fqdn: a.b:80
  publishNotReadyAddresses: true
`);
  expect(asked).toEqual(['5', '::1']);
});
