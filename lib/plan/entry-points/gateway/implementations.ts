import type { EntryPointSettings, GatewayApi, IngressController } from '../../../settings';

/** The settings of a Gateway entry point. */
export type GatewaySettings = Extract<EntryPointSettings, { type: 'Gateway' }>;

export interface GatewayReference {
  readonly name: string;
  readonly namespace: string;
}

/** What advice depends on. */
export interface Use {
  readonly gatewayApi: GatewayApi;
  /** Whether TCPRoutes or UDPRoutes are rendered. */
  readonly streams: boolean;
  /** Whether TLS of https ends at the Gateway. */
  readonly terminates: boolean;
  /** Numbers of the listeners. */
  readonly numbers: readonly number[];
}

/** What is known of one implementation of the Gateway API. */
export interface Implementation {
  readonly title: string;
  /** Why TCPRoutes and UDPRoutes are not read though the CRDs serve them. @default - they are read */
  readonly withoutStreams?: (settings: Pick<GatewaySettings, 'gatewayApi' | 'channel'>) => string | undefined;
  /** Why ListenerSets are not read. @default - they are read, or nothing is known of it */
  readonly withoutListenerSets?: string;
  /** Where the pods of a Gateway run, as the implementation's own installation has it. @default - not known from the Gateway alone */
  readonly proxies?: (gateway: GatewayReference) => IngressController;
  /** What must be set in the implementation itself. @default - nothing */
  readonly advice?: (use: Use) => readonly string[];
}

/** In-cluster Gateways run beside their object, under the label of GEP-1762. */
const besideGateway = ({ name, namespace }: GatewayReference): IngressController => ({
  kind: 'pods',
  namespace,
  podLabels: { 'gateway.networking.k8s.io/gateway-name': name },
});

const onlyFrom16 = (version: string) => (settings: Pick<GatewaySettings, 'gatewayApi'>) =>
  settings.gatewayApi === '1.6' ? undefined : `reads these from ${version} on, which is built on Gateway API 1.6`;

const adviceFor = (needed: boolean, advice: string): readonly string[] => (needed ? [advice] : []);

/** Sources: conformance reports of Gateway API 1.4 to 1.6, documentation and issues of each implementation. */
export const implementations: Readonly<Record<GatewaySettings['implementation'], Implementation>> = {
  // Its proxy runs on every node under an identity of its own, so there are no pods to admit.
  cilium: { title: 'Cilium', withoutStreams: onlyFrom16('1.20') },
  'envoy-gateway': {
    title: 'Envoy Gateway',
    proxies: ({ name, namespace }) => ({
      kind: 'pods',
      namespace: 'envoy-gateway-system',
      podLabels: { 'gateway.envoyproxy.io/owning-gateway-name': name, 'gateway.envoyproxy.io/owning-gateway-namespace': namespace },
    }),
    advice: ({ gatewayApi, streams }) =>
      adviceFor(streams && gatewayApi === '1.6', 'Run Envoy Gateway 1.9 or later: earlier ones do not read TCPRoute v1, and do not say so.'),
  },
  istio: {
    title: 'Istio',
    withoutStreams: ({ gatewayApi, channel }) =>
      gatewayApi === '1.6' && channel === 'standard'
        ? 'reads these as v1alpha2 alone (istio/istio#61540), which this channel does not serve'
        : undefined,
    proxies: besideGateway,
    advice: ({ streams }) => adviceFor(streams, 'Set PILOT_ENABLE_ALPHA_GATEWAY_API=true on istiod: without it TCPRoutes are not read.'),
  },
  kgateway: { title: 'kgateway', proxies: besideGateway },
  kong: { title: 'Kong', withoutStreams: onlyFrom16('Kong Operator 2.3') },
  'nginx-gateway-fabric': {
    title: 'NGINX Gateway Fabric',
    withoutListenerSets: 'its conformance reports name them as not supported',
    proxies: besideGateway,
    advice: ({ gatewayApi, streams, terminates }) => [
      ...adviceFor(streams && gatewayApi !== '1.6', 'Set nginxGateway.gwAPIExperimentalFeatures.enable: without it TCPRoutes are not read.'),
      ...adviceFor(
        terminates,
        'Raise proxy_read_timeout to 1200s by its own means: it does not read the timeouts of HTTPRoutes, and ActiveSync holds requests for 20 minutes.',
      ),
    ],
  },
  traefik: {
    title: 'Traefik',
    advice: ({ gatewayApi, streams, numbers }) => [
      `Have entry points listen on the very numbers of the Gateway's listeners: ${numbers.join(', ')}. Traefik attaches a listener to the entry point of the same number; where its Service translates numbers, tell them under listenerPorts.`,
      ...adviceFor(streams && gatewayApi !== '1.6', 'Set providers.kubernetesGateway.experimentalChannel: without it TCPRoutes are not read.'),
      ...adviceFor(streams && gatewayApi === '1.6', 'Run Traefik 3.8 or later: earlier ones do not read TCPRoute v1.'),
    ],
  },
  other: { title: 'this implementation' },
};
