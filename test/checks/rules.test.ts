import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ruleNames } from '../../lib/base/rule-names';
import { findingsOf, line, type Tries } from './rules/support';

const tables = readdirSync(join(__dirname, 'rules'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'support');

test('every rule has a table, and every table is of a rule', () => expect([...tables].sort()).toEqual([...ruleNames].sort()));

describe.each(tables)('%s', (rule) => {
  const { tries }: { readonly tries: Tries } = require(`./rules/${rule}`);

  test('has a breach and what is none', () => {
    expect(Object.values(tries).some(({ found }) => found.length > 0)).toBe(true);
    expect(Object.values(tries).some(({ found }) => found.length === 0)).toBe(true);
  });

  test.each(Object.entries(tries))('%s', (_, one) => {
    const findings = findingsOf(one);
    expect(findings.filter((finding) => finding.rule === rule).map(line)).toEqual(one.found);
    const others = new Set(findings.flatMap((finding) => (finding.rule !== rule && finding.severity !== 'info' ? [finding.rule] : [])));
    expect([...others].sort()).toEqual(one.others ?? []);
  });
});
