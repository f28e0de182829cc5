import type { EntryBackendTlsPolicy, EntryCiliumPolicy, EntryRoute, GatewayEntry, PolicyTarget } from '../../model';
import { podRange, runsInPods, sortRanges } from '../../servers/workloads';
import { backendServices } from '../controllers/backend';
import { byWorkload, listNames } from '../entry-point';
import { implementations } from './implementations';
import { customResource, gatewayOf, listenerHome } from './parent';
import { versions } from './releases';
import type { GatewayInput, RoutedPort } from './routed-ports';
import { backendsOf } from './routes';

/** The objects besides Gateway and routes, each only if it is needed. */
export const policiesOf = (input: GatewayInput, routed: readonly RoutedPort[], routes: readonly EntryRoute[]): readonly GatewayEntry[] => [
  ...backendTlsPolicy(input, routed),
  ...referenceGrant(input, routed),
  ...takingPolicy(input),
  ...sendingPolicies(input, routed, routes),
  ...securityPolicy(input, routes),
  ...ciliumPolicies(input, routed),
];

const common = ({ installation, name }: GatewayInput, what: string) => ({
  entryPoint: name,
  name: `${installation.settings.namePrefix}-${name}${what}`,
  namespace: installation.settings.namespace,
  annotations: customResource,
});

/** A Gateway that ends TLS sends clear text to the backend by default. */
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

/** The name that BlueMind's certificate must contain; it cannot be a wildcard. */
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

/** The objects by which the Gateway expects PROXY headers from the balancer in front of it. */
function takingPolicy(input: GatewayInput): readonly GatewayEntry[] {
  const by = implementations[input.settings.implementation].takesProxyHeadersBy;
  if (input.settings.trustedProxies.length === 0 || by === undefined || by === 'hand') return [];
  const kind = listenerHome(input) === 'ListenerSet' ? 'ListenerSet' : 'Gateway';
  const policy = common(input, '');
  return [
    {
      ...policy,
      ...(kind === 'Gateway' && { namespace: gatewayOf(input).namespace }),
      kind: by,
      apiVersion: by === 'ListenerPolicy' ? versions.kgateway : versions.envoy,
      description: 'Has the Gateway expect a PROXY header on every connection, which the balancer in front of it sends.',
      target: { kind, name: policy.name },
    },
  ];
}

/** The objects by which the Gateway sends PROXY headers to BlueMind. */
function sendingPolicies(input: GatewayInput, routed: readonly RoutedPort[], routes: readonly EntryRoute[]): readonly GatewayEntry[] {
  const { proxyProtocol, implementation } = input.settings;
  const proxied = routed.filter(({ exposed }) => exposed.some(({ proxyListener }) => proxyListener));
  if (!proxyProtocol || proxied.length === 0) return [];
  const description = "Sends the client's address to BlueMind in a PROXY header.";
  const { version } = proxyProtocol;
  // Services of the entry point's own: those of components lead to listeners that expect no header.
  const own = backendServices(input);
  const services = own.map(({ name }) => name);
  switch (implementations[implementation].sendsProxyHeadersBy) {
    case 'BackendTrafficPolicy': {
      const names = proxied.map((port) => common(input, `-${port.name}`).name);
      const targets = routes.filter(({ name }) => names.includes(name)).map(targetOf);
      const policy = { ...common(input, ''), kind: 'BackendTrafficPolicy', apiVersion: versions.envoy, description, targets, version } as const;
      return targets.length === 0 ? [] : [policy];
    }
    case 'BackendConfigPolicy':
      return [{ ...common(input, ''), kind: 'BackendConfigPolicy', apiVersion: versions.kgateway, description, services, version }];
    case 'DestinationRule':
      return own.map(({ name: service, namespace }) => ({
        ...common(input, ''),
        name: service,
        namespace,
        kind: 'DestinationRule',
        apiVersion: versions.istio,
        description,
        service,
        version,
      }));
    case undefined:
      return [];
  }
}

function securityPolicy(input: GatewayInput, routes: readonly EntryRoute[]): readonly GatewayEntry[] {
  const sourceRanges = [...input.settings.sourceRanges].sort();
  if (sourceRanges.length === 0 || routes.length === 0) return [];
  return [
    {
      ...common(input, ''),
      kind: 'SecurityPolicy',
      apiVersion: versions.envoy,
      description: `Admits only ${sourceRanges.join(', ')}.`,
      targets: routes.map(targetOf),
      sourceRanges,
    },
  ];
}

const targetOf = ({ kind, name }: EntryRoute): PolicyTarget => ({ kind, name });

/** Cilium's proxy is not a pod and has no address for a NetworkPolicy: in Cilium's policies it is the entity `ingress`. */
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

/** The ports to which the Gateway's proxy connects: it answers HTTP itself. */
export const connected = (routed: readonly RoutedPort[]) => [
  ...new Set(routed.filter(({ handling }) => handling !== 'redirect').flatMap(({ exposed }) => exposed)),
];
