import { type Rule, rules, verifyPlan } from '../../lib/checks';
import { planFrom } from '../../lib/plan';
import { readText } from '../../lib/reachability';
import { renderManifests } from '../../lib/synth/render';

/** A rule of a team that wants every load balancer to have a fixed address. It is added by this one object; see docs/extending.md. */
const loadBalancerWithoutAddress: Rule = {
  name: 'load-balancer-without-address',
  severity: 'warning',
  why: 'DNS records point to an address that the provider may change.',
  mend: 'Name an address under addresses.',
  check: (_, { plan }) =>
    (plan?.entries ?? [])
      .filter((entry) => entry.kind === 'LoadBalancer' && entry.annotations['metallb.io/loadBalancerIPs'] === undefined)
      .map(({ name }) => ({ message: `Service ${name} has no fixed address.` })),
};

const found = (addresses: readonly string[], waivers: readonly object[] = []) => {
  const plan = planFrom({ name: 'mail', entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb', addresses } }, waivers });
  const manifests = readText('mail.yaml', renderManifests(plan).stream);
  return verifyPlan(manifests, plan, '2026-01-01', {}, [...rules, loadBalancerWithoutAddress]).filter(
    ({ rule }) => rule === loadBalancerWithoutAddress.name,
  );
};

test('a made-up rule finds its breach, with all that a report shows', () => {
  const { why, mend } = loadBalancerWithoutAddress;
  expect(found([])).toEqual([
    { rule: 'load-balancer-without-address', severity: 'warning', message: 'Service mail-public has no fixed address.', why, mend },
  ]);
});

test('and its mend', () => expect(found(['192.0.2.10'])).toEqual([]));

test('it can be waived as any other', () => {
  const waiver = { rule: 'load-balancer-without-address', reason: 'Moves next week.', until: '2026-02-01' };
  expect(found([], [waiver])).toEqual([expect.objectContaining({ waived: { reason: 'Moves next week.', until: '2026-02-01' } })]);
});
