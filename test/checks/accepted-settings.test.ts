import { bluemind4 } from '../../lib/catalogue';
import { failing, verifyPlan } from '../../lib/checks';
import { planFrom } from '../../lib/plan';
import { readText } from '../../lib/reachability';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';

type EntryPoint = NonNullable<InstallationProps['entryPoints']>[string];

/** Errors of the proof of what settings render. */
function breaches(settings: InstallationProps): readonly string[] {
  const plan = planFrom(settings);
  const findings = verifyPlan(readText('manifests.yaml', renderManifests(plan).stream), plan, '2026-01-01');
  return failing(findings, 'error').map(({ rule, message }) => `${rule}: ${message}`);
}

const cluster = { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24'] };
const expose = { smtp: 'mail', https: 'mail' };

describe('settings that the plan accepts are proved', () => {
  test.each(['aws', 'digitalocean', 'generic', 'openstack', 'scaleway'] as const)(
    'source ranges at a balancer of %s whose PROXY headers come from addresses beyond them',
    (provider) => {
      const proxyProtocol = { targetPorts: { smtp: 10025 }, trustedCidrs: ['10.1.0.0/24'] };
      const target = provider === 'aws' ? { targetType: 'ip' as const } : {};
      const mail: EntryPoint = { type: 'LoadBalancer', provider, ...target, sourceRanges: ['198.51.100.0/24'], proxyProtocol };
      expect(breaches({ name: 'mail', entryPoints: { mail }, expose, cluster })).toEqual([]);
    },
  );

  test.each(['generic', 'openstack'] as const)('a balancer of %s behind which nodes put their addresses in place of its own', (provider) => {
    const proxyProtocol = { targetPorts: { smtp: 10025 }, trustedCidrs: ['10.1.0.0/24'] };
    const mail: EntryPoint = { type: 'LoadBalancer', provider, externalTrafficPolicy: 'Cluster', proxyProtocol };
    expect(breaches({ name: 'mail', entryPoints: { mail }, expose, cluster })).toEqual([]);
  });

  test.each([
    ['with its own listeners', { smtp: 'mail-25', https: 'websecure' }],
    ['with a ListenerSet', undefined],
  ])('a Gateway of others, %s', (_, listeners) => {
    const existing = { name: 'shared', namespace: 'gateways', ...(listeners && { listeners }) };
    const mail: EntryPoint = {
      type: 'Gateway',
      gatewayApi: '1.6',
      implementation: 'envoy-gateway',
      hosts: ['mail.example.org'],
      existing,
      acceptLostClientAddress: 'Only the relay of the provider connects.',
    };
    expect(breaches({ name: 'mail', entryPoints: { mail }, expose, cluster })).toEqual([]);
  });

  const gateway = (implementation: 'cilium' | 'envoy-gateway'): EntryPoint => ({
    type: 'Gateway',
    gatewayApi: '1.6',
    implementation,
    className: 'mail',
    hosts: ['mail.example.org'],
    acceptLostClientAddress: 'Only the relay of the provider connects.',
  });

  test('a Gateway of Cilium, whose proxy is no pod', () => {
    expect(breaches({ name: 'mail', entryPoints: { mail: gateway('cilium') }, expose, cluster })).toEqual([]);
  });

  test.each<[string, EntryPoint]>([
    ['a Gateway', { ...gateway('envoy-gateway'), proxies: { hostNetwork: true } } as EntryPoint],
    ['ingress-nginx', { type: 'IngressNginx', hosts: ['mail.example.org'], acceptLostClientAddress: 'Only the relay of the provider connects.' }],
  ])('%s on the network of nodes of two IP families', (_, mail) => {
    const nodes = { ...cluster, nodeCidrs: ['10.0.0.0/24', 'fd00:20::/64'], ingressController: { hostNetwork: true } };
    expect(breaches({ name: 'mail', entryPoints: { mail }, expose, cluster: nodes })).toEqual([]);
  });

  test('machines beside pods if every pod of the cluster may connect', () => {
    const inside = { kind: 'single', roles: ['core', 'mailbox'], addresses: ['192.0.2.12', '2001:db8::12'] } as const;
    const others = bluemind4.roles.map(({ name }) => name).filter((name) => name !== 'core' && name !== 'mailbox');
    const workloads = { machines: { ...inside, roles: [...inside.roles], addresses: [...inside.addresses] }, pods: { roles: others } };
    expect(breaches({ name: 'mail', isolation: 'cluster', workloads, cluster })).toEqual([]);
  });
});
