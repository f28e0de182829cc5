import { renderObjects } from '../../lib/constructs';
import { planFrom } from '../../lib/plan';
import { additions } from './bad-settings/additions';
import { allow } from './bad-settings/allow';
import type { BadSettings } from './bad-settings/bad-settings';
import { oneAddress } from './bad-settings/collisions';
import { entryPoints } from './bad-settings/entry-points';
import { whatIsExposed } from './bad-settings/exposure';
import { labelsAndWaivers } from './bad-settings/labels-and-waivers';
import { together } from './bad-settings/together';
import { values } from './bad-settings/values';
import { workloads } from './bad-settings/workloads';
import { yaml } from './bad-settings/yaml';
import { faultLinesOf } from './fault-lines';

const tables: Readonly<Record<string, readonly BadSettings[]>> = {
  'what is exposed': whatIsExposed,
  'two on one address or name': oneAddress,
  'entry points': entryPoints,
  workloads,
  'added ports, components and connections': additions,
  'further peers': allow,
  'single values': values,
  'labels and waivers': labelsAndWaivers,
  YAML: yaml,
  'many at once': together,
};

describe.each(Object.entries(tables))('%s', (_, table) => {
  test.each(table)('$title', ({ yaml: text, faults }) => {
    expect(faultLinesOf(text)).toEqual(faults);
  });
});

test('every line names its place, and nothing in it is of the machinery', () => {
  const lines = Object.values(tables).flatMap((table) => table.flatMap(({ faults }) => faults));
  expect(lines.filter((line) => !/^mail\.yaml:\d+:\d+: \S/.test(line))).toEqual([]);
  expect(lines.filter((line) => /undefined|\bnull\b|\[object|NaN|Error|[Ii]nvalid|[:;] *$/.test(line))).toEqual([]);
});

test('no label that objects have of their own may be written', () => {
  const plan = planFrom({ name: 'mail' });
  const labels = renderObjects(plan).flatMap(({ objects }) =>
    objects.flatMap((object) => Object.keys(Object(Reflect.get(object, 'metadata')).labels)),
  );
  expect(labels.length).toBeGreaterThan(0);
  for (const label of new Set(labels)) expect(faultLinesOf(`name: mail\nlabels: { ${label}: x }`)).toHaveLength(1);
});

describe('nesting', () => {
  const deep = (levels: number, open: string, close: string) => `name: mail\nlabels: ${open.repeat(levels)}${close.repeat(levels)}`;

  test.each([
    ['10,000 lists', deep(10_000, '[', ']'), '2:59'],
    ['10,000 maps', deep(10_000, '{a: ', '}'), '2:206'],
    ['10,000 lists that are left open', `name: mail\nlabels: ${'['.repeat(10_000)}`, '2:59'],
    ['10,000 lists on one line', `name: mail\nlabels:\n  ${'- '.repeat(10_000)}`, '3:103'],
    ['200 maps by indentation', Array.from({ length: 200 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'), '51:51'],
  ])('%s are refused if they get too deep', (_, text, position) => {
    expect(faultLinesOf(text)).toEqual([`mail.yaml:${position}: is nested too deeply for settings`]);
  });
});
