import type { EntryBackendTlsPolicy, EntryCiliumPolicy, EntryRoute, GatewayEntry, PolicyTarget } from '../../model';
import { podRange, runsInPods, sortRanges } from '../../servers/workloads';
import { byWorkload, listNames } from '../entry-point';
import { customResource, gatewayOf, listenerHome } from './parent';
import { versions } from './releases';
import type { GatewayInput, RoutedPort } from './routed-ports';
import { backendsOf } from './routes';

/** The objects besides Gateway and routes, each there only where it is needed. */
export const policiesOf = (input: GatewayInput, routed: readonly RoutedPort[], routes: readonly EntryRoute[]): readonly GatewayEntry[] => [
  ...backendTlsPolicy(input, routed),
  ...referenceGrant(input, routed),
  ...clientTrafficPolicy(input),
  ...backendTrafficPolicy(input, routed, routes),
  ...securityPolicy(input, routes),
  ...ciliumPolicies(input, routed),
];

const common = ({ installation, name }: GatewayInput, what: string) => ({
  entryPoint: name,
  name: `${installation.settings.namePrefix}-${name}${what}`,
  namespace: installation.settings.namespace,
  annotations: customResource,
});

/** A Gateway that ended TLS speaks clear text to the backend unless told otherwise. */
function backendTlsPolicy(input: GatewayInput, routed: readonly RoutedPort[]): readonly EntryBackendTlsPolicy[] {
  const serverName = serverNameOf(input);
  const terminated = routed.find(({ handling }) => handling === 'terminate');
  if (!terminated || serverName === undefined) return [];
  const { caConfigMap } = input.settings.backendTls;
  return [
    {
      ...common(input, `-${terminated.name}`),
      kind: 'BackendTLSPolicy',
      apiVersion: versions.backendTlsPolicy,
      description: `Has the Gateway speak TLS to BlueMind's HTTPS port and check that its certificate is that of ${serverName}.`,
      targets: backendsOf(input, terminated).map(({ service }) => ({ service, portName: terminated.name })),
      serverName,
      ...(caConfigMap !== undefined && { caConfigMap }),
    },
  ];
}

/** The name that BlueMind's certificate must hold; no wildcard can be asked for. */
export const serverNameOf = ({ settings }: GatewayInput): string | undefined =>
  settings.backendTls.serverName ?? settings.hosts.find((host) => !host.startsWith('*'));

function referenceGrant(input: GatewayInput, routed: readonly RoutedPort[]): readonly GatewayEntry[] {
  const { installation, settings } = input;
  const { namespace } = gatewayOf(input);
  const { tls } = settings;
  const isNeeded = routed.some(({ handling }) => handling === 'terminate') && tls?.kind === 'secret' && listenerHome(input) === 'Gateway';
  if (!isNeeded || namespace === installation.settings.namespace) return [];
  return [
    {
      ...common(input, ''),
      kind: 'ReferenceGrant',
      apiVersion: versions.referenceGrant(settings.gatewayApi),
      description: `Lets Gateways of namespace '${namespace}' use the certificate in Secret '${tls.secret}'.`,
      fromNamespace: namespace,
      secret: tls.secret,
    },
  ];
}

function clientTrafficPolicy(input: GatewayInput): readonly GatewayEntry[] {
  if (input.settings.trustedProxies.length === 0) return [];
  const home = listenerHome(input);
  const kind = home === 'ListenerSet' ? 'ListenerSet' : 'Gateway';
  const policy = common(input, '');
  return [
    {
      ...policy,
      ...(kind === 'Gateway' && { namespace: gatewayOf(input).namespace }),
      kind: 'ClientTrafficPolicy',
      apiVersion: versions.envoy,
      description: 'Has the Gateway expect a PROXY header on every connection, as the balancer before it sends.',
      target: { kind, name: policy.name },
    },
  ];
}

function backendTrafficPolicy(input: GatewayInput, routed: readonly RoutedPort[], routes: readonly EntryRoute[]): readonly GatewayEntry[] {
  const { proxyProtocol } = input.settings;
  const proxied = routed
    .filter(({ exposed }) => exposed.some(({ proxyListener }) => proxyListener))
    .map((port) => common(input, `-${port.name}`).name);
  const targets = routes.filter(({ name }) => proxied.includes(name)).map(targetOf);
  if (!proxyProtocol || targets.length === 0) return [];
  return [
    {
      ...common(input, ''),
      kind: 'BackendTrafficPolicy',
      apiVersion: versions.envoy,
      description: 'Hands the address of the client on to BlueMind in a PROXY header.',
      targets,
      version: proxyProtocol.version,
    },
  ];
}

function securityPolicy(input: GatewayInput, routes: readonly EntryRoute[]): readonly GatewayEntry[] {
  const sourceRanges = [...input.settings.sourceRanges].sort();
  if (sourceRanges.length === 0 || routes.length === 0) return [];
  return [
    {
      ...common(input, ''),
      kind: 'SecurityPolicy',
      apiVersion: versions.envoy,
      description: `Lets nobody in but ${sourceRanges.join(', ')}.`,
      targets: routes.map(targetOf),
      sourceRanges,
    },
  ];
}

const targetOf = ({ kind, name }: EntryRoute): PolicyTarget => ({ kind, name });

/** Cilium's proxy is no pod and has no address that a NetworkPolicy could name: to policies it is the entity `ingress`. */
function ciliumPolicies(input: GatewayInput, routed: readonly RoutedPort[]): readonly EntryCiliumPolicy[] {
  if (input.settings.implementation !== 'cilium') return [];
  return byWorkload(connected(routed)).flatMap(({ workload, ports }) =>
    runsInPods(workload)
      ? [
          {
            ...common(input, ''),
            name: `${input.installation.settings.namePrefix}-${workload.name}-from-${input.name}`,
            kind: 'CiliumNetworkPolicy',
            apiVersion: versions.cilium,
            description: `Cilium's proxy may connect to ${listNames(ports)} of workload '${workload.name}', to serve Gateway '${input.name}'.`,
            podLabels: workload.podLabels,
            ports: sortRanges(ports.map(({ port }) => podRange(port))),
          },
        ]
      : [],
  );
}

/** The ports to which the Gateway's proxy really connects: HTTP it answers itself. */
export const connected = (routed: readonly RoutedPort[]) => [
  ...new Set(routed.filter(({ handling }) => handling !== 'redirect').flatMap(({ exposed }) => exposed)),
];
