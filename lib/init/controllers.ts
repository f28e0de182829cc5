import type { Labels } from '../base/labels';
import type { ControllerName, ProviderName } from './answers';

/** How to recognise an ingress controller in a cluster: by `spec.controller` of its IngressClass; and where its own chart runs it. */
export const controllers: Readonly<
  Record<ControllerName, { readonly ingressClass: RegExp; readonly namespace: string; readonly podLabels: Labels }>
> = {
  traefik: { ingressClass: /^traefik\.io\//, namespace: 'traefik', podLabels: { 'app.kubernetes.io/name': 'traefik' } },
  'ingress-nginx': {
    ingressClass: /^k8s\.io\/ingress-nginx$/,
    namespace: 'ingress-nginx',
    podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' },
  },
  haproxy: {
    ingressClass: /^haproxy\.org\//,
    namespace: 'haproxy-controller',
    podLabels: { 'app.kubernetes.io/name': 'kubernetes-ingress' },
  },
  kong: { ingressClass: /^ingress-controllers\.konghq\.com\/kong$/, namespace: 'kong', podLabels: { 'app.kubernetes.io/name': 'kong' } },
  nginx: { ingressClass: /^nginx\.org\/ingress-controller$/, namespace: 'nginx-ingress', podLabels: { 'app.kubernetes.io/name': 'nginx-ingress' } },
};

/** How to recognise a provider of load balancers: by the loadBalancerClass or annotations of a Service, or the providerID of a node. */
export const providers: readonly {
  readonly provider: ProviderName;
  readonly class?: RegExp;
  readonly annotation?: RegExp;
  readonly node?: RegExp;
}[] = [
  { provider: 'metallb', class: /^metallb\.io\//, annotation: /^(metallb\.io|metallb\.universe\.tf)\// },
  { provider: 'cilium', class: /^io\.cilium\//, annotation: /^(io\.cilium\/lb-ipam|lbipam\.cilium\.io\/)/ },
  { provider: 'kube-vip', class: /^kube-vip\.io\//, annotation: /^kube-vip\.io\// },
  { provider: 'aws', class: /^service\.k8s\.aws\//, annotation: /^service\.beta\.kubernetes\.io\/aws-/, node: /^aws:/ },
  { provider: 'gke', class: /^networking\.gke\.io\//, annotation: /^networking\.gke\.io\//, node: /^gce:/ },
  { provider: 'azure', annotation: /^service\.beta\.kubernetes\.io\/azure-/, node: /^azure:/ },
  { provider: 'hetzner', annotation: /^load-balancer\.hetzner\.cloud\//, node: /^hcloud:/ },
  { provider: 'openstack', annotation: /^loadbalancer\.openstack\.org\//, node: /^openstack:/ },
  { provider: 'digitalocean', annotation: /^service\.beta\.kubernetes\.io\/do-/, node: /^digitalocean:/ },
  { provider: 'scaleway', annotation: /^service\.beta\.kubernetes\.io\/scw-/, node: /^scaleway:/ },
];
