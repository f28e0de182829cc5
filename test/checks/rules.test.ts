import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ruleNames } from '../../lib/base/rule-names';
import { rules } from '../../lib/checks';
import { findingsOf, line, type Tries } from './rules/support';

const tables = readdirSync(join(__dirname, 'rules'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'support');

test('every rule has a table, and every table is of a rule', () => expect([...tables].sort()).toEqual([...ruleNames].sort()));

/** Rules about what settings expose: they point at the field that decides on the port. */
const ofExposure = ['unchosen-exposure', 'client-address-lost', 'exposed-port-unreachable', 'cleartext-port-exposed', 'mandatory-port-missing'];

describe.each(tables)('%s', (rule) => {
  const { tries }: { readonly tries: Tries } = require(`./rules/${rule}`);

  test('has a breach and a case without one', () => {
    expect(Object.values(tries).some(({ found }) => found.length > 0)).toBe(true);
    expect(Object.values(tries).some(({ found }) => found.length === 0)).toBe(true);
  });

  test.each(Object.entries(tries))('%s', (_, one) => {
    const findings = findingsOf(one);
    for (const { message, ports } of findings.filter((finding) => finding.rule === 'internal-port-beyond-isolation')) {
      const shown = [...message.matchAll(/(?<!listener of )\b([\w-]+) \(\d+\)/g)].map(([, port]) => port);
      const more = Number(/ and (\d+) more/.exec(message)?.[1] ?? 0);
      expect([ports?.slice(0, shown.length), ports?.length]).toEqual([shown, shown.length + more]);
    }
    for (const { port, rule: name, setting } of findings)
      expect([name, setting]).toEqual([name, ofExposure.includes(name) && port !== undefined ? ['expose', port] : undefined]);
    const own = findings.filter((finding) => finding.rule === rule);
    expect(own.map(line)).toEqual(one.found);
    const advice = rules.find(({ name }) => name === rule)?.mend;
    expect(own.map(({ mend }) => mend).filter((mend) => mend !== advice)).toEqual(one.mend ?? []);
    const others = new Set(findings.flatMap((finding) => (finding.rule !== rule && finding.severity !== 'info' ? [finding.rule] : [])));
    expect([...others].sort()).toEqual(one.others ?? []);
  });
});
