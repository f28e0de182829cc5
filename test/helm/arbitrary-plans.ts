import fc from 'fast-check';
import { InputError } from '../../lib/base/faults';
import { bluemind4, externalPorts } from '../../lib/catalogue';
import type { Plan } from '../../lib/plan';
import type { InstallationProps } from '../../lib/settings';
import { accepted, cluster, plan, proxied } from './plans';

type EntryPointProps = NonNullable<InstallationProps['entryPoints']>[string];

const external = externalPorts(bluemind4);
const mail = external.map(({ name }) => name).filter((name) => name !== 'http' && name !== 'https');
const web = ['http', 'https'];

const addresses = fc.subarray(['10.0.0.0/24', '10.0.1.0/24', '2001:db8::/64']);
const hosts = fc.subarray(['mail.example.org', 'autodiscover.example.org'], { minLength: 1 });

/** An entry point through a controller, with the ports it carries. */
interface Edge {
  readonly settings: EntryPointProps;
  readonly ports: readonly string[];
}

const isGuarded = (ports: readonly string[]): boolean => ports.some((name) => mail.includes(name) && !name.startsWith('xmpp'));

/** An entry point of each kind that charts have something for. */
const edges: fc.Arbitrary<Edge> = fc
  .record({
    kind: fc.constantFrom('Traefik', 'HAProxy', 'IngressNginx', 'Ingress', 'Gateway'),
    mailPorts: fc.subarray(mail),
    hasWeb: fc.boolean(),
    sendsProxy: fc.boolean(),
    trustedProxies: addresses,
    hosts,
    tcp: fc.constantFrom('custom-resource' as const, 'config-map' as const),
    tlsMode: fc.constantFrom('terminate' as const, 'passthrough' as const),
    implementation: fc.constantFrom('traefik' as const, 'kong' as const),
    controller: fc.constantFrom('traefik' as const, 'kong' as const, 'haproxy' as const, 'ingress-nginx' as const),
    moved: fc.boolean(),
    release: fc.constantFrom('1.5' as const, '1.6' as const),
  })
  .map(({ kind, mailPorts, hasWeb, sendsProxy, trustedProxies, hosts: names, tcp, tlsMode, implementation, controller, moved, release }): Edge => {
    const ports = kind === 'Ingress' ? web : [...mailPorts, ...(hasWeb || mailPorts.length === 0 ? web : [])];
    const withHosts = ports.includes('https') ? { hosts: names } : {};
    const proxy = sendsProxy && mailPorts.length > 0 ? proxied(...mailPorts) : isGuarded(ports) ? accepted : {};
    switch (kind) {
      case 'Traefik':
        return { ports, settings: { type: kind, ...withHosts, ...proxy, trustedProxies, tlsMode } };
      case 'HAProxy':
        return { ports, settings: { type: kind, ...withHosts, ...proxy, ...(tcp === 'config-map' ? { tcp } : { tcp, trustedProxies }) } };
      case 'IngressNginx':
        return { ports, settings: { type: kind, ...withHosts, trustedProxies, ...(isGuarded(ports) ? accepted : {}) } };
      case 'Ingress':
        return { ports, settings: { type: kind, controller, hosts: names } };
      default:
        return {
          ports,
          settings: {
            type: 'Gateway',
            gatewayApi: implementation === 'kong' ? '1.6' : release,
            channel: 'experimental',
            implementation,
            className: implementation,
            hosts: names,
            // Kong reads no BackendTLSPolicy, without which TLS must not end there.
            tlsMode: implementation === 'kong' ? 'passthrough' : tlsMode,
            ...(implementation !== 'kong' && tlsMode === 'terminate' && ports.includes('https') && { tls: { secret: 'mail-tls' } }),
            ...(isGuarded(ports) ? accepted : {}),
            listenerPorts: moved ? Object.fromEntries(ports.map((name) => [name, 30000 + external.findIndex((port) => port.name === name)])) : {},
          },
        };
    }
  });

const decide = (ports: readonly string[]) => ({
  smtp: { entryPoint: 'cluster', reason: 'Comes in elsewhere.' },
  https: { entryPoint: 'cluster', reason: 'Comes in elsewhere.' },
  ...Object.fromEntries(ports.map((port) => [port, 'edge'])),
});

/** Plans of one entry point through a controller, with ports of every kind. */
export const arbitraryControllerPlan: fc.Arbitrary<Plan> = fc
  .record({ edge: edges, workloads: fc.constantFrom('all-in-one' as const, 'roles' as const), hostNetwork: fc.boolean() })
  .map(({ edge, workloads, hostNetwork }) =>
    planOrNothing({
      workloads,
      expose: decide(edge.ports),
      entryPoints: { edge: edge.settings },
      cluster: hostNetwork ? { ...cluster, nodeCidrs: ['10.0.0.0/24'], ingressController: { hostNetwork: true } } : cluster,
    }),
  )
  .filter((made): made is Plan => made !== undefined);

/** Settings thrown together by chance are refused now and then, which is not what these tests are about. */
function planOrNothing(settings: Partial<InstallationProps>): Plan | undefined {
  try {
    return plan(settings);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
