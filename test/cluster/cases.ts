import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../lib/base/faults';
import { type Plan, planFrom } from '../../lib/plan';
import { loadBalancerProviders } from '../../lib/plan/load-balancers';
import type { ProviderName } from '../../lib/plan/load-balancers/provider';
import { type InstallationProps, readSettingsDocument } from '../../lib/settings';
import { samples } from '../plan/controllers/samples';
import { cases as gatewayCases } from '../plan/gateway/cases';
import { topologies } from './topologies';

type LoadBalancer = Extract<NonNullable<InstallationProps['entryPoints']>[string], { readonly type: 'LoadBalancer' }>;

/** Settings whose objects an API server must take. */
export interface Case {
  readonly name: string;
  /** As written; it shows the release of the Gateway API. */
  readonly input: unknown;
  readonly plan: Plan;
}

const root = join(__dirname, '../..');

const ofProps = (name: string, input: Partial<InstallationProps>): Case => ({ name, input, plan: planFrom({ name: 'mail', ...input }) });

function ofFile(file: string): Case {
  const document = readSettingsDocument(join(root, file));
  return { name: file, input: document.input, plan: planFrom(document.input, document) };
}

const files: readonly Case[] = [
  ...readdirSync(join(root, 'installations')).map((name) => `installations/${name}`),
  ...readdirSync(join(root, 'examples'))
    .filter((name) => existsSync(join(root, 'examples', name, 'installation.yaml')))
    .map((name) => `examples/${name}/installation.yaml`),
  'examples/monitoring.yaml',
].map(ofFile);

const dualStack = { ipFamilies: ['IPv4', 'IPv6'] } satisfies Partial<LoadBalancer>;

/** What is asked of each provider. Each refuses some of it, by its limits. */
const balancers: Readonly<Record<string, Partial<LoadBalancer>>> = {
  plain: {},
  'dual stack': dualStack,
  'dual stack where it can be had': { ...dualStack, ipFamilyPolicy: 'PreferDualStack' },
  'PROXY protocol': { proxyProtocol: { targetPorts: { smtp: 10025, imaps: 10993 } } },
  'PROXY protocol, Cluster': { externalTrafficPolicy: 'Cluster', proxyProtocol: { targetPorts: { smtp: 10025, imaps: 10993 } } },
  'PROXY protocol, dual stack': { ...dualStack, externalTrafficPolicy: 'Cluster', proxyProtocol: { targetPorts: { smtp: 10025, imaps: 10993 } } },
  'source ranges': { sourceRanges: ['192.0.2.0/24'] },
  'idle timeout': { idleTimeout: 1800 },
  internal: { scheme: 'internal' },
  'fixed address': { addresses: ['192.0.2.10'] },
  'shared address': { addresses: ['192.0.2.10'], sharedAddress: 'mail' },
  'no node ports': { allocateNodePorts: false },
};

const providerNames = Object.keys(loadBalancerProviders).filter((name): name is ProviderName => name in loadBalancerProviders);

const providers: readonly Case[] = providerNames.flatMap((provider) =>
  Object.entries(balancers).flatMap(([variant, balancer]) =>
    accepted(`load balancer ${provider}: ${variant}`, {
      entryPoints: { public: { type: 'LoadBalancer', provider, ...balancer } },
      expose: { smtp: 'public', imaps: 'public', https: { entryPoint: 'cluster', reason: 'Not what this case is about.' } },
      cluster: { podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'], nodeCidrs: ['10.0.0.0/24', 'fd00:10::/64'] },
    }),
  ),
);

/** The case, or none if the settings are refused: other tests are about that refusal. */
function accepted(name: string, input: Partial<InstallationProps>): readonly Case[] {
  try {
    return [ofProps(name, input)];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

const nodePorts: readonly Case[] = [undefined, ['IPv4', 'IPv6'] as const].map((ipFamilies) =>
  ofProps(`node ports${ipFamilies ? ', dual stack' : ''}`, {
    entryPoints: { nodes: { type: 'NodePort', nodePorts: { smtp: 30025, https: 30443 }, ...(ipFamilies && { ipFamilies: [...ipFamilies] }) } },
    expose: { smtp: 'nodes', https: 'nodes' },
  }),
);

const isolations = ['cluster', 'installation', 'connections'] as const;
const dialects = ['kubernetes', 'cilium', 'calico'] as const;

const policies: readonly Case[] = Object.entries(topologies).flatMap(([topology, spread]) =>
  isolations.flatMap((isolation) =>
    dialects.flatMap((dialect) =>
      accepted(`policies: ${topology}, ${isolation}, ${dialect}`, {
        ...spread,
        isolation,
        policies: { dialect, admission: isolation === 'connections', ...(isolation === 'installation' && { guard: 'clusterNetworkPolicy' }) },
        ...(isolation === 'connections' && { egress: 'restricted' }),
        allow: {
          backup: {
            ports: ['postgresql'],
            from: [
              { namespace: 'backup', podLabels: { app: 'dump' } },
              { cidr: '198.51.100.0/24', except: ['198.51.100.128/25'] },
            ],
            reason: 'Nightly dump of the database.',
          },
        },
        cluster: { podCidrs: ['10.244.0.0/16'] },
      }),
    ),
  ),
);

const releases: readonly Case[] = (['4', '5'] as const).map((release) =>
  ofProps(`BlueMind ${release}, dual stack`, { release, workloads: 'roles', cluster: { ipFamilies: ['IPv4', 'IPv6'] } }),
);

/** Objects beside the network: names in DNS, and the address that mail is sent from. */
const besides: readonly Case[] = [
  ofProps('external-dns', {
    mail: { hostname: 'mail.example.org', domains: ['example.org'] },
    dns: 'externalDns',
    entryPoints: {
      public: { type: 'LoadBalancer', provider: 'metallb', addresses: ['192.0.2.10', '2001:db8::10'], ipFamilies: ['IPv4', 'IPv6'] },
    },
  }),
  ofProps('egress gateway of Cilium', {
    egress: { mode: 'open', identity: { provider: 'cilium', address: '192.0.2.25', nodeLabels: { 'example.org/egress': 'mail' } } },
    cluster: { podCidrs: ['10.244.0.0/16', 'fd00:10::/64'] },
  }),
];

/** Every example, provider, way in, dialect, release of the Gateway API, and dual stack. */
export const cases: readonly Case[] = [
  ...files,
  ...providers,
  ...nodePorts,
  ...policies,
  ...releases,
  ...besides,
  ...gatewayCases.map(({ title, settings }) => ofProps(`Gateway: ${title}`, settings)),
  ...Object.entries(samples).map(([name, settings]) => ofProps(`controller: ${name}`, settings)),
];
