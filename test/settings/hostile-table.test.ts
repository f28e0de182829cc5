import { printable } from '../../lib/base/printable';
import { reportFaults } from '../../lib/cli/printing/report-faults';
import { print } from '../../lib/cli/terminal';
import { planFrom } from '../../lib/plan';
import { settingsFields } from '../../lib/reports/settings-reference/fields';
import { parseSettingsDocument } from '../../lib/settings';
import { settingsJsonSchema } from '../../lib/settings/json-schema';
import { ran } from '../support/run';

/** Values that no field takes, each with what is wrong. */
const neverValid: readonly (readonly [string, string])[] = [
  ['a tag', '!secret x'],
  ['a tag that lies', '!!int x'],
  ['an alias of nothing', '*nowhere'],
  ['an alias of itself', '&a [*a]'],
  ['a field twice', '{a: 1, a: 2}'],
  ['a list as a key', '{? [x] : y}'],
  ['an open list', '['],
  ['an open text', '"x'],
  ['a reserved sign', '@x'],
  ['a name of JavaScript', '{__proto__: 1}'],
  ['a list of lists', '[[1]]'],
  ['a field without a name', '{"": ""}'],
  ['a fraction', '-1.5'],
  ['a control character', '"\u0007"'],
  ['a C1 control character', '"\u009b31m"'],
  ['an unknown escape', '"\\q"'],
  ['a field of JavaScript', '{constructor: {prototype: 1}}'],
  ['a date within a list of a map', '[{2024-01-01: [~]}]'],
  ['a huge number', '-99999999999999999999'],
  ['a map in a field that is turned to the left', '{"\u202egnp.exe": 1}'],
];

/** The settings with a value at a field, as the reference names it: `NAME` is a name, `[]` an item of a list. */
const settingsWith = (field: string, value: string): string => {
  const text = field
    .split('.')
    .reverse()
    .reduce((inner, step) => {
      const items = step.split('[]').length - 1;
      const name = step.replaceAll('[]', '').replace('NAME', 'mine');
      return `{${name}: ${'['.repeat(items)}${inner}${']'.repeat(items)}}`;
    }, value);
  return `${field.startsWith('name') ? '' : 'name: mail\n'}${text.slice(1).replace(/\}$/, '')}\n`;
};

const fields = [...new Set(settingsFields(settingsJsonSchema()).map(({ field }) => field))];

/** Every field with some of the values, so that each value meets fields of all kinds. */
const cases = fields.flatMap((field, index) =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((turn) => {
    const [what, value] = neverValid[(index * 7 + turn * 3) % neverValid.length] ?? ['', ''];
    return value === '' ? [] : [{ title: `${field}: ${what}`, text: settingsWith(field, value) }];
  }),
);

/** What one sees of a file of settings. */
const outcomeOf = (text: string) =>
  ran(() =>
    reportFaults(() => {
      const document = parseSettingsDocument('mail.yaml', text);
      print(planFrom(document.input, document).installation);
      return 0;
    }),
  );

test('there are six hundred of them', () => expect(cases.length).toBeGreaterThanOrEqual(600));

test('each is refused in lines that name a place, without a trace and without raw control characters', () => {
  const wrong = cases.flatMap(({ title, text }) => {
    const { status, stdout, stderr } = outcomeOf(text);
    const lines = stderr.split('\n').filter((line) => line !== '');
    const isFine =
      status === 2 &&
      stdout === '' &&
      lines.length >= 2 &&
      lines.slice(0, -1).every((line) => /^mail\.yaml:\d+:\d+: \S/.test(line)) &&
      lines.every((line) => line === printable(line)) &&
      !/undefined|\[object|NaN|\bat .*:\d+:\d+\)|TypeError|RangeError/.test(stderr);
    return isFine ? [] : [{ title, text, status, stdout, stderr }];
  });
  expect(wrong).toEqual([]);
});
