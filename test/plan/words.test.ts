import type { Plan } from '../../lib/plan';
import type { InstallationProps } from '../../lib/settings';
import { exampleNames, examplePlan } from '../support/examples';
import { plan } from '../support/render';
import { samples } from './controllers/samples';
import { accepted, cases, withGateway } from './gateway/cases';
import { balanced, providerCases } from './load-balancers/checklist-cases';

type EntryPoint = NonNullable<InstallationProps['entryPoints']>[string];

const cluster = { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] };
const mail = { hostname: 'mail.example.org', domains: ['example.org', 'example.net'] };
const inside = { entryPoint: 'cluster', reason: 'Not what this test is about.' };

/** Mail through one entry point. */
const through = (entryPoint: EntryPoint, more: Partial<InstallationProps> = {}): Partial<InstallationProps> => ({
  entryPoints: { public: entryPoint },
  expose: { https: inside, smtp: 'public', submission: 'public', imaps: 'public' },
  cluster,
  ...more,
});

const proxyProtocol = { targetPorts: { smtp: 10025, submission: 10587, imaps: 10993 }, trustedCidrs: ['10.1.0.0/24'] };
const providers = ['aws', 'azure', 'cilium', 'digitalocean', 'gke', 'hetzner', 'kube-vip', 'metallb', 'openstack', 'scaleway'] as const;
const sendsHeaders = ['aws', 'digitalocean', 'hetzner', 'openstack', 'scaleway'];

const settings: readonly Partial<InstallationProps>[] = [
  ...cases.map((one) => one.settings),
  ...Object.values(samples),
  ...(['envoy-gateway', 'istio', 'kgateway'] as const).map((implementation) =>
    withGateway(
      { gatewayApi: '1.6', implementation, className: 'gw', proxyProtocol: { targetPorts: { smtp: 10025 } }, trustedProxies: ['10.0.0.0/24'] },
      ['smtp'],
    ),
  ),
  ...(['cilium', 'traefik', 'nginx-gateway-fabric', 'kong', 'other'] as const).map((implementation) =>
    withGateway(
      { gatewayApi: '1.6', implementation, className: 'gw', proxies: { namespace: 'gateways' }, hosts: ['mail.example.org'], ...accepted },
      ['https', 'smtp'],
    ),
  ),
  withGateway(
    {
      gatewayApi: '1.6',
      implementation: 'nginx-gateway-fabric',
      className: 'gw',
      proxies: { namespace: 'gateways' },
      hosts: ['mail.example.org'],
      trustedProxies: ['10.0.0.0/24'],
    },
    ['https'],
  ),
  withGateway(
    { gatewayApi: '1.6', implementation: 'envoy-gateway', className: 'gw', hosts: ['mail.example.org'], sourceRanges: ['192.0.2.0/24'], ...accepted },
    ['smtp'],
  ),
  ...providers.map((provider) =>
    through(
      {
        type: 'LoadBalancer',
        provider,
        ...(sendsHeaders.includes(provider) && { proxyProtocol }),
        ...(provider === 'aws' && { targetType: 'ip' }),
      },
      { mail },
    ),
  ),
  ...(['aws', 'azure', 'gke'] as const).map((provider) =>
    through({ type: 'LoadBalancer', provider, scheme: 'internal', externalTrafficPolicy: 'Cluster', ...accepted }),
  ),
  ...providerCases.map(([, one]) => balanced(one)),
  balanced({ provider: 'gke', scheme: 'internal' }, ['smtp', 'submission', 'submissions', 'imaps', 'http', 'https']),
  through({ type: 'NodePort', nodePorts: { smtp: 30025, submission: 30587, imaps: 30993 }, proxyProtocol }, { mail }),
  through({ type: 'LoadBalancer', sourceRanges: ['192.0.2.0/24'] }, { mail: { ...mail, outgoingAddresses: ['192.0.2.9'] }, dns: 'externalDns' }),
  { workloads: 'roles', isolation: 'cluster', monitoring: 'prometheus', mail },
  { workloads: 'roles', isolation: 'connections', monitoring: { dashboard: false }, mail, release: '5' },
];

const plans = (): readonly Plan[] => [...settings.map((one) => plan(one)), ...exampleNames.map(examplePlan)];

/** All that a plan says to people, one line for each. */
const wordsOf = ({ entries, services, traffic, egress, egressGateways, policies, checklist, dns, monitoring }: Plan): readonly string[] => [
  ...entries.map(({ kind, description }) => `${kind}: ${description}`),
  ...services.map(({ description }) => `Service: ${description}`),
  ...[...traffic, ...egress].map(({ description }) => `policy: ${description}`),
  ...egressGateways.map(({ description }) => `gateway for what goes out: ${description}`),
  ...policies.guards.map(({ description }) => `guard: ${description}`),
  ...checklist.flatMap(({ owner, where, what, warning, snippet }) => [
    `${warning ? 'aloud, ' : ''}${owner}, ${where}: ${what}`,
    `${snippet.language} for ${where}: ${snippet.text}`,
  ]),
  ...(dns?.records ?? []).map(({ type, purpose }) => `record ${type}: ${purpose}`),
  ...(dns?.reminders ?? []).flatMap(({ where, what, snippet }) => [
    `reminder, ${where}: ${what}`,
    `${snippet.language} for ${where}: ${snippet.text}`,
  ]),
  ...(monitoring?.probes ?? []).map(({ port, way, tries }) => `probe of ${port}, ${way}: ${tries}`),
  ...(monitoring?.notProbed ?? []).map(({ port, reason }) => `no probe of ${port}: ${reason}`),
];

test('what plans say to people reads as last reviewed', () => {
  const words = [...new Set(plans().flatMap(wordsOf))].sort();
  for (const line of words) expect(line).not.toMatch(/undefined|: $|\[object/);
  expect(words).toMatchSnapshot();
});
