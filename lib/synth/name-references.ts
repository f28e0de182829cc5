/** The file beside a kustomization with the configuration for `nameReferences`. */
export const nameReferencesFile = 'kustomizeconfig.yaml';

/** A field in which an object of a kind names an object of another. Paths go through lists; a slash within a name is escaped. */
interface FieldSpec {
  readonly kind: string;
  readonly group?: string;
  readonly path: string;
}

const gateway = 'gateway.networking.k8s.io';
const envoy = 'gateway.envoyproxy.io';
const traefik = 'traefik.io';

const field = (group: string, kind: string, path: string): FieldSpec => ({ kind, group, path });
const routes = ['HTTPRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'GRPCRoute'];

/** Labels by which policies find the pods of a Gateway: the implementation puts the Gateway's name there. */
const gatewayLabels = ['gateway.networking.k8s.io\\/gateway-name', 'gateway.envoyproxy.io\\/owning-gateway-name'];
const podsOfGateways = gatewayLabels.flatMap((label) => [
  field('networking.k8s.io', 'NetworkPolicy', `spec/ingress/from/podSelector/matchLabels/${label}`),
  field('policy.networking.k8s.io', 'ClusterNetworkPolicy', `spec/ingress/from/pods/podSelector/matchLabels/${label}`),
  field('cilium.io', 'CiliumNetworkPolicy', `spec/ingress/fromEndpoints/matchLabels/k8s:${label}`),
]);
const envoyPolicies = ['BackendTrafficPolicy', 'ClientTrafficPolicy', 'SecurityPolicy'];

/**
 * Fields that name other objects and that kustomize does not know itself. It cannot change names within longer texts: ConfigMaps of TCP services,
 * annotations of Traefik, selectors of Calico, expressions of admission, and the names of hosts.
 */
const nameReferences = [
  {
    kind: 'Service',
    version: 'v1',
    fieldSpecs: [
      field('ingress.v3.haproxy.org', 'TCP', 'spec/service/name'),
      field('ingress.v3.haproxy.org', 'TCP', 'spec/services/name'),
      ...['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'].map((kind) => field(traefik, kind, 'spec/routes/services/name')),
      ...routes.map((kind) => field(gateway, kind, 'spec/rules/backendRefs/name')),
      field(gateway, 'BackendTLSPolicy', 'spec/targetRefs/name'),
      field('gateway.kgateway.dev', 'BackendConfigPolicy', 'spec/targetRefs/name'),
      field('configuration.konghq.com', 'TCPIngress', 'spec/rules/backend/serviceName'),
      ...['ssl-services', 'websocket-services'].map((name) => field('networking.k8s.io', 'Ingress', `metadata/annotations/nginx.org\\/${name}`)),
      field('discovery.k8s.io', 'EndpointSlice', 'metadata/labels/kubernetes.io\\/service-name'),
    ],
  },
  {
    kind: 'Gateway',
    group: gateway,
    fieldSpecs: [
      ...routes.map((kind) => field(gateway, kind, 'spec/parentRefs/name')),
      field(gateway, 'ListenerSet', 'spec/parentRef/name'),
      ...envoyPolicies.map((kind) => field(envoy, kind, 'spec/targetRefs/name')),
      field('gateway.kgateway.dev', 'ListenerPolicy', 'spec/targetRefs/name'),
      ...podsOfGateways,
    ],
  },
  { kind: 'ListenerSet', group: gateway, fieldSpecs: routes.map((kind) => field(gateway, kind, 'spec/parentRefs/name')) },
  ...routes.map((kind) => ({
    kind,
    group: gateway,
    fieldSpecs: envoyPolicies.map((policy) => field(envoy, policy, 'spec/targetRefs/name')),
  })),
  { kind: 'ServersTransport', group: traefik, fieldSpecs: [field(traefik, 'IngressRoute', 'spec/routes/services/serversTransport')] },
  { kind: 'ServersTransportTCP', group: traefik, fieldSpecs: [field(traefik, 'IngressRouteTCP', 'spec/routes/services/serversTransport')] },
  { kind: 'Middleware', group: traefik, fieldSpecs: [field(traefik, 'IngressRoute', 'spec/routes/middlewares/name')] },
  { kind: 'MiddlewareTCP', group: traefik, fieldSpecs: [field(traefik, 'IngressRouteTCP', 'spec/routes/middlewares/name')] },
  {
    kind: 'ConfigMap',
    version: 'v1',
    fieldSpecs: [field(gateway, 'BackendTLSPolicy', 'spec/validation/caCertificateRefs/name')],
  },
];

/** The configuration of kustomize's transformers, as a value to write. */
export const kustomizeConfiguration = { nameReference: nameReferences };
