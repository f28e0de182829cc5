import { ruleNames } from '../../lib/base/rule-names';
import { rules, verifyPlan } from '../../lib/checks';
import { planFrom } from '../../lib/plan';
import { readText } from '../../lib/reachability';
import { renderManifests } from '../../lib/synth/render';

const ofRule = { rule: 'node-port-besides-load-balancer', until: '2999-12-31' };

/** What is said about waivers if the one finding is about Service mail-public. */
function said(...waivers: readonly object[]): readonly string[] {
  const plan = planFrom({ name: 'mail', entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['192.0.2.0/24'] } }, waivers });
  return verifyPlan(readText('mail.yaml', renderManifests(plan).stream), plan, '2026-01-01')
    .filter(({ rule }) => rule === 'waiver-without-effect')
    .map(({ severity, message }) => `${severity}: ${message}`);
}

test('a waiver that waives something is not mentioned, each of two with one reason by itself', () => {
  expect(said({ ...ofRule, reason: 'Firewalled.' })).toEqual([]);
  expect(said({ ...ofRule, object: 'mail-public', reason: 'Firewalled.' }, { ...ofRule, object: 'mail-core', reason: 'Firewalled.' })).toEqual([
    "info: The waiver of node-port-besides-load-balancer of object 'mail-core' waives nothing (Firewalled.).",
  ]);
});

test('a waiver counts on its last day, and no longer', () => {
  expect(said({ ...ofRule, until: '2026-01-01', reason: 'Firewalled.' })).toEqual([]);
  expect(said({ ...ofRule, until: '2025-12-31', reason: 'Firewalled.' })).toEqual([
    'info: The waiver of node-port-besides-load-balancer ended on 2025-12-31 (Firewalled.).',
  ]);
  expect(said({ ...ofRule, object: 'mail-core', until: '2026-01-01', reason: 'Firewalled.' }, { ...ofRule, reason: 'Firewalled.' })).toEqual([
    "info: The waiver of node-port-besides-load-balancer of object 'mail-core' waives nothing (Firewalled.).",
  ]);
});

test('a waiver of another port waives nothing, and says of which', () => {
  expect(
    said({ ...ofRule, port: 'imaps', reason: 'Firewalled.' }, { ...ofRule, object: 'mail-public', port: 'smtp', reason: 'Firewalled.' }),
  ).toEqual([
    "info: The waiver of node-port-besides-load-balancer on port 'imaps' waives nothing (Firewalled.).",
    "info: The waiver of node-port-besides-load-balancer of object 'mail-public' on port 'smtp' waives nothing (Firewalled.).",
  ]);
});

test('a waiver for an object that does not exist is a warning', () => {
  expect(said({ ...ofRule, object: 'mail-pubic', reason: 'Firewalled.' })).toEqual([
    "warning: The waiver of node-port-besides-load-balancer names object 'mail-pubic', which is not among these; did you mean 'mail-public'?",
  ]);
});

test('a waiver of a rule that does not exist is an error', () => {
  expect(said({ rule: 'everything', reason: 'All is well.', until: '2999-12-31' })).toEqual([
    "error: A waiver names the rule 'everything', which does not exist.",
  ]);
});

test('what is said about a waiver points at it, and says how to mend it', () => {
  const waivers = [
    { ...ofRule, reason: 'Firewalled.' },
    { ...ofRule, object: 'mail-core', reason: 'Firewalled.' },
    { rule: 'everything', reason: 'Typed by hand.', until: '2999-12-31' },
  ];
  const plan = planFrom({ name: 'mail', entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['192.0.2.0/24'] } }, waivers });
  const findings = verifyPlan(readText('mail.yaml', renderManifests(plan).stream), plan, '2026-01-01');
  const why = 'A waiver without effect hides its purpose.';
  expect(findings.map(({ rule, setting, why, mend, waived }) => ({ rule, setting, why, mend, waived }))).toEqual([
    expect.objectContaining({ rule: ofRule.rule, waived: { reason: 'Firewalled.', until: '2999-12-31' } }),
    { rule: 'waiver-without-effect', setting: ['waivers', 1], why, mend: 'Correct the waiver, or remove it.' },
    {
      rule: 'waiver-without-effect',
      setting: ['waivers', 2],
      why,
      mend: "Name a rule that the command 'rules' lists, or remove the waiver.",
    },
  ]);
});

test('settings know the rules there are', () => {
  expect(rules.map(({ name }) => name)).toEqual(ruleNames);
});
