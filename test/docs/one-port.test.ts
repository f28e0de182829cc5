import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bluemind4, externalPorts } from '../../lib/catalogue';
import { verifyPlan } from '../../lib/checks';
import { modelOptionsOf } from '../../lib/checks/intent/plan-intent';
import { renderObjects } from '../../lib/constructs';
import { planFrom } from '../../lib/plan';
import { readText } from '../../lib/reachability';
import { entries } from '../../lib/reachability/entries';
import { modelOf } from '../../lib/reachability/model/model';
import { renderManifests } from '../../lib/synth/render';

/** docs/architecture.md follows this one port through every room: what it says of each is true. */
const settings = {
  name: 'mail',
  entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb' } },
  expose: { imaps: 'public', smtp: 'public', https: 'public' },
};
const page = readFileSync(join(__dirname, '../../docs/architecture.md'), 'utf8');
const plan = planFrom(settings);

test('the page is about these settings', () => {
  expect(page).toContain('`expose: { imaps: public }` with `entryPoints: { public: { type: LoadBalancer, provider: metallb } }`');
});

test('catalogue: external, 993, served by nginx, trusting the address of its clients', () => {
  expect(externalPorts(bluemind4).find(({ name }) => name === 'imaps')).toMatchObject({ number: 993, component: 'nginx', trustsClientAddress: true });
});

test('plan: one Service, a statement that everyone may connect, and an address that is kept', () => {
  expect(plan.entries).toEqual([expect.objectContaining({ kind: 'LoadBalancer', name: 'mail-public' })]);
  expect(plan.traffic.filter(({ origin }) => origin === 'entry-point').flatMap(({ rules }) => rules)).toEqual([
    expect.objectContaining({ from: 'anyone', ports: expect.arrayContaining([{ protocol: 'TCP', number: 993, endNumber: 993 }]) }),
  ]);
  expect(plan.exposures.find(({ port }) => port === 'imaps')).toMatchObject({ kind: 'exposed', clientAddress: { kind: 'kept' } });
});

test('constructs: a Service and a NetworkPolicy', () => {
  const objects = renderObjects(plan).flatMap((file) => file.objects);
  const named = (kind: string, name: string) => expect.objectContaining({ kind, metadata: expect.objectContaining({ name }) });
  expect(objects).toEqual(expect.arrayContaining([named('Service', 'mail-public'), named('NetworkPolicy', 'mail-all-in-one-from-public')]));
});

test('reachability: the load balancer leads to the pods; checks: nothing to say', () => {
  const manifests = readText('mail.yaml', renderManifests(plan).stream);
  const ways = entries(modelOf(manifests, modelOptionsOf(plan))).filter(({ access, port }) => access === 'load-balancer' && port === 993);
  expect(ways.map(({ objects, seenAs, verdict }) => [objects.map(({ name }) => name), seenAs, verdict])).toEqual([
    [['mail-public'], 'client', { kind: 'allowed' }],
  ]);
  expect(verifyPlan(manifests, plan, '2026-01-01').filter(({ severity }) => severity === 'error')).toEqual([]);
});
