import { type Finding, verifyPlan } from '../../lib/checks';
import { type Plan, planFrom } from '../../lib/plan';

import { renderManifests } from '../../lib/synth/render';
import { proofOf, readManifests } from '../../lib/synth/synthesize';
import { exampleNames, examplePlan } from '../support/examples';

const plans: readonly (readonly [string, Plan])[] = [
  ['the default', planFrom({ name: 'bluemind' })],
  ...exampleNames.map((name) => [name, examplePlan(name)] as const),
];

const said = (findings: readonly Finding[]) => findings.map(({ rule, severity, message }) => `${severity} ${rule} ${message}`);

test.each(plans)('%s: the objects prove the same as their text, read as anybody else would', (_, plan) => {
  const manifests = renderManifests(plan);
  expect(said(proofOf(plan, manifests, '2026-01-01').findings)).toEqual(said(verifyPlan(readManifests(plan, manifests), plan, '2026-01-01')));
});

test('a breach names file, line and column', () => {
  const plan = planFrom({ name: 'bluemind' });
  // What was rendered of a wider plan is a breach of this one.
  const wider = renderManifests(planFrom({ name: 'bluemind', isolation: 'cluster', expose: { smtp: 'public', https: 'public', imap: 'public' } }));
  const errors = proofOf(plan, wider, '2026-01-01').findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule }) => rule)).toContain('unchosen-exposure');
  const about = errors.filter(({ object }) => object);
  expect(about.length).toBeGreaterThan(0);
  for (const { position, object } of about) expect(position ?? object?.position).toMatchObject({ file: expect.stringMatching(/^bluemind\//) });
});
