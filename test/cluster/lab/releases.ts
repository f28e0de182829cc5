/** A release of Kubernetes that the laboratory runs, built from the Go module in modules/VERSION. */
export interface KubernetesRelease {
  readonly version: string;
  /** Programs that are built, by their names under k8s.io/kubernetes/cmd. */
  readonly programs: readonly string[];
}

/** The release with nodes and a data path. */
export const currentRelease: KubernetesRelease = { version: 'v1.36.3', programs: ['kube-apiserver', 'kube-controller-manager', 'kube-proxy'] };

/** An old release, which only takes objects. */
export const oldRelease: KubernetesRelease = { version: 'v1.30.14', programs: ['kube-apiserver'] };

/** Traefik's own Kubernetes providers, which show what it would route; the whole of Traefik cannot be built from the available registries. */
export const traefikVersion = 'v3.7.13';

/** The blackbox exporter, which tries the modules that are rendered for it. */
export const blackboxExporterVersion = 'v0.24.0';

/** Prometheus, whose own reader of rules and engine of queries judge the alerts: the module of 2.54. */
export const prometheusVersion = 'v0.54.1';

/** kustomize itself: the one in kubectl runs no functions. */
export const kustomizeVersion = 'v5.7.1';

/** kpt, whose functions run programs in a package. */
export const kptVersion = 'v1.0.0-beta.61';

/** A policy engine of others, which judges NetworkPolicies beside the one of the tests. */
export const foreignEngineVersion = 'v0.8.0';

/** Modules in which the makers of controllers keep the definitions of their kinds, and the files that are wanted of each. */
export const definitionModules: Readonly<Record<string, readonly string[]>> = {
  'github.com/envoyproxy/gateway@v1.9.1': ['charts/gateway-crds-helm/templates/generated/gateway.envoyproxy.io_securitypolicies.yaml'],
  'github.com/prometheus-operator/prometheus-operator@v0.85.0': [
    'example/prometheus-operator-crd/monitoring.coreos.com_probes.yaml',
    'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
  ],
  'sigs.k8s.io/external-dns@v0.22.0': ['charts/external-dns/crds/dnsendpoints.externaldns.k8s.io.yaml'],
};
