import type { EntryPointSettings, GatewayApi, IngressController } from '../../../settings';
import type { Advice } from '../../model';
import { shell, yaml } from '../../snippets';
import { versionLimits as limits, type VersionLimit } from '../../versions';

/** The settings of a Gateway entry point. */
export type GatewaySettings = Extract<EntryPointSettings, { type: 'Gateway' }>;

export interface GatewayReference {
  readonly name: string;
  readonly namespace: string;
}

/** Facts on which the advice depends. */
export interface Use {
  readonly gatewayApi: GatewayApi;
  /** Whether TCPRoutes or UDPRoutes are rendered. */
  readonly streams: boolean;
  /** Whether a ListenerSet is rendered. */
  readonly listenerSet: boolean;
  /** Whether TLS of https ends at the Gateway. */
  readonly terminates: boolean;
  /** Whether backends are sent PROXY headers. */
  readonly sendsProxyHeaders: boolean;
  /** Addresses of the balancers that send it PROXY headers; none if no balancer does. */
  readonly trustedProxies: readonly string[];
  /** Numbers of the listeners. */
  readonly numbers: readonly number[];
}

/** Facts about one implementation of the Gateway API. */
export interface Implementation {
  readonly title: string;
  /** Why it does not support TCPRoutes and UDPRoutes although the CRDs exist. @default - it supports them */
  readonly withoutStreams?: (settings: Pick<GatewaySettings, 'gatewayApi' | 'channel'>) => string | undefined;
  /** Why it does not support ListenerSets. @default - it supports them, or nothing is known */
  readonly withoutListenerSets?: string;
  /** Why it does not support BackendTLSPolicies, so that a Gateway that ends TLS might send clear text to BlueMind. @default - it supports them, or nothing is known */
  readonly withoutBackendTls?: string;
  /** Kind of the object that configures PROXY headers to backends. @default - it sends none */
  readonly sendsProxyHeadersBy?: 'BackendTrafficPolicy' | 'BackendConfigPolicy' | 'DestinationRule';
  /** Kind of the object that configures PROXY headers from a balancer; `hand` if the advice says how. @default - not known */
  readonly takesProxyHeadersBy?: 'ClientTrafficPolicy' | 'ListenerPolicy' | 'hand';
  /** Where the pods of a Gateway run in the implementation's default installation. @default - the Gateway does not tell */
  readonly proxies?: (gateway: GatewayReference) => IngressController;
  /** Required versions. @default - any */
  readonly versions?: (use: Use) => readonly VersionLimit[];
  /** What you must configure in the implementation itself. @default - nothing */
  readonly advice?: (use: Use) => readonly Advice[];
}

/** In-cluster Gateways run beside their object, under the label of GEP-1762. */
const besideGateway = ({ name, namespace }: GatewayReference): IngressController => ({
  kind: 'pods',
  namespace,
  podLabels: { 'gateway.networking.k8s.io/gateway-name': name },
});

/** The text for the checklist. */
const when = <T>(needed: boolean, ...said: readonly T[]): readonly T[] => (needed ? said : []);

const conformance = 'its conformance reports name them as not supported';

/** Sources: conformance reports of Gateway API 1.4 to 1.6, documentation and issues of each implementation; sources of versions are beside the limits. */
export const implementations: Readonly<Record<GatewaySettings['implementation'], Implementation>> = {
  // Its proxy runs on every node with an identity of its own, so there are no pods to admit.
  cilium: {
    title: 'Cilium',
    withoutStreams: ({ gatewayApi }) =>
      gatewayApi === '1.6' ? undefined : `reads these from ${limits.ciliumTcpRoutes.since} on, which is built on Gateway API 1.6`,
    versions: ({ streams, listenerSet }) => [...when(streams, limits.ciliumTcpRoutes), ...when(listenerSet, limits.ciliumListenerSets)],
  },
  'envoy-gateway': {
    title: 'Envoy Gateway',
    sendsProxyHeadersBy: 'BackendTrafficPolicy',
    takesProxyHeadersBy: 'ClientTrafficPolicy',
    proxies: ({ name, namespace }) => ({
      kind: 'pods',
      namespace: 'envoy-gateway-system',
      podLabels: { 'gateway.envoyproxy.io/owning-gateway-name': name, 'gateway.envoyproxy.io/owning-gateway-namespace': namespace },
    }),
    versions: ({ gatewayApi, streams }) => when(streams, gatewayApi === '1.6' ? limits.envoyGatewayRoutes : limits.envoyGatewayAlphaRoutes),
  },
  istio: {
    title: 'Istio',
    sendsProxyHeadersBy: 'DestinationRule',
    takesProxyHeadersBy: 'hand',
    proxies: besideGateway,
    versions: ({ gatewayApi, streams, listenerSet, sendsProxyHeaders }) => [
      ...when(streams, gatewayApi === '1.6' ? limits.istioRoutes : limits.istioAlphaRoutes),
      ...when(listenerSet, limits.istioListenerSets),
      ...when(sendsProxyHeaders, limits.istioProxyHeaders),
    ],
    advice: ({ gatewayApi, streams, listenerSet, trustedProxies }) => [
      ...when(streams && gatewayApi !== '1.6', {
        what: 'Set PILOT_ENABLE_ALPHA_GATEWAY_API=true on istiod: without it TCPRoutes are not read.',
        snippet: shell('kubectl set env --namespace istio-system deployment/istiod PILOT_ENABLE_ALPHA_GATEWAY_API=true'),
      }),
      ...when(listenerSet, {
        what: 'Check in its status whether the ListenerSet is accepted: the code reads it, but the conformance report says that it is not supported.',
        snippet: shell('kubectl get listenersets --all-namespaces'),
      }),
      ...when(trustedProxies.length > 0, {
        what: `Make the Gateway's pods expect PROXY headers: annotation proxy.istio.io/config: '{"gatewayTopology":{"proxyProtocol":{}}}' of the pods, or meshConfig.defaultConfig.gatewayTopology.proxyProtocol.`,
        snippet: yaml({ meshConfig: { defaultConfig: { gatewayTopology: { proxyProtocol: {} } } } }),
      }),
    ],
  },
  kgateway: {
    title: 'kgateway',
    withoutBackendTls: conformance,
    sendsProxyHeadersBy: 'BackendConfigPolicy',
    takesProxyHeadersBy: 'ListenerPolicy',
    proxies: besideGateway,
    versions: ({ gatewayApi, sendsProxyHeaders, trustedProxies }) => [
      ...when(gatewayApi === '1.6', limits.kgatewayGatewayApi),
      ...when(sendsProxyHeaders, limits.kgatewayProxyHeaders),
      ...when(trustedProxies.length > 0, limits.kgatewayListenerPolicy),
    ],
  },
  kong: {
    title: 'Kong',
    withoutListenerSets: conformance,
    withoutBackendTls: conformance,
    versions: ({ gatewayApi, streams }) =>
      gatewayApi === '1.6'
        ? when(streams, limits.kongOperatorRoutes)
        : when<VersionLimit>(streams, limits.kongAlphaRoutes, limits.kongOperatorAlphaRoutes),
  },
  'nginx-gateway-fabric': {
    title: 'NGINX Gateway Fabric',
    takesProxyHeadersBy: 'hand',
    proxies: besideGateway,
    versions: ({ gatewayApi, listenerSet }) => [
      ...when(gatewayApi === '1.6', limits.nginxGatewayFabricGatewayApi),
      ...when(listenerSet, limits.nginxGatewayFabricListenerSets),
    ],
    advice: ({ gatewayApi, streams, terminates, trustedProxies }) => [
      ...when(streams && gatewayApi !== '1.6', {
        what: 'Set nginxGateway.gwAPIExperimentalFeatures.enable: without it TCPRoutes are not read.',
        snippet: yaml({ nginxGateway: { gwAPIExperimentalFeatures: { enable: true } } }),
      }),
      ...when(terminates, {
        what: 'Raise proxy_read_timeout to 1200s in its own configuration: it does not read the timeouts of HTTPRoutes, and ActiveSync keeps requests open for 20 minutes.',
        snippet: yaml({
          apiVersion: 'gateway.nginx.org/v1alpha1',
          kind: 'SnippetsFilter',
          metadata: { name: 'bluemind-timeouts' },
          spec: { snippets: [{ context: 'http.server.location', value: 'proxy_read_timeout 1200s;' }] },
        }),
      }),
      ...when(trustedProxies.length > 0, {
        what: `Make it expect PROXY headers: rewriteClientIP of its NginxProxy with mode ProxyProtocol and ${trustedProxies.join(', ')} as trustedAddresses.`,
        snippet: yaml({
          spec: { rewriteClientIP: { mode: 'ProxyProtocol', trustedAddresses: trustedProxies.map((value) => ({ type: 'CIDR', value })) } },
        }),
      }),
    ],
  },
  traefik: {
    title: 'Traefik',
    withoutListenerSets: conformance,
    versions: ({ gatewayApi, streams }) => (gatewayApi === '1.6' ? when(streams, limits.traefikRoutes) : [limits.traefikAlphaRoutes]),
    advice: ({ gatewayApi, streams, numbers }) => [
      {
        what: `Make Traefik listen on exactly the numbers of the Gateway's listeners: ${numbers.join(', ')}. Traefik attaches a listener to the entry point of the same number; if its Service translates numbers, list the numbers under listenerPorts.`,
        snippet: shell(...numbers.map((number) => `--entryPoints.bluemind-${number}.address=:${number}/tcp`)),
      },
      ...when(streams && gatewayApi !== '1.6', {
        what: 'Set providers.kubernetesGateway.experimentalChannel: without it TCPRoutes are not read.',
        snippet: shell('--providers.kubernetesGateway.experimentalChannel=true'),
      }),
    ],
  },
  other: { title: 'this implementation' },
};
