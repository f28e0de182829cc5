/** Fields that an API server or a controller fills in, with their values; no value means any. */
interface ServerSet {
  /** Kinds as `group/Kind`. */
  readonly kinds: RegExp;
  /** Field, with list items as `[]`. */
  readonly field: RegExp;
  readonly values?: readonly unknown[];
}

const services = /^\/Service$/;
const gatewayApi = /^gateway\.networking\.(x-)?k8s\.io\//;

const serverSet: readonly ServerSet[] = [
  { kinds: services, field: /^spec\.(clusterIP|clusterIPs|ipFamilies|healthCheckNodePort|loadBalancerClass)$/ },
  { kinds: services, field: /^spec\.ports\[\]\.nodePort$/ },
  { kinds: services, field: /^spec\.ports\[\]\.targetPort$/ },
  { kinds: services, field: /^spec\.ports\[\]\.protocol$/, values: ['TCP'] },
  { kinds: services, field: /^spec\.type$/, values: ['ClusterIP'] },
  { kinds: services, field: /^spec\.ipFamilyPolicy$/, values: ['SingleStack'] },
  { kinds: services, field: /^spec\.(internalTrafficPolicy|externalTrafficPolicy)$/, values: ['Cluster'] },
  { kinds: services, field: /^spec\.sessionAffinity$/, values: ['None'] },
  { kinds: services, field: /^spec\.allocateLoadBalancerNodePorts$/, values: [true] },
  { kinds: /^\/Namespace$/, field: /^spec(\.finalizers)?$/ },
  { kinds: /^networking\.k8s\.io\/NetworkPolicy$/, field: /^spec\.(ingress|egress)\[\]\.ports\[\]\.protocol$/, values: ['TCP'] },
  {
    kinds: gatewayApi,
    field: /(Ref|Refs\[\]|matches\[\]|rules\[\]|kinds\[\])\.(group|kind|weight|namespace)$/,
    values: ['', 'gateway.networking.k8s.io', 'Gateway', 'Service', 'Secret', 'ConfigMap', 1],
  },
  { kinds: /^monitoring\.coreos\.com\/Probe$/, field: /^spec\.prober\.path$/, values: ['/probe'] },
  { kinds: /^monitoring\.coreos\.com\/Probe$/, field: /\.relabelingConfigs\[\]\.action$/, values: ['replace'] },
  { kinds: /^projectcalico\.org\//, field: /^spec\.tier$/, values: ['default'] },
];

/** Whether a value of a live object that is not rendered is a default. */
export function isServerSet(kind: string, path: readonly string[], value: unknown): boolean {
  const field = path.join('.').replace(/\[[^\]]*\]/g, '[]');
  return serverSet.some(
    (one) => one.kinds.test(kind) && one.field.test(field) && (one.values === undefined || one.values.some((usual) => usual === value)),
  );
}
