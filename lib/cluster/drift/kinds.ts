/** A kind of objects that drift reads, as in the API. */
export interface ReadKind {
  /** API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Plural, as in paths and in rights. */
  readonly resource: string;
  /**
   * Where its objects can concern an installation: anywhere in the cluster, or only in the namespaces of its pods. `rendered` kinds concern it only if
   * it renders objects of the kind.
   */
  readonly where: 'cluster' | 'namespaces' | 'rendered';
}

const row = (group: string, kind: string, where: ReadKind['where'], resource = `${kind.toLowerCase()}s`): ReadKind => ({
  group,
  kind,
  resource,
  where,
});

/** Every kind that is rendered, opens a way in or restricts one. Drift needs rights only for these. */
export const readKinds: readonly ReadKind[] = [
  // Policies select namespaces by labels.
  row('', 'Namespace', 'cluster'),
  row('', 'Pod', 'namespaces'),
  // Also of other namespaces: their endpoints may be addresses of these pods.
  row('', 'Service', 'cluster'),
  row('discovery.k8s.io', 'EndpointSlice', 'cluster'),
  // With a ConfigMap in their own namespace, ingress-nginx and HAProxy route TCP ports to Services of any namespace.
  row('', 'ConfigMap', 'cluster'),
  row('networking.k8s.io', 'NetworkPolicy', 'namespaces', 'networkpolicies'),
  row('policy.networking.k8s.io', 'ClusterNetworkPolicy', 'cluster', 'clusternetworkpolicies'),
  row('policy.networking.k8s.io', 'AdminNetworkPolicy', 'cluster', 'adminnetworkpolicies'),
  row('policy.networking.k8s.io', 'BaselineAdminNetworkPolicy', 'cluster', 'baselineadminnetworkpolicies'),
  row('cilium.io', 'CiliumNetworkPolicy', 'namespaces', 'ciliumnetworkpolicies'),
  row('cilium.io', 'CiliumClusterwideNetworkPolicy', 'cluster', 'ciliumclusterwidenetworkpolicies'),
  row('cilium.io', 'CiliumEgressGatewayPolicy', 'rendered', 'ciliumegressgatewaypolicies'),
  row('projectcalico.org', 'NetworkPolicy', 'namespaces', 'networkpolicies'),
  row('projectcalico.org', 'GlobalNetworkPolicy', 'cluster', 'globalnetworkpolicies'),
  row('projectcalico.org', 'NetworkSet', 'namespaces'),
  row('projectcalico.org', 'GlobalNetworkSet', 'cluster'),
  row('crd.projectcalico.org', 'NetworkPolicy', 'namespaces', 'networkpolicies'),
  row('crd.projectcalico.org', 'GlobalNetworkPolicy', 'cluster', 'globalnetworkpolicies'),
  row('crd.projectcalico.org', 'NetworkSet', 'namespaces'),
  row('crd.projectcalico.org', 'GlobalNetworkSet', 'cluster'),
  row('crd.antrea.io', 'NetworkPolicy', 'namespaces', 'networkpolicies'),
  row('crd.antrea.io', 'ClusterNetworkPolicy', 'cluster', 'clusternetworkpolicies'),
  row('networking.k8s.io', 'Ingress', 'cluster', 'ingresses'),
  row('networking.k8s.io', 'IngressClass', 'cluster', 'ingressclasses'),
  row('route.openshift.io', 'Route', 'cluster'),
  row('gateway.networking.k8s.io', 'Gateway', 'cluster', 'gateways'),
  row('gateway.networking.k8s.io', 'ListenerSet', 'cluster'),
  row('gateway.networking.x-k8s.io', 'XListenerSet', 'cluster'),
  row('gateway.networking.k8s.io', 'HTTPRoute', 'cluster'),
  row('gateway.networking.k8s.io', 'GRPCRoute', 'cluster'),
  row('gateway.networking.k8s.io', 'TLSRoute', 'cluster'),
  row('gateway.networking.k8s.io', 'TCPRoute', 'cluster'),
  row('gateway.networking.k8s.io', 'UDPRoute', 'cluster'),
  row('gateway.networking.k8s.io', 'ReferenceGrant', 'cluster'),
  row('gateway.networking.k8s.io', 'BackendTLSPolicy', 'rendered', 'backendtlspolicies'),
  row('gateway.envoyproxy.io', 'BackendTrafficPolicy', 'rendered', 'backendtrafficpolicies'),
  row('gateway.envoyproxy.io', 'ClientTrafficPolicy', 'rendered', 'clienttrafficpolicies'),
  row('gateway.envoyproxy.io', 'SecurityPolicy', 'rendered', 'securitypolicies'),
  row('traefik.io', 'IngressRoute', 'cluster'),
  row('traefik.io', 'IngressRouteTCP', 'cluster'),
  row('traefik.io', 'IngressRouteUDP', 'cluster'),
  row('traefik.io', 'Middleware', 'cluster'),
  row('traefik.io', 'MiddlewareTCP', 'rendered'),
  row('traefik.io', 'ServersTransport', 'rendered'),
  row('traefik.io', 'ServersTransportTCP', 'rendered'),
  row('ingress.v3.haproxy.org', 'TCP', 'cluster'),
  row('cert-manager.io', 'Certificate', 'rendered'),
  row('admissionregistration.k8s.io', 'ValidatingAdmissionPolicy', 'rendered', 'validatingadmissionpolicies'),
  row('admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding', 'rendered'),
  row('externaldns.k8s.io', 'DNSEndpoint', 'rendered'),
  row('monitoring.coreos.com', 'Probe', 'rendered'),
  row('monitoring.coreos.com', 'PrometheusRule', 'rendered'),
];

/** A kind, and the namespaces in which its objects are read. */
export interface KindToRead extends ReadKind {
  /** @default - all of the cluster */
  readonly namespaces?: readonly string[];
  /** Whether the installations render some. */
  readonly isRendered: boolean;
}

/** Facts about rendered objects that decide what to read. */
export interface RenderedPlaces {
  /** Namespaces of pods and machines. */
  readonly namespaces: readonly string[];
  readonly objects: readonly { readonly group: string; readonly reference: { readonly kind: string; readonly namespace?: string } }[];
}

/** Exactly the kinds to read for installations. */
export const kindsToRead = ({ namespaces, objects }: RenderedPlaces): readonly KindToRead[] =>
  readKinds.flatMap((kind): readonly KindToRead[] => {
    const rendered = objects.filter(({ group, reference }) => group === kind.group && reference.kind === kind.kind);
    const isRendered = rendered.length > 0;
    if (kind.where === 'cluster' || rendered.some(({ reference }) => reference.namespace === undefined)) return [{ ...kind, isRendered }];
    const where = [...rendered.flatMap(({ reference }) => reference.namespace ?? []), ...(kind.where === 'namespaces' ? namespaces : [])];
    return where.length === 0 ? [] : [{ ...kind, isRendered, namespaces: [...new Set(where)].sort() }];
  });

/** `TCPRoute (gateway.networking.k8s.io)`. */
export const kindTitle = ({ group, kind }: Pick<ReadKind, 'group' | 'kind'>): string => (group === '' ? kind : `${kind} (${group})`);
