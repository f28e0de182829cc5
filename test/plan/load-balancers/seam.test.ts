import { makePlan } from '../../../lib/plan';
import { planLoadBalancer } from '../../../lib/plan/entry-points/services/load-balancer';
import { type LoadBalancerProvider, loadBalancerProviders } from '../../../lib/plan/load-balancers';
import { planWorkloads } from '../../../lib/plan/servers/workloads';
import { parseSettings } from '../../../lib/settings';

/** A provider that nobody has, added by this one object; see docs/extending.md. */
const acme: LoadBalancerProvider = {
  title: 'Acme Cloud',
  documentation: 'https://acme.example/load-balancers',
  transports: ['TCP'],
  proxyProtocol: { kind: 'none', instead: 'it passes packets on' },
  addresses: { public: { kind: 'ip-addresses', most: 'one' }, internal: { kind: 'no-such-scheme', instead: 'use a private network' } },
  sharing: { kind: 'none', because: 'each Service has a balancer of its own' },
  idleTimeout: { kind: 'settable', least: 60, most: 600 },
  size: { kind: 'none' },
  needsNodePorts: () => true,
  annotations: ({ settings }) => ({ 'acme.example/idle': `${settings.idleTimeout ?? 60}` }),
  clientAddress: () => ({ kind: 'kept' }),
  checklist: () => [{ what: 'Order the balancer a day before.', snippet: { language: 'sh', text: 'acme order balancer' } }],
};

function planned(fields: object) {
  const { installation } = parseSettings({
    name: 'mail',
    entryPoints: { public: { type: 'LoadBalancer', provider: 'generic', ...fields } },
    expose: { smtp: 'public', https: 'public' },
  });
  const settings = installation?.settings.entryPoints.public;
  if (!installation || settings?.type !== 'LoadBalancer') throw new Error('the settings of this test are wrong');
  expect(makePlan(installation).plan.entries).toHaveLength(1);
  const [workload] = planWorkloads(installation);
  const exposed = workload ? workload.ports.filter(({ name }) => ['smtp', 'https'].includes(name)).map((port) => ({ port, workload })) : [];
  return planLoadBalancer({ installation, name: 'public', settings, exposed }, { ...loadBalancerProviders, generic: acme });
}

test('a made-up provider says the settings in its own words', () => {
  const { entries, checklist, clientAddress } = planned({ idleTimeout: 300 });
  expect(entries).toEqual([expect.objectContaining({ kind: 'LoadBalancer', annotations: { 'acme.example/idle': '300' } })]);
  expect(checklist).toContainEqual({
    entryPoint: 'public',
    where: 'Acme Cloud',
    owner: 'network',
    what: 'Order the balancer a day before.',
    snippet: { language: 'sh', text: 'acme order balancer' },
  });
  expect(clientAddress('smtp')).toEqual({ kind: 'kept' });
});

test('its limits are kept', () => {
  expect(planned({ idleTimeout: 601 }).faults).toEqual([expect.objectContaining({ path: ['entryPoints', 'public', 'idleTimeout'] })]);
  expect(planned({ allocateNodePorts: false }).faults).toEqual([expect.objectContaining({ path: ['entryPoints', 'public', 'allocateNodePorts'] })]);
});
