import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { formatSettingsProps } from '../../lib/reports/settings-reference/props';
import type { InstallationProps } from '../../lib/settings';
import { settingsJsonSchema } from '../../lib/settings/json-schema';
import type { installationSchema } from '../../lib/settings/schema/settings';

/** A type without its names and without what is read-only, so that two are compared by what they take. */
type Plain<Type> = Type extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Type extends object
    ? { -readonly [Key in keyof Type]: Plain<Type[Key]> }
    : Type;

type Same<Left, Right> = (<Probe>() => Probe extends Left ? 1 : 2) extends <Probe>() => Probe extends Right ? 1 : 2 ? true : false;

test('the types that editors show are those of the schema', () => {
  const same: Same<Plain<InstallationProps>, Plain<z.input<typeof installationSchema>>> = true;
  const other: Same<Plain<InstallationProps>, Plain<Omit<z.input<typeof installationSchema>, 'isolation'>>> = false;
  expect([same, other]).toEqual([true, false]);
});

test('lib/settings/props.ts is as the schema makes it (npm run docs writes it)', () => {
  const written = readFileSync(join(__dirname, '../../lib/settings/props.ts'), 'utf8');
  expect(written).toBe(formatSettingsProps(settingsJsonSchema()));
});

test('two parts of the schema that would have one name are refused', () => {
  const part = (field: string) => ({ properties: { [field]: { type: 'string' } } });
  const schema = { title: 'Settings', properties: { 'a-b': part('x'), a: { properties: { b: part('y') } } } };
  expect(() => formatSettingsProps(schema)).toThrow('two parts of the settings would be called AB or AB');
});
