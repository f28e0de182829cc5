import type { Advice } from './model';
import { shell, showImages } from './snippets';

/** A feature that only some versions of a controller, chart or cluster have. */
export interface VersionLimit {
  /** Name of the controller, chart or cluster as its users know it. */
  readonly controller: string;
  /** What it is, as a noun with its setting. */
  readonly feature: string;
  /** First version that has it. @default - the oldest in use, unless `after` says more */
  readonly since?: string;
  /** Last version that is known to lack it, if the first version with it is not known. */
  readonly after?: string;
  /** Last version that has it. @default - the newest */
  readonly until?: string;
  /** What the other versions do instead; follows "other versions". */
  readonly otherwise: string;
  /** Where this is documented: repository and path, or pull request. */
  readonly source: string;
  /** How to see which version runs: part of the name of its image, or a command. */
  readonly seenBy: { readonly image: string } | { readonly command: string };
}

/** Every version limit that the plan knows, in one place: checklists, charts and docs/versions.md are made from it. */
export const versionLimits = {
  awsSourceRangesOnBalancer: {
    controller: 'AWS Load Balancer Controller',
    feature: 'source ranges on the security group of the balancer, which apply with ip targets and PROXY headers too',
    since: '2.6.0',
    otherwise: 'leave source ranges to the nodes, which do not see the clients',
    source: 'kubernetes-sigs/aws-load-balancer-controller pkg/service/model_build_managed_sg.go',
    seenBy: { image: 'aws-load-balancer-controller' },
  },
  ciliumEgressIpv6: {
    controller: 'Cilium',
    feature: 'an IPv6 address of its egress gateway',
    after: '1.19',
    otherwise: 'refuse the policy, although from 1.18 on they send IPv6 through a gateway by its interface',
    source: 'cilium/cilium#44524, #40075',
    seenBy: { image: 'cilium' },
  },
  gkeMixedProtocols: {
    controller: 'GKE',
    feature: 'TCP and UDP ports on one LoadBalancer',
    since: '1.36.2-gke.1498000',
    otherwise: 'open one of the two protocols',
    source: 'Google, LoadBalancer Service parameters',
    seenBy: { command: 'kubectl version' },
  },
  haproxyTcpClass: {
    controller: "HAProxy's ingress controller",
    feature: 'the class of a resource TCP (annotation ingress.class)',
    since: '3.1',
    otherwise: 'read every resource TCP, of any class',
    source: 'haproxytech/kubernetes-ingress documentation/custom-resource-tcp.md',
    seenBy: { image: 'haproxytech/kubernetes-ingress' },
  },
  hetznerIpMode: {
    controller: "Kubernetes 1.30 or later with Hetzner's cloud controller manager",
    feature: 'ipMode: Proxy on balancers that send PROXY headers',
    since: '1.21.0',
    otherwise: 'let kube-proxy answer for the balancer inside the cluster',
    source: 'hetznercloud/hcloud-cloud-controller-manager CHANGELOG.md',
    seenBy: { image: 'hcloud-cloud-controller-manager' },
  },
  hetznerPrimaryIps: {
    controller: "Hetzner's cloud controller manager",
    feature: 'primary IPs by the annotations load-balancer.hetzner.cloud/public-net-ipv4 and -ipv6',
    after: '1.35.0',
    otherwise: 'ignore them silently and take new addresses',
    source: 'hetznercloud/hcloud-cloud-controller-manager docs/guides/load-balancer/primary-ips.md',
    seenBy: { image: 'hcloud-cloud-controller-manager' },
  },
  openstackIpMode: {
    controller: 'the OpenStack cloud controller manager on Kubernetes',
    feature: 'ipMode: Proxy on balancers that send PROXY headers',
    since: '1.30',
    otherwise: 'let kube-proxy answer for the balancer inside the cluster',
    source: 'kubernetes/cloud-provider-openstack pkg/openstack/loadbalancer.go',
    seenBy: { image: 'openstack-cloud-controller-manager' },
  },
  octaviaSourceRanges: {
    controller: 'Octavia API',
    feature: 'source ranges',
    since: '2.12',
    otherwise: 'ignore them',
    source: 'kubernetes/cloud-provider-openstack, Exposing applications using services of LoadBalancer type',
    seenBy: { command: 'openstack versions show --service load-balancer' },
  },
  scalewayAddressTypes: {
    controller: "Scaleway's cloud controller manager",
    feature: 'the IP families of the balancer by the annotation service.beta.kubernetes.io/scw-loadbalancer-flexible-ip-types',
    since: '0.36.2',
    otherwise: 'ignore it and take an IPv4 address',
    source: 'scaleway/scaleway-cloud-controller-manager scaleway/loadbalancers_annotations.go',
    seenBy: { image: 'scaleway-cloud-controller-manager' },
  },
  scalewayIpMode: {
    controller: 'Kubernetes',
    feature: 'ipMode: Proxy, which the annotation service.beta.kubernetes.io/scw-loadbalancer-ip-mode sets',
    since: '1.30',
    otherwise: "need service.beta.kubernetes.io/scw-loadbalancer-use-hostname: 'true' instead",
    source: 'kubernetes/enhancements KEP-1860',
    seenBy: { command: 'kubectl version' },
  },
  scalewayPrivateAddresses: {
    controller: "Scaleway's cloud controller manager",
    feature: 'the address of a private balancer by the annotation service.beta.kubernetes.io/scw-loadbalancer-private-ip-ids',
    since: '0.36.0',
    otherwise: 'ignore it and take an address of the private network',
    source: 'scaleway/scaleway-cloud-controller-manager scaleway/loadbalancers_annotations.go',
    seenBy: { image: 'scaleway-cloud-controller-manager' },
  },
  ciliumListenerSets: {
    controller: 'Cilium',
    feature: 'ListenerSets',
    since: '1.20.0',
    otherwise: 'ignore them',
    source: 'kubernetes-sigs/gateway-api conformance/reports',
    seenBy: { image: 'cilium' },
  },
  ciliumTcpRoutes: {
    controller: 'Cilium',
    feature: 'TCPRoutes and UDPRoutes',
    since: '1.20',
    otherwise: 'do not read them',
    source: 'kubernetes-sigs/gateway-api conformance/reports',
    seenBy: { image: 'cilium' },
  },
  envoyGatewayAlphaRoutes: {
    controller: 'Envoy Gateway',
    feature: 'TCPRoutes of Gateway API 1.5 and earlier (v1alpha2)',
    until: '1.8',
    otherwise: 'skip them silently, since they look for those of 1.6',
    source: 'envoyproxy/gateway',
    seenBy: { image: 'envoyproxy/gateway' },
  },
  envoyGatewayRoutes: {
    controller: 'Envoy Gateway',
    feature: 'TCPRoutes of Gateway API 1.6 (v1)',
    since: '1.9',
    otherwise: 'skip them silently',
    source: 'envoyproxy/gateway',
    seenBy: { image: 'envoyproxy/gateway' },
  },
  istioAlphaRoutes: {
    controller: 'Istio',
    feature: 'TCPRoutes of Gateway API 1.5 and earlier (v1alpha2)',
    until: '1.30',
    otherwise: 'read only v1, which needs the CRDs of 1.6',
    source: 'istio/istio#60766',
    seenBy: { image: 'istio/pilot' },
  },
  istioListenerSets: {
    controller: 'Istio',
    feature: 'ListenerSets',
    since: '1.30',
    otherwise: 'do not read them',
    source: 'istio/istio pilot/pkg/config/kube/gateway/controller.go, metadata.yaml of 1.31.0-rc.0',
    seenBy: { image: 'istio/pilot' },
  },
  istioProxyHeaders: {
    controller: 'Istio',
    feature: 'PROXY headers to backends by a DestinationRule',
    since: '1.22',
    otherwise: 'do not know the field',
    source: 'istio/istio pilot/pkg/networking/core/cluster_traffic_policy.go',
    seenBy: { image: 'istio/pilot' },
  },
  istioRoutes: {
    controller: 'Istio',
    feature: 'TCPRoutes of Gateway API 1.6 (v1)',
    since: '1.31',
    otherwise: 'read only v1alpha2',
    source: 'istio/istio#60766',
    seenBy: { image: 'istio/pilot' },
  },
  kgatewayGatewayApi: {
    controller: 'kgateway',
    feature: 'the CRDs of Gateway API 1.6',
    since: '2.4',
    otherwise: 'do not read them',
    source: 'kubernetes-sigs/gateway-api conformance/reports',
    seenBy: { image: 'kgateway' },
  },
  kgatewayListenerPolicy: {
    controller: 'kgateway',
    feature: 'PROXY headers of a balancer by a ListenerPolicy',
    since: '2.2',
    otherwise: 'do not know the policy',
    source: 'kgateway-dev/kgateway#11161, #13982',
    seenBy: { image: 'kgateway' },
  },
  kgatewayProxyHeaders: {
    controller: 'kgateway',
    feature: 'PROXY headers to backends by a BackendConfigPolicy',
    since: '2.3',
    otherwise: 'do not know the field upstreamProxyProtocol',
    source: 'kgateway-dev/kgateway#13918',
    seenBy: { image: 'kgateway' },
  },
  kongAlphaRoutes: {
    controller: "Kong's ingress controller",
    feature: 'TCPRoutes of Gateway API 1.5 and earlier (v1alpha2), with the feature gate GatewayAlpha',
    since: '2.6',
    otherwise: 'do not read them',
    source: 'Kong/kubernetes-ingress-controller',
    seenBy: { image: 'kong/kubernetes-ingress-controller' },
  },
  kongOperatorAlphaRoutes: {
    controller: 'Kong Operator',
    feature: 'TCPRoutes of Gateway API 1.5 and earlier (v1alpha2)',
    since: '2.0',
    until: '2.2',
    otherwise: 'do not read them',
    source: 'kubernetes-sigs/gateway-api conformance/reports',
    seenBy: { image: 'kong/kong-operator' },
  },
  kongOperatorRoutes: {
    controller: 'Kong Operator',
    feature: 'TCPRoutes of Gateway API 1.6 (v1)',
    since: '2.3',
    otherwise: 'do not read them',
    source: 'kubernetes-sigs/gateway-api conformance/reports',
    seenBy: { image: 'kong/kong-operator' },
  },
  nginxGatewayFabricGatewayApi: {
    controller: 'NGINX Gateway Fabric',
    feature: 'the CRDs of Gateway API 1.6',
    since: '2.7',
    otherwise: 'do not read them',
    source: 'kubernetes-sigs/gateway-api conformance/reports',
    seenBy: { image: 'nginx-gateway-fabric' },
  },
  nginxGatewayFabricListenerSets: {
    controller: 'NGINX Gateway Fabric',
    feature: 'ListenerSets',
    since: '2.6.0',
    otherwise: 'ignore them',
    source: 'kubernetes-sigs/gateway-api conformance/reports',
    seenBy: { image: 'nginx-gateway-fabric' },
  },
  traefikAlphaRoutes: {
    controller: 'Traefik',
    feature: 'the CRDs of Gateway API 1.5 and earlier',
    until: '3.7',
    otherwise: 'no longer read them',
    source: 'traefik/traefik',
    seenBy: { image: 'traefik' },
  },
  traefikRoutes: {
    controller: 'Traefik',
    feature: 'TCPRoutes of Gateway API 1.6 (v1)',
    since: '3.8',
    otherwise: 'do not read them',
    source: 'traefik/traefik',
    seenBy: { image: 'traefik' },
  },
} as const satisfies Readonly<Record<string, VersionLimit>>;

/** `AWS Load Balancer Controller 2.6.0 or later`. */
export const versionsOf = (limit: VersionLimit): string => [limit.controller, rangeOf(limit)].filter((part) => part !== '').join(' ');

/** `2.6.0 or later`; empty if every version has it. */
export function rangeOf({ since, after, until }: VersionLimit): string {
  const upTo = until === undefined ? '' : ` up to ${until}`;
  if (since !== undefined) return until === undefined ? `${since} or later` : `${since}${upTo}`;
  if (after !== undefined) return `later than ${after}${upTo}`;
  return until === undefined ? '' : `${until} or earlier`;
}

/** The limit as an item of a checklist: what must run, what for, what happens otherwise, and how to see what runs. */
export const versionNote = (limit: VersionLimit): Advice => ({
  what: `Run ${versionsOf(limit)} for ${limit.feature}: other versions ${limit.otherwise}.`,
  snippet: 'image' in limit.seenBy ? showImages(limit.seenBy.image) : shell(limit.seenBy.command),
});
