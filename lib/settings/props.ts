// Made from the schema by `npm run docs`; change lib/settings/schema/, where every field has its meaning.

/** Fields of `additions.components[]` in the settings. */
export interface AdditionsComponentProps {
  /** Name, unique in the installation. Example: `"xivobridge"`. */
  readonly name: string;
  /** What it does. Example: `"Telephony add-on"`. */
  readonly description: string;
  /**
   * Server role on whose pods it runs. Example: `"core"`.
   * @default - the workload that lists it
   */
  readonly role?: string;
}

/** Fields of `additions.connections[]` in the settings. */
export interface AdditionsConnectionProps {
  /** Component that connects. Example: `"xivobridge"`. */
  readonly from: string;
  /** Component that listens. Example: `"core"`. */
  readonly to: string;
  /** Name of its port. Example: `"core"`. */
  readonly port: string;
  /** Purpose of the connection. Example: `"Presence of the telephones"`. */
  readonly description: string;
}

/** `additions` of the settings, for a type that says more. */
export interface AdditionsField<Type> {
  /**
   * Your own ports, components and connections, in the form of the catalogue. Example: `{"components":[{"name":"xivobridge","description":"Telephony add-on","role":"core"}]}`.
   * @default {}
   */
  readonly additions?: Type;
}

/** One of the forms of `additions.ports[]`. */
export type AdditionsPortProps = InternalAdditionsPortProps | ExternalAdditionsPortProps;

/** Fields of `additions` in the settings. */
export interface AdditionsProps {
  /**
   * Ports. Example: `[{"audience":"internal","name":"xivobridge","number":9091,"component":"xivobridge","description":"Telephony"}]`.
   * @default []
   */
  readonly ports?: readonly AdditionsPortProps[];
  /**
   * Components. Example: `[{"name":"xivobridge","description":"Telephony add-on","role":"core"}]`.
   * @default []
   */
  readonly components?: readonly AdditionsComponentProps[];
  /**
   * Who connects to whom. Example: `[{"from":"xivobridge","to":"core","port":"core","description":"Presence of the telephones"}]`.
   * @default []
   */
  readonly connections?: readonly AdditionsConnectionProps[];
}

/** `allow` of the settings, for a type that says more. */
export interface AllowField<Type> {
  /**
   * Further peers for named ports, each under a name, which the policy gets too. Example: `{"backup":{"ports":["postgresql"],"from":[{"namespace":"backup"}],"reason":"Nightly dump of the database."}}`.
   * @default {}
   */
  readonly allow?: Type;
}

/** Fields of `allow.NAME.from[]` in the settings. */
export interface AllowFromProps {
  /**
   * Name of the peers' namespace. Example: `"backup"`.
   * @default - that of the installation
   */
  readonly namespace?: string;
  /**
   * Labels of the peers' namespaces; {} for all. Example: `{"team":"mail"}`.
   * @default - the namespace of the installation
   */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /**
   * Labels of the peers' pods. Example: `{"app":"pgdump"}`.
   * @default - every pod
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Addresses outside the cluster, instead of pods. Example: `"192.0.2.0/24"`.
   * @default - none
   */
  readonly cidr?: string;
  /**
   * Blocks inside `cidr` that are not admitted. Example: `["192.0.2.64/26"]`.
   * @default []
   */
  readonly except?: readonly string[];
}

/** Fields of `allow.NAME` in the settings. */
export interface AllowProps {
  /** Names of the ports. Example: `["postgresql"]`. */
  readonly ports: readonly string[];
  /** Who may connect: pods by namespace and labels, or blocks of addresses. Example: `[{"namespace":"backup","podLabels":{"app":"pgdump"}}]`. */
  readonly from: readonly AllowFromProps[];
  /** Why, as a sentence; the policy shows it. Example: `"Nightly dump of the database."`. */
  readonly reason: string;
}

/** Fields of `egress.identity` in the settings. */
export interface CiliumEgressIdentityProps {
  /** A CiliumEgressGatewayPolicy. */
  readonly provider: 'cilium';
  /** Address from which mail of its family goes out; an interface of the gateway nodes must have it. Example: `"192.0.2.25"`. */
  readonly address: string;
  /** Labels of the nodes through which mail goes out. Example: `{"example.org/egress":"mail"}`. */
  readonly nodeLabels: Readonly<Record<string, string>>;
}

/** Fields of `cluster` in the settings. */
export interface ClusterProps {
  /**
   * Address blocks of pods. Example: `["10.244.0.0/16"]`.
   * @default []
   */
  readonly podCidrs?: readonly string[];
  /**
   * Address blocks of nodes. Example: `["10.0.0.0/24"]`.
   * @default []
   */
  readonly nodeCidrs?: readonly string[];
  /**
   * IP families of the Services, the preferred one first. Example: `["IPv4","IPv6"]`.
   * @default - what the cluster gives
   */
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  /**
   * Where the ingress controller runs; needed by entry points that use it. Example: `{"namespace":"ingress-nginx","podLabels":{"app.kubernetes.io/name":"ingress-nginx"}}`.
   * @default - unknown
   */
  readonly ingressController?: EntryPointProxiesProps;
}

/** Fields of all forms of the settings. */
export interface CommonFields {
  /**
   * Namespace of the pods and of all objects. Example: `"mail"`.
   * @default - the name
   */
  readonly namespace?: string;
  /**
   * Whether the Namespace is rendered too. Example: `true`.
   * @default false
   */
  readonly createNamespace?: boolean;
  /**
   * Prefix of the names of all objects. Example: `"mail"`.
   * @default - the name
   */
  readonly namePrefix?: string;
  /**
   * Labels of every object, in addition to the recommended ones. Example: `{"team":"messaging"}`.
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of every object, in addition to those that it needs. Example: `{"example.org/owner":"messaging"}`.
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Annotations of every object of a kind, such as the sync waves of Argo CD. They take precedence over `annotations`. Example: `{"NetworkPolicy":{"argocd.argoproj.io/sync-wave":"-1"}}`.
   * @default {}
   */
  readonly annotationsByKind?: Readonly<Partial<Record<'BackendTLSPolicy' | 'BackendTrafficPolicy' | 'Certificate' | 'CiliumEgressGatewayPolicy' | 'CiliumNetworkPolicy' | 'ClientTrafficPolicy' | 'ClusterNetworkPolicy' | 'ConfigMap' | 'DNSEndpoint' | 'EndpointSlice' | 'Gateway' | 'HTTPRoute' | 'Ingress' | 'IngressRoute' | 'IngressRouteTCP' | 'ListenerSet' | 'Middleware' | 'MiddlewareTCP' | 'Namespace' | 'NetworkPolicy' | 'Probe' | 'PrometheusRule' | 'ReferenceGrant' | 'SecurityPolicy' | 'ServersTransport' | 'ServersTransportTCP' | 'Service' | 'TCP' | 'TCPRoute' | 'TLSRoute' | 'UDPRoute' | 'ValidatingAdmissionPolicy' | 'ValidatingAdmissionPolicyBinding', Readonly<Record<string, string>>>>>;
  /**
   * How the components are spread over pods: all in one pod; one workload for each of BlueMind’s server roles; a main server with an edge server, or with two further mailbox servers; or a map of workload to what runs in it. Example: `{"mta":{"roles":["smtp"],"targetPorts":{"smtp":10025}},"main":{"components":["nginx","core","tika"]}}`.
   * @default "all-in-one"
   */
  readonly workloads?: 'all-in-one' | 'roles' | 'main-and-edge' | 'main-and-mailboxes' | Readonly<Record<string, WorkloadProps>>;
  /**
   * Connections over 127.0.0.1 for which BlueMind’s configuration was rewritten, so that the two components may live in different pods. Example: `[{"from":"core","to":"tika"}]`.
   * @default []
   */
  readonly rewrittenConnections?: readonly RewrittenConnectionProps[];
  /**
   * The ways in from outside the cluster, by name. Example: `{"public":{"type":"LoadBalancer","sourceRanges":["192.0.2.0/24"]},"web":{"type":"Ingress","hosts":["mail.example.org"]}}`.
   * @default {"public":{"type":"LoadBalancer"}}
   */
  readonly entryPoints?: Readonly<Record<string, EntryPointProps>>;
  /**
   * Who may connect to internal ports inside the cluster: every pod, the pods of the installation (as BlueMind’s own firewall does), or only the known connections. Example: `"connections"`.
   * @default "installation"
   */
  readonly isolation?: 'cluster' | 'installation' | 'connections';
  /**
   * DNS records of the mail server. Example: `{"hostname":"mail.example.org","domains":["example.org"]}`.
   * @default - the report lists no DNS records
   */
  readonly mail?: MailProps;
  /**
   * Who creates the DNS records: people (`none`), or external-dns from a DNSEndpoint and annotations. Needs `mail`. Example: `"externalDns"`.
   * @default "none"
   */
  readonly dns?: 'none' | 'externalDns';
  /**
   * Whether Prometheus watches the exposed ports: `prometheus`, or a map, renders Probes and a PrometheusRule of the Prometheus operator, the modules that the blackbox exporter needs for them, the policies that admit the exporter to these ports, and a dashboard of Grafana. Example: `"prometheus"`.
   * @default "none"
   */
  readonly monitoring?: 'none' | 'prometheus' | MonitoringProps;
  /**
   * Additional objects and files for tools that deliver the manifests. Example: `{"argoCd":{"syncWaves":true}}`.
   * @default {}
   */
  readonly gitOps?: GitOpsProps;
  /**
   * How the policies are written. Example: `{"dialect":"cilium","guard":"clusterNetworkPolicy"}`.
   * @default {}
   */
  readonly policies?: PoliciesProps;
  /**
   * Where BlueMind’s pods may connect: anywhere (`open`), or (`restricted`, or a map of what is allowed) to each other along the known connections, to DNS, to other mail servers from the workload that exposes `smtp`, and to the listed destinations. Example: `"restricted"`.
   * @default "open"
   */
  readonly egress?: 'open' | 'restricted' | EgressProps;
  /**
   * Facts about the cluster. Example: `{"podCidrs":["10.244.0.0/16"]}`.
   * @default {}
   */
  readonly cluster?: ClusterProps;
  /**
   * Findings of `verify` that you accept until a day; until then `verify` shows them and does not fail. Example: `[{"rule":"cleartext-port-exposed","port":"imap","reason":"The old scanners do not support TLS.","until":"2027-06-30"}]`.
   * @default []
   */
  readonly waivers?: readonly WaiverProps[];
}

/** Fields of `egress.apiServer` in the settings. */
export interface EgressApiServerProps {
  /** Addresses of the API server, as `kubectl get endpoints kubernetes` shows them. Example: `["10.0.0.2/32"]`. */
  readonly cidrs: readonly string[];
  /**
   * Its ports; network plugins mostly compare policies with the port of the endpoint. Example: `[6443]`.
   * @default [443,6443]
   */
  readonly ports?: readonly number[];
  /**
   * Workloads that may connect. Example: `["main"]`.
   * @default - all
   */
  readonly workloads?: readonly string[];
  /** Why BlueMind needs it, as a sentence. Example: `"A sidecar elects a leader."`. */
  readonly reason: string;
}

/** Fields of `egress.destinations.NAME` in the settings. */
export interface EgressDestinationProps {
  /**
   * Every address outside the cluster.
   * @default - only the destinations that are listed
   */
  readonly anywhere?: true;
  /**
   * Blocks of addresses outside the cluster. Example: `["192.0.2.25/32"]`.
   * @default []
   */
  readonly cidrs?: readonly string[];
  /**
   * Hosts by name, if the policy dialect supports names; NetworkPolicy of Kubernetes does not. Example: `["pkg.bluemind.net"]`.
   * @default []
   */
  readonly hosts?: readonly string[];
  /**
   * Pods of other namespaces. Example: `[{"namespace":"storage","podLabels":{"app":"minio"}}]`.
   * @default []
   */
  readonly pods?: readonly EgressDnsCachePodsProps[];
  /**
   * Ports; for pods those on which they listen. Example: `[587]`.
   * @default - those of the known connection; required for your own destination
   */
  readonly ports?: readonly number[];
  /**
   * Protocol. Example: `"TCP"`.
   * @default - that of the known connection, else TCP
   */
  readonly protocol?: 'TCP' | 'UDP';
  /**
   * Workloads that may connect. Example: `["smtp"]`.
   * @default - those with the component that makes the known connection; for mail and XMPP federation the workload that is exposed; for your own destination all
   */
  readonly workloads?: readonly string[];
  /**
   * Why, as a sentence; the policy shows it. Example: `"The provider relays outgoing mail."`.
   * @default - the purpose of the known connection; required for your own destination
   */
  readonly reason?: string;
}

/** Fields of `egress.dns.cachePods` in the settings. */
export interface EgressDnsCachePodsProps {
  /** Name of their namespace. Example: `"storage"`. */
  readonly namespace: string;
  /**
   * Their labels. Example: `{"app":"minio"}`.
   * @default - every pod of the namespace
   */
  readonly podLabels?: Readonly<Record<string, string>>;
}

/** Fields of `egress.dns` in the settings. */
export interface EgressDnsProps {
  /**
   * Namespace of the cluster's DNS pods. Example: `"openshift-dns"`.
   * @default "kube-system"
   */
  readonly namespace?: string;
  /**
   * Labels of these pods. Example: `{"dns.operator.openshift.io/daemonset-dns":"default"}`.
   * @default {"k8s-app":"kube-dns"}
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Ports on which these pods listen; OpenShift’s on 5353. Example: `[5353]`.
   * @default [53]
   */
  readonly ports?: readonly number[];
  /**
   * Pods of NodeLocal DNSCache, if it does not run on the network of the nodes: with a Local Redirect Policy, Cilium redirects connections to the DNS of the cluster to ordinary pods of the cache. Example: `{"namespace":"kube-system","podLabels":{"k8s-app":"node-local-dns"}}`.
   * @default - those with k8s-app=node-local-dns in kube-system if `cidrs` contains an address of the cache; none with Calico, which does not redirect these connections
   */
  readonly cachePods?: EgressDnsCachePodsProps;
  /**
   * Addresses of DNS servers that are not pods, on port 53: that of NodeLocal DNSCache, which runs on the network of the nodes, and those of resolvers outside the cluster. Example: `["169.254.25.10/32"]`.
   * @default ["169.254.20.10/32"]
   */
  readonly cidrs?: readonly string[];
}

/** One of the forms of `egress.identity`. */
export type EgressIdentityProps = CiliumEgressIdentityProps | KubeVipEgressIdentityProps;

/** Fields of `egress` in the settings. */
export interface EgressProps {
  /**
   * `open` restricts nothing; use it for an `identity` only. Example: `"open"`.
   * @default "restricted"
   */
  readonly mode?: 'restricted' | 'open';
  /**
   * Where the DNS of the cluster runs. Example: `{"namespace":"openshift-dns","ports":[5353]}`.
   * @default {}
   */
  readonly dns?: EgressDnsProps;
  /**
   * Destinations outside of the installation: known connections of BlueMind by their names (mail, federation, updates, licence, directory, object-storage, certificates, time), and your own. `nowhere` removes what is allowed by default: mail and federation if smtp and xmpp-server are exposed. Example: `{"mail":{"cidrs":["192.0.2.25/32"],"ports":[587],"reason":"The provider relays outgoing mail."}}`.
   * @default {}
   */
  readonly destinations?: Readonly<Record<string, 'anywhere' | 'nowhere' | EgressDestinationProps>>;
  /**
   * The API server of Kubernetes. Example: `{"cidrs":["10.0.0.2/32"],"reason":"A sidecar elects a leader."}`.
   * @default - nobody may connect to it
   */
  readonly apiServer?: EgressApiServerProps;
  /**
   * The address from which mail goes out, so that it is the one of the MX and PTR records. Example: `{"provider":"kube-vip","entryPoint":"public"}`.
   * @default - that of a node
   */
  readonly identity?: EgressIdentityProps;
}

/** Fields of `entryPoints.NAME.backendTls` in the settings. */
export interface EntryPointBackendTlsProps {
  /** Secret, in the namespace of the installation, with the certificates of the authority that issued it. Example: `"bluemind-ca"`. */
  readonly caSecret: string;
  /**
   * Name that the certificate must contain. Example: `"mail.example.org"`.
   * @default - the first of `hosts`
   */
  readonly serverName?: string;
}

/** Fields of `entryPoints.NAME.configMap` in the settings. */
export interface EntryPointConfigMapProps {
  /**
   * Its name. Example: `"tcp-services"`.
   * @default - PREFIX-ENTRYPOINT-tcp
   */
  readonly name?: string;
  /**
   * Its namespace. Example: `"ingress-nginx"`.
   * @default - that of the installation
   */
  readonly namespace?: string;
}

/** Fields of `entryPoints.NAME.existing` in the settings. */
export interface EntryPointExistingProps {
  /** Name of the Gateway. Example: `"shared"`. */
  readonly name: string;
  /**
   * Its namespace. Example: `"gateways"`.
   * @default - that of the installation
   */
  readonly namespace?: string;
  /**
   * Its existing listeners for the ports of this entry point, by the name of the port. Example: `{"https":"websecure","smtp":"mail-25"}`.
   * @default - none; a ListenerSet adds them (Gateway API 1.5 or later)
   */
  readonly listeners?: Readonly<Record<string, string>>;
}

/** Fields of `entryPoints.NAME.infrastructure` in the settings. */
export interface EntryPointInfrastructureProps {
  /**
   * Annotations, such as those of a load balancer provider. Example: `{"metallb.io/address-pool":"public"}`.
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Labels. Example: `{"pool":"public"}`.
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One of the forms of `entryPoints.NAME`. */
export type EntryPointProps = LoadBalancerEntryPointProps | NodePortEntryPointProps | IngressEntryPointProps | TraefikEntryPointProps | HAProxyEntryPointProps | IngressNginxEntryPointProps | GatewayEntryPointProps;

/** Fields of `entryPoints.NAME.proxies` in the settings. */
export interface EntryPointProxiesProps {
  /**
   * Namespace of its pods. Example: `"ingress-nginx"`.
   * @default - none; needed unless `hostNetwork`
   */
  readonly namespace?: string;
  /**
   * Labels of its pods; {} for every pod of the namespace. Example: `{"app.kubernetes.io/name":"ingress-nginx"}`.
   * @default {}
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Its pods use the network of their nodes, so policies can admit only the addresses of the nodes (`cluster.nodeCidrs`). Example: `true`.
   * @default false
   */
  readonly hostNetwork?: boolean;
}

/** Fields of `entryPoints.NAME.proxyProtocol` in the settings. */
export interface EntryPointProxyProtocolProps {
  /**
   * Version of the header that is sent to BlueMind. Example: `"v2"`.
   * @default "v2"
   */
  readonly version?: 'v1' | 'v2';
  /**
   * Ports that get the header, if the provider can choose by port. Example: `["smtp","imaps"]`.
   * @default - all ports of this entry point, except http and https if a controller speaks HTTP to BlueMind
   */
  readonly ports?: readonly string[];
  /**
   * Ports of the pods whose listeners expect the header, each different from the plain port, which clients inside the cluster still use. Required for every port except https, which has only one listener: BlueMind’s own switch changes it. Example: `{"smtp":10025,"imaps":10993}`.
   * @default {}
   */
  readonly targetPorts?: Readonly<Record<string, number>>;
  /**
   * Addresses from which these connections reach the pods: the balancer’s, or the nodes’. An empty list means `cluster.nodeCidrs`. Example: `["10.0.0.0/24"]`.
   * @default []
   */
  readonly trustedCidrs?: readonly string[];
}

/** Fields of `entryPoints.NAME.tls` in the settings. */
export interface EntryPointTlsProps {
  /**
   * Secret with the certificate. With an issuer, cert-manager writes it. Example: `"mail-example-org-tls"`.
   * @default - PREFIX-ENTRYPOINT-tls
   */
  readonly secret?: string;
  /**
   * cert-manager Issuer of the namespace. Example: `"letsencrypt"`.
   * @default - none
   */
  readonly issuer?: string;
  /**
   * cert-manager ClusterIssuer. Example: `"letsencrypt"`.
   * @default - none
   */
  readonly clusterIssuer?: string;
}

/** `expose` of the settings, for a type that says more. */
export interface ExposeField<Type> {
  /**
   * Which external port is reachable through which entry point. Other ports stay inside; the mandatory ones need a decision. Example: `{"smtp":"public","https":{"entryPoint":"cluster","reason":"Only colleagues on the VPN read mail."}}`.
   * @default {"smtp":"public","submission":"public","submissions":"public","imaps":"public","http":"public","https":"public"}
   */
  readonly expose?: Type;
}

/** Fields of `expose.NAME` in the settings. */
export interface ExposeProps {
  /** Name of an entry point, or `cluster` to keep the port inside. Example: `"cluster"`. */
  readonly entryPoint: string;
  /**
   * Workload that the outside reaches. Example: `"edge"`.
   * @default - the one that serves the port; required if several do
   */
  readonly workload?: string;
  /**
   * Why a mandatory port stays inside. Example: `"mail arrives through a relay"`.
   * @default - none; needed for `cluster`
   */
  readonly reason?: string;
}

/** Fields of `additions.ports[]` in the settings. */
export interface ExternalAdditionsPortProps {
  /** May be exposed. */
  readonly audience: 'external';
  /** Name, unique in the installation. Example: `"xivobridge"`. */
  readonly name: string;
  /** Number, or the first of a range. Example: `9091`. */
  readonly number: number;
  /**
   * Last number of a range. Example: `9099`.
   * @default - a single port
   */
  readonly endNumber?: number;
  /**
   * Protocol. Example: `"TCP"`.
   * @default "TCP"
   */
  readonly protocol?: 'TCP' | 'UDP';
  /** Component that listens. Example: `"xivobridge"`. */
  readonly component: string;
  /** What it is for. Example: `"Telephony"`. */
  readonly description: string;
  /**
   * Whether it needs a decision under `expose`. Example: `"optional"`.
   * @default "optional"
   */
  readonly need?: 'mandatory' | 'optional';
  /** Transport security of the port. Example: `"implicit-tls"`. */
  readonly encryption: 'none' | 'optional-starttls' | 'required-starttls' | 'implicit-tls';
}

/** Fields of `entryPoints.NAME.backendTls` in the settings. */
export interface GatewayEntryPointBackendTlsProps {
  /**
   * Name that the certificate of BlueMind must contain, and that the Gateway asks for. Example: `"mail.example.org"`.
   * @default - the first of `hosts` that is not a wildcard
   */
  readonly serverName?: string;
  /**
   * ConfigMap with the certificate of its authority under ca.crt. Example: `"bluemind-ca"`.
   * @default - the authorities that the Gateway’s system trusts
   */
  readonly caConfigMap?: string;
}

/** HTTP, TLS by name and raw TCP through the Gateway API: every port. */
export interface GatewayEntryPointProps {
  /** Gateway API. */
  readonly type: 'Gateway';
  /** Release of the Gateway API in the cluster, which decides on the kinds and their versions; annotation gateway.networking.k8s.io/bundle-version of its CRDs shows it. Example: `"1.6"`. */
  readonly gatewayApi: '1.4' | '1.5' | '1.6' | 1.4 | 1.5 | 1.6;
  /**
   * Which set of CRDs is installed. Example: `"experimental"`.
   * @default "standard"
   */
  readonly channel?: 'standard' | 'experimental';
  /**
   * Implementation that serves the Gateway; it decides what is possible. Example: `"envoy-gateway"`.
   * @default "other"
   */
  readonly implementation?: 'cilium' | 'envoy-gateway' | 'istio' | 'kgateway' | 'kong' | 'nginx-gateway-fabric' | 'traefik' | 'other';
  /**
   * gatewayClassName of your own Gateway. Example: `"envoy"`.
   * @default - none; required without `existing`
   */
  readonly className?: string;
  /**
   * Namespace of your own Gateway; the routes stay in the namespace of BlueMind. Example: `"gateways"`.
   * @default - that of the installation
   */
  readonly namespace?: string;
  /**
   * IP addresses of your own Gateway; with an empty list the implementation chooses. Example: `["192.0.2.10"]`.
   * @default []
   */
  readonly addresses?: readonly string[];
  /**
   * Metadata for the objects that the implementation creates for your own Gateway, mainly its Service. Example: `{"annotations":{"metallb.io/address-pool":"public"}}`.
   * @default - none
   */
  readonly infrastructure?: EntryPointInfrastructureProps;
  /**
   * An existing Gateway, instead of your own. Example: `{"name":"shared","namespace":"gateways"}`.
   * @default - none
   */
  readonly existing?: EntryPointExistingProps;
  /**
   * Numbers of listeners that differ from those of their ports, because a Service in front of the proxy translates them (Traefik’s entry points); for a range its first. Example: `{"smtp":10025,"https":8443}`.
   * @default {}
   */
  readonly listenerPorts?: Readonly<Record<string, number>>;
  /**
   * Hosts of BlueMind, needed for http and https. With hosts, ports that begin with TLS are routed by the name that clients ask for (SNI), so the Gateway can serve other names on the same port; with an empty list they are plain TCP. Example: `["mail.example.org","autodiscover.example.org"]`.
   * @default []
   */
  readonly hosts?: readonly string[];
  /**
   * Whether TLS of https reaches BlueMind unchanged, or ends at the Gateway, which then opens its own connection to BlueMind’s https. The other ports that begin with TLS are always passed through. Example: `"terminate"`.
   * @default "passthrough"
   */
  readonly tlsMode?: 'passthrough' | 'terminate';
  /**
   * Certificate of https if tlsMode is `terminate`: a Secret, or a cert-manager issuer that makes one. Example: `{"clusterIssuer":"letsencrypt"}`.
   * @default - none
   */
  readonly tls?: EntryPointTlsProps;
  /**
   * How the Gateway verifies BlueMind if tlsMode is `terminate`. Example: `{"serverName":"mail.example.org","caConfigMap":"bluemind-ca"}`.
   * @default {}
   */
  readonly backendTls?: GatewayEntryPointBackendTlsProps;
  /**
   * Client addresses that may connect; an empty list admits everyone. Only with Envoy Gateway. Example: `["192.0.2.0/24"]`.
   * @default []
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Sends the client's address by the PROXY protocol if it would otherwise be lost. Example: `{"version":"v2","targetPorts":{"smtp":10025}}`.
   * @default - off
   */
  readonly proxyProtocol?: EntryPointProxyProtocolProps;
  /**
   * Addresses of a balancer in front of the Gateway that sends the client’s address by the PROXY protocol; every listener then expects the header. Rendered objects configure Envoy Gateway and kgateway; you configure Istio and NGINX Gateway Fabric yourself (checklist). An empty list means that there is no such balancer. Example: `["10.0.0.0/24"]`.
   * @default []
   */
  readonly trustedProxies?: readonly string[];
  /**
   * Where the Gateway’s own pods run, so that policies admit them. Example: `{"namespace":"envoy-gateway-system","podLabels":{"gateway.envoyproxy.io/owning-gateway-name":"bluemind-edge"}}`.
   * @default - the usual place of the implementation, else `cluster.ingressController`
   */
  readonly proxies?: EntryPointProxiesProps;
  /**
   * Why it is acceptable here that BlueMind does not see the addresses of mail clients; the output shows it. Example: `"Only the relay of the provider connects, and it is not in mynetworks."`.
   * @default - not acceptable, so such an exposure is refused
   */
  readonly acceptLostClientAddress?: string;
  /**
   * Annotations of the object, in addition to those that cdk8s-bluemind sets; yours take precedence. Example: `{"example.org/owner":"mail-team"}`.
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Fields of `gitOps.argoCd` in the settings. */
export interface GitOpsArgoCdProps {
  /**
   * Whether objects carry sync waves: Namespaces come at -2, policies at -1, ways in and DNS records at 1, all else with your pods at 0. A wave in `annotations` or `annotationsByKind` takes precedence. Example: `true`.
   * @default false
   */
  readonly syncWaves?: boolean;
}

/** Fields of `gitOps.kustomize` in the settings. */
export interface GitOpsKustomizeProps {
  /**
   * Whether kustomizeconfig.yaml is written, which tells kustomize where custom resources name other objects, so that namePrefix and nameSuffix of an overlay change the name there too. It has an effect only with `synth`, which writes the kustomization. Example: `true`.
   * @default false
   */
  readonly nameReferences?: boolean;
}

/** Fields of `gitOps` in the settings. */
export interface GitOpsProps {
  /**
   * What Argo CD reads. Example: `{"syncWaves":true}`.
   * @default {}
   */
  readonly argoCd?: GitOpsArgoCdProps;
  /**
   * What kustomize reads. Example: `{"nameReferences":true}`.
   * @default {}
   */
  readonly kustomize?: GitOpsKustomizeProps;
}

/** Raw TCP and HTTP through the HAProxy ingress controller: every port. */
export interface HAProxyEntryPointProps {
  /** The ingress controller of HAProxy Technologies. */
  readonly type: 'HAProxy';
  /**
   * Class of the controller, which ignores objects with another class or none. Example: `"internal"`.
   * @default - haproxy, as in its chart
   */
  readonly className?: string;
  /**
   * Hosts of BlueMind's external URL; needed for https. Example: `["mail.example.org"]`.
   * @default []
   */
  readonly hosts?: readonly string[];
  /**
   * Certificate for https: a Secret, or a cert-manager issuer that makes one. Example: `{"clusterIssuer":"letsencrypt"}`.
   * @default - the default certificate of the controller
   */
  readonly tls?: EntryPointTlsProps;
  /**
   * Makes the controller check the certificate of BlueMind. Example: `{"caSecret":"bluemind-ca","serverName":"mail.example.org"}`.
   * @default - the connection is encrypted, but the certificate is not checked, since BlueMind’s own is often self-signed
   */
  readonly backendTls?: EntryPointBackendTlsProps;
  /**
   * Client addresses that the controller admits; an empty list admits everyone. Example: `["192.0.2.0/24"]`.
   * @default []
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Sends the client's address by the PROXY protocol if it would otherwise be lost. Example: `{"version":"v2","targetPorts":{"smtp":10025}}`.
   * @default - off
   */
  readonly proxyProtocol?: EntryPointProxyProtocolProps;
  /**
   * Addresses of a balancer in front of the controller, whose PROXY headers the controller trusts; an empty list if clients reach the controller with their own addresses. Example: `["10.0.0.0/24"]`.
   * @default []
   */
  readonly trustedProxies?: readonly string[];
  /**
   * Where the controller’s pods run, so that policies admit them. Example: `{"namespace":"traefik","podLabels":{"app.kubernetes.io/name":"traefik"}}`.
   * @default - `cluster.ingressController`
   */
  readonly proxies?: EntryPointProxiesProps;
  /**
   * Why it is acceptable here that BlueMind does not see the addresses of mail clients; the output shows it. Example: `"Only the relay of the provider connects, and it is not in mynetworks."`.
   * @default - not acceptable, so such an exposure is refused
   */
  readonly acceptLostClientAddress?: string;
  /**
   * Annotations of the object, in addition to those that cdk8s-bluemind sets; yours take precedence. Example: `{"example.org/owner":"mail-team"}`.
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * How the controller gets the TCP ports: by its resource TCP (ingress.v3.haproxy.org), or by the older ConfigMap; never both for one port. Example: `"config-map"`.
   * @default "custom-resource"
   */
  readonly tcp?: 'custom-resource' | 'config-map';
  /**
   * ConfigMap with the TCP ports. A controller reads only one, for the whole cluster. Example: `{"name":"tcp-services","namespace":"ingress-nginx"}`.
   * @default {}
   */
  readonly configMap?: EntryPointConfigMapProps;
  /**
   * Numbers on which the controller’s pods listen, by the name of the port; its Service sends connections there. By default the number of the port, plus 10000 if it is below 1024, since the controller runs without privileges. Example: `{"smtp":2525}`.
   * @default {}
   */
  readonly bindPorts?: Readonly<Record<string, number>>;
}

/** HTTP and HTTPS through an ingress controller; no mail. */
export interface IngressEntryPointProps {
  /** An Ingress, only for http and https. */
  readonly type: 'Ingress';
  /**
   * ingressClassName. Example: `"traefik"`.
   * @default - the default class of the cluster
   */
  readonly className?: string;
  /**
   * Which controller serves it, so that the annotations for TLS to BlueMind, requests of 20 minutes and large uploads are rendered; with `other`, set your own `annotations`. haproxy is that of HAProxy Technologies, nginx that of F5, ingress-nginx the retired one. Example: `"traefik"`.
   * @default "other"
   */
  readonly controller?: 'haproxy' | 'ingress-nginx' | 'kong' | 'nginx' | 'traefik' | 'other';
  /** Hosts of BlueMind's external URL. Example: `["mail.example.org"]`. */
  readonly hosts: readonly string[];
  /**
   * Certificate: a Secret, or a cert-manager issuer that makes one. Example: `{"clusterIssuer":"letsencrypt"}`.
   * @default - the default certificate of the controller
   */
  readonly tls?: EntryPointTlsProps;
  /**
   * Makes the controller check the certificate of BlueMind. Example: `{"caSecret":"bluemind-ca","serverName":"mail.example.org"}`.
   * @default - the connection is encrypted, but the certificate is not checked, since BlueMind’s own is often self-signed
   */
  readonly backendTls?: EntryPointBackendTlsProps;
  /**
   * Annotations of the object, in addition to those that cdk8s-bluemind sets; yours take precedence. Example: `{"example.org/owner":"mail-team"}`.
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Raw TCP and HTTP through ingress-nginx, which is retired: every port. */
export interface IngressNginxEntryPointProps {
  /** The retired ingress controller of the Kubernetes project. */
  readonly type: 'IngressNginx';
  /**
   * Ingress class of the controller, if the cluster has several. Example: `"internal"`.
   * @default - that of the cluster, or none
   */
  readonly className?: string;
  /**
   * Hosts of BlueMind's external URL; needed for https. Example: `["mail.example.org"]`.
   * @default []
   */
  readonly hosts?: readonly string[];
  /**
   * Certificate for https: a Secret, or a cert-manager issuer that makes one. Example: `{"clusterIssuer":"letsencrypt"}`.
   * @default - the default certificate of the controller
   */
  readonly tls?: EntryPointTlsProps;
  /**
   * Makes the controller check the certificate of BlueMind. Example: `{"caSecret":"bluemind-ca","serverName":"mail.example.org"}`.
   * @default - the connection is encrypted, but the certificate is not checked, since BlueMind’s own is often self-signed
   */
  readonly backendTls?: EntryPointBackendTlsProps;
  /**
   * Client addresses that the controller admits; an empty list admits everyone. Example: `["192.0.2.0/24"]`.
   * @default []
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Sends the client's address by the PROXY protocol if it would otherwise be lost. Example: `{"targetPorts":{"smtp":10025}}`.
   * @default - off
   */
  readonly proxyProtocol?: IngressNginxEntryPointProxyProtocolProps;
  /**
   * Addresses of a balancer in front of the controller, whose PROXY headers the controller trusts; an empty list if clients reach the controller with their own addresses. Example: `["10.0.0.0/24"]`.
   * @default []
   */
  readonly trustedProxies?: readonly string[];
  /**
   * Where the controller’s pods run, so that policies admit them. Example: `{"namespace":"traefik","podLabels":{"app.kubernetes.io/name":"traefik"}}`.
   * @default - `cluster.ingressController`
   */
  readonly proxies?: EntryPointProxiesProps;
  /**
   * Why it is acceptable here that BlueMind does not see the addresses of mail clients; the output shows it. Example: `"Only the relay of the provider connects, and it is not in mynetworks."`.
   * @default - not acceptable, so such an exposure is refused
   */
  readonly acceptLostClientAddress?: string;
  /**
   * Annotations of the object, in addition to those that cdk8s-bluemind sets; yours take precedence. Example: `{"example.org/owner":"mail-team"}`.
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * ConfigMap with the TCP ports. A controller reads only one, for the whole cluster. Example: `{"name":"tcp-services","namespace":"ingress-nginx"}`.
   * @default {}
   */
  readonly configMap?: EntryPointConfigMapProps;
}

/** Fields of `entryPoints.NAME.proxyProtocol` in the settings. */
export interface IngressNginxEntryPointProxyProtocolProps {
  /**
   * Version of the header; nginx sends only this one.
   * @default "v1"
   */
  readonly version?: 'v1';
  /**
   * Ports that get the header, if the provider can choose by port. Example: `["smtp","imaps"]`.
   * @default - all ports of this entry point, except http and https if a controller speaks HTTP to BlueMind
   */
  readonly ports?: readonly string[];
  /**
   * Ports of the pods whose listeners expect the header, each different from the plain port, which clients inside the cluster still use. Required for every port except https, which has only one listener: BlueMind’s own switch changes it. Example: `{"smtp":10025,"imaps":10993}`.
   * @default {}
   */
  readonly targetPorts?: Readonly<Record<string, number>>;
  /**
   * Addresses from which these connections reach the pods: the balancer’s, or the nodes’. An empty list means `cluster.nodeCidrs`. Example: `["10.0.0.0/24"]`.
   * @default []
   */
  readonly trustedCidrs?: readonly string[];
}

/** Settings of a BlueMind installation: a file of `installations/`, or the props of the construct. */
export interface InstallationProps extends CommonFields {
  /** Name of the installation and of its output folder; not a name that Windows reserves for devices, such as con or nul. Example: `"bluemind"`. */
  readonly name: string;
  /**
   * Major release of BlueMind, whose catalogue is used. Example: `"4"`.
   * @default "4"
   */
  readonly release?: '4' | '5' | 4 | 5;
  /**
   * Which external port is reachable through which entry point. Other ports stay inside; the mandatory ones need a decision. Example: `{"smtp":"public","https":{"entryPoint":"cluster","reason":"Only colleagues on the VPN read mail."}}`.
   * @default {"smtp":"public","submission":"public","submissions":"public","imaps":"public","http":"public","https":"public"}
   */
  readonly expose?: Readonly<Record<string, string | ExposeProps>>;
  /**
   * Further peers for named ports, each under a name, which the policy gets too. Example: `{"backup":{"ports":["postgresql"],"from":[{"namespace":"backup"}],"reason":"Nightly dump of the database."}}`.
   * @default {}
   */
  readonly allow?: Readonly<Record<string, AllowProps>>;
  /**
   * Your own ports, components and connections, in the form of the catalogue. Example: `{"components":[{"name":"xivobridge","description":"Telephony add-on","role":"core"}]}`.
   * @default {}
   */
  readonly additions?: AdditionsProps;
}

/** Fields of `additions.ports[]` in the settings. */
export interface InternalAdditionsPortProps {
  /** Never reachable from outside the cluster. */
  readonly audience: 'internal';
  /** Name, unique in the installation. Example: `"xivobridge"`. */
  readonly name: string;
  /** Number, or the first of a range. Example: `9091`. */
  readonly number: number;
  /**
   * Last number of a range. Example: `9099`.
   * @default - a single port
   */
  readonly endNumber?: number;
  /**
   * Protocol. Example: `"TCP"`.
   * @default "TCP"
   */
  readonly protocol?: 'TCP' | 'UDP';
  /** Component that listens. Example: `"xivobridge"`. */
  readonly component: string;
  /** What it is for. Example: `"Telephony"`. */
  readonly description: string;
  /**
   * Members find each other on it (a headless Service). Example: `true`.
   * @default false
   */
  readonly betweenMembers?: boolean;
}

/** Fields of `egress.identity` in the settings. */
export interface KubeVipEgressIdentityProps {
  /** Annotations of a Service of type LoadBalancer. */
  readonly provider: 'kube-vip';
  /** Entry point from whose address mail goes out; it exposes smtp through kube-vip. Example: `"public"`. */
  readonly entryPoint: string;
}

/** Raw TCP through a load balancer of the cluster: every port. */
export interface LoadBalancerEntryPointProps {
  /** A Service of type LoadBalancer. */
  readonly type: 'LoadBalancer';
  /**
   * Annotations of the object, in addition to those that cdk8s-bluemind sets; yours take precedence. Example: `{"example.org/owner":"mail-team"}`.
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Local sends traffic to pods of the node where it arrives and keeps the client's address; Cluster replaces it with the address of a node, so the mail server sees every client as a host of its own network. Example: `"Local"`.
   * @default "Local"
   */
  readonly externalTrafficPolicy?: 'Local' | 'Cluster';
  /**
   * IP families of the Service, the preferred one first. Example: `["IPv4","IPv6"]`.
   * @default - those of `cluster.ipFamilies`, else the default of the cluster
   */
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  /**
   * Whether the Service asks for one or both IP families. Example: `"PreferDualStack"`.
   * @default - SingleStack for one family, RequireDualStack for two
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * Provider of the load balancer: it decides on the annotations and on what is possible. `generic` uses only the fields of Kubernetes. Example: `"metallb"`.
   * @default "generic"
   */
  readonly provider?: 'aws' | 'azure' | 'cilium' | 'digitalocean' | 'generic' | 'gke' | 'hetzner' | 'kube-vip' | 'metallb' | 'openstack' | 'scaleway';
  /**
   * Fixed addresses, in the form of the provider; with an empty list it chooses. IP addresses for metallb, cilium, kube-vip, openstack, digitalocean and generic, and for internal balancers of aws, azure and hetzner; names of reserved addresses for gke and azure; EIP allocations for aws; IDs of primary IPs for hetzner and of IPs for scaleway. Example: `["192.0.2.10","2001:db8::10"]`.
   * @default []
   */
  readonly addresses?: readonly string[];
  /**
   * Whether clients reach the balancer from the internet, or only from the private network of the cluster. Example: `"internal"`.
   * @default "public"
   */
  readonly scheme?: 'public' | 'internal';
  /**
   * A key: Services with the same key share an address, each with its own ports; with openstack the ID of the load balancer to share. Example: `"mail"`.
   * @default - each Service has its own address
   */
  readonly sharedAddress?: string;
  /**
   * Seconds after which the balancer gives up a silent connection; IMAP clients are silent for up to 29 minutes. Example: `1800`.
   * @default - that of the provider
   */
  readonly idleTimeout?: number;
  /**
   * Size of the balancer, in the form of the provider: the type for hetzner and scaleway, the number of nodes for digitalocean, the ID of the flavor for openstack. Example: `"lb21"`.
   * @default - that of the provider
   */
  readonly size?: string;
  /**
   * With aws, whether the balancer sends connections to node ports of the instances or directly to the pods. Example: `"ip"`.
   * @default - instance
   */
  readonly targetType?: 'instance' | 'ip';
  /**
   * Sends the client's address by the PROXY protocol if it would otherwise be lost. Example: `{"version":"v2","targetPorts":{"smtp":10025}}`.
   * @default - off
   */
  readonly proxyProtocol?: EntryPointProxyProtocolProps;
  /**
   * Why it is acceptable here that BlueMind does not see the addresses of mail clients; the output shows it. Example: `"Only the relay of the provider connects, and it is not in mynetworks."`.
   * @default - not acceptable, so such an exposure is refused
   */
  readonly acceptLostClientAddress?: string;
  /**
   * loadBalancerClass: which implementation serves it; cannot be changed later. Example: `"metallb.io/metallb"`.
   * @default - service.k8s.aws/nlb for aws, else the default of the cluster
   */
  readonly class?: string;
  /**
   * Client addresses that may connect; an empty list admits everyone. Example: `["192.0.2.0/24"]`.
   * @default []
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Whether the Service also opens node ports; many implementations need them. Example: `false`.
   * @default true
   */
  readonly allocateNodePorts?: boolean;
}

/** Fields of `mail` in the settings. */
export interface MailProps {
  /** Name of the mail server, to which the MX records of its domains point; the reverse name of its address should be the same. Example: `"mail.example.org"`. */
  readonly hostname: string;
  /**
   * Domains whose mail arrives here: the report lists the records that each of them needs. Example: `["example.org","example.com"]`.
   * @default []
   */
  readonly domains?: readonly string[];
  /**
   * Addresses from which mail goes out, for SPF. Example: `["192.0.2.10","2001:db8::10"]`.
   * @default []
   */
  readonly outgoingAddresses?: readonly string[];
}

/** Fields of `monitoring.exporter` in the settings. */
export interface MonitoringExporterProps {
  /**
   * Namespace of the pods of the exporter. Example: `"monitoring"`.
   * @default "monitoring"
   */
  readonly namespace?: string;
  /**
   * Labels of the pods of the exporter, which the policies admit. Example: `{"app":"blackbox-exporter"}`.
   * @default {"app.kubernetes.io/name":"prometheus-blackbox-exporter"}
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Host and port at which Prometheus reaches the exporter. Example: `"blackbox-exporter.monitoring.svc:19115"`.
   * @default - prometheus-blackbox-exporter in the namespace of the exporter, port 9115
   */
  readonly address?: string;
}

/** Fields of `monitoring` in the settings. */
export interface MonitoringProps {
  /**
   * The blackbox exporter that probes. Example: `{"namespace":"observability"}`.
   * @default {}
   */
  readonly exporter?: MonitoringExporterProps;
  /**
   * Labels of the Probes and of the PrometheusRule, by which Prometheus selects them. Example: `{"release":"kube-prometheus-stack"}`.
   * @default {}
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Whether a dashboard is rendered, as a ConfigMap that Grafana’s sidecar finds by its label. Example: `false`.
   * @default true
   */
  readonly dashboard?: boolean;
}

/** `name`, which a construct has by its id. */
export interface NameField {
  /**
   * Name of the installation and of its output folder; not a name that Windows reserves for devices, such as con or nul. Example: `"bluemind"`.
   * @default - 
   */
  readonly name?: string;
}

/** Raw TCP on a port of every node: every port, for a balancer outside the cluster. */
export interface NodePortEntryPointProps {
  /** A Service of type NodePort. */
  readonly type: 'NodePort';
  /**
   * Annotations of the object, in addition to those that cdk8s-bluemind sets; yours take precedence. Example: `{"example.org/owner":"mail-team"}`.
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Local sends traffic to pods of the node where it arrives and keeps the client's address; Cluster replaces it with the address of a node, so the mail server sees every client as a host of its own network. Example: `"Local"`.
   * @default "Local"
   */
  readonly externalTrafficPolicy?: 'Local' | 'Cluster';
  /**
   * IP families of the Service, the preferred one first. Example: `["IPv4","IPv6"]`.
   * @default - those of `cluster.ipFamilies`, else the default of the cluster
   */
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  /**
   * Whether the Service asks for one or both IP families. Example: `"PreferDualStack"`.
   * @default - SingleStack for one family, RequireDualStack for two
   */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /**
   * Sends the client's address by the PROXY protocol if it would otherwise be lost. Example: `{"version":"v2","targetPorts":{"smtp":10025}}`.
   * @default - off
   */
  readonly proxyProtocol?: EntryPointProxyProtocolProps;
  /**
   * Why it is acceptable here that BlueMind does not see the addresses of mail clients; the output shows it. Example: `"Only the relay of the provider connects, and it is not in mynetworks."`.
   * @default - not acceptable, so such an exposure is refused
   */
  readonly acceptLostClientAddress?: string;
  /** Node port (30000-32767) of each port exposed here. Example: `{"smtp":30025,"imaps":30993}`. */
  readonly nodePorts: Readonly<Record<string, number>>;
}

/** Fields of `policies.admission.exceptions[].object` in the settings. */
export interface PoliciesAdmissionExceptionObjectProps {
  /** Kind of the object. Example: `"Service"`. */
  readonly kind: string;
  /**
   * Its namespace. Example: `"mail"`.
   * @default - that of the installation
   */
  readonly namespace?: string;
  /** Its name. Example: `"imap-for-scanners"`. */
  readonly name: string;
}

/** Fields of `policies.admission.exceptions[]` in the settings. */
export interface PoliciesAdmissionExceptionProps {
  /**
   * Service account whose requests are not checked, as NAMESPACE/NAME: that of the GitOps controller. Example: `"argocd/argocd-application-controller"`.
   * @default - the exception is for an object
   */
  readonly serviceAccount?: string;
  /**
   * Object that is not checked. Example: `{"kind":"Service","name":"imap-for-scanners"}`.
   * @default - the exception is for a service account
   */
  readonly object?: PoliciesAdmissionExceptionObjectProps;
  /** Why, as a sentence. Example: `"Argo CD applies what was reviewed in Git."`. */
  readonly reason: string;
}

/** Fields of `policies.admission` in the settings. */
export interface PoliciesAdmissionProps {
  /**
   * What happens to a request that would open a closed port: `Deny` refuses it, `Warn` warns the sender, `Audit` writes it to the audit log; `[Warn, Audit]` and `[Deny, Audit]` do both. Example: `["Warn","Audit"]`.
   * @default "Deny"
   */
  readonly action?: 'Deny' | 'Warn' | 'Audit' | readonly ('Deny' | 'Warn' | 'Audit')[];
  /**
   * Service accounts and objects that are not checked. Example: `[{"serviceAccount":"argocd/argocd-application-controller","reason":"Argo CD applies what was reviewed in Git."}]`.
   * @default []
   */
  readonly exceptions?: readonly PoliciesAdmissionExceptionProps[];
}

/** Fields of `policies` in the settings. */
export interface PoliciesProps {
  /**
   * Kind of the policies: NetworkPolicy of Kubernetes, which every network plugin with policies enforces, CiliumNetworkPolicy, or NetworkPolicy of Calico. All admit the same connections; the latter two need their own plugin, and can name more peers (nodes, hosts by name, the API server). Example: `"cilium"`.
   * @default "kubernetes"
   */
  readonly dialect?: 'kubernetes' | 'cilium' | 'calico';
  /**
   * Whether ClusterNetworkPolicies (policy.networking.k8s.io/v1alpha2, tier Admin) take precedence over all other policies: no other namespace reaches the internal ports, even if a team adds policies of its own. They apply only to pods, so the other policies still decide for the outside and the nodes, and they need a network plugin that enforces them. Example: `"clusterNetworkPolicy"`.
   * @default "none"
   */
  readonly guard?: 'none' | 'clusterNetworkPolicy';
  /**
   * Priority of the guard among the ClusterNetworkPolicies of the tier, from 0, the first, to 1000; those of one priority have no order. Example: `50`.
   * @default 100
   */
  readonly guardPriority?: number;
  /**
   * Whether ValidatingAdmissionPolicies (admissionregistration.k8s.io/v1, Kubernetes 1.30 or later, nothing to install) refuse later changes that would open a closed port: Services, routes and host ports that lead to internal ports, the network of the node, policies that admit more than the settings do, the removal of the default deny. `true` refuses such requests. Example: `true`.
   * @default false
   */
  readonly admission?: boolean | PoliciesAdmissionProps;
}

/** `release` of the settings, for a type that says more. */
export interface ReleaseField<Type> {
  /**
   * Major release of BlueMind, whose catalogue is used. Example: `"4"`.
   * @default "4"
   */
  readonly release?: Type;
}

/** Fields of `rewrittenConnections[]` in the settings. */
export interface RewrittenConnectionProps {
  /** Component that connects. Example: `"core"`. */
  readonly from: string;
  /** Component it connects to. Example: `"tika"`. */
  readonly to: string;
}

/** Raw TCP and HTTP through Traefik: every port. */
export interface TraefikEntryPointProps {
  /** Traefik's own routes: IngressRouteTCP and IngressRoute. */
  readonly type: 'Traefik';
  /**
   * Ingress class of the controller, if the cluster has several. Example: `"internal"`.
   * @default - that of the cluster, or none
   */
  readonly className?: string;
  /**
   * Names under which clients reach BlueMind: hosts of the external URL, needed for https. Traefik then routes ports with implicit TLS by these names (SNI), so that other applications can share its entry point; clients that send no name are refused. With an empty list, BlueMind gets every connection to these ports. Example: `["mail.example.org"]`.
   * @default []
   */
  readonly hosts?: readonly string[];
  /**
   * Certificate for https: a Secret, or a cert-manager issuer that makes one. Example: `{"clusterIssuer":"letsencrypt"}`.
   * @default - the default certificate of the controller
   */
  readonly tls?: EntryPointTlsProps;
  /**
   * Makes the controller check the certificate of BlueMind. Example: `{"caSecret":"bluemind-ca","serverName":"mail.example.org"}`.
   * @default - the connection is encrypted, but the certificate is not checked, since BlueMind’s own is often self-signed
   */
  readonly backendTls?: EntryPointBackendTlsProps;
  /**
   * Client addresses that the controller admits; an empty list admits everyone. Example: `["192.0.2.0/24"]`.
   * @default []
   */
  readonly sourceRanges?: readonly string[];
  /**
   * Sends the client's address by the PROXY protocol if it would otherwise be lost. Example: `{"version":"v2","targetPorts":{"smtp":10025}}`.
   * @default - off
   */
  readonly proxyProtocol?: EntryPointProxyProtocolProps;
  /**
   * Addresses of a balancer in front of the controller, whose PROXY headers the controller trusts; an empty list if clients reach the controller with their own addresses. Example: `["10.0.0.0/24"]`.
   * @default []
   */
  readonly trustedProxies?: readonly string[];
  /**
   * Where the controller’s pods run, so that policies admit them. Example: `{"namespace":"traefik","podLabels":{"app.kubernetes.io/name":"traefik"}}`.
   * @default - `cluster.ingressController`
   */
  readonly proxies?: EntryPointProxiesProps;
  /**
   * Why it is acceptable here that BlueMind does not see the addresses of mail clients; the output shows it. Example: `"Only the relay of the provider connects, and it is not in mynetworks."`.
   * @default - not acceptable, so such an exposure is refused
   */
  readonly acceptLostClientAddress?: string;
  /**
   * Annotations of the object, in addition to those that cdk8s-bluemind sets; yours take precedence. Example: `{"example.org/owner":"mail-team"}`.
   * @default {}
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Whether TLS of https ends at Traefik, which then opens its own connection to BlueMind’s https, or reaches BlueMind unchanged. The other ports that begin with TLS are always passed through. Example: `"passthrough"`.
   * @default "terminate"
   */
  readonly tlsMode?: 'terminate' | 'passthrough';
  /**
   * Traefik's entry point for a port, if its name differs from that of the port (http: web, https: websecure). Example: `{"smtp":"mail","https":"websecure"}`.
   * @default {}
   */
  readonly entryPoints?: Readonly<Record<string, string>>;
}

/** Fields of `waivers[]` in the settings. */
export interface WaiverProps {
  /** Name of the rule, of those that `rules` lists. Example: `"cleartext-port-exposed"`. */
  readonly rule: string;
  /**
   * Name of the object of the finding. Example: `"bluemind-public"`.
   * @default - any
   */
  readonly object?: string;
  /**
   * Name of the port of the finding. Example: `"imap"`.
   * @default - any
   */
  readonly port?: string;
  /** Why it is accepted, as a sentence. Example: `"The old scanners do not support TLS."`. */
  readonly reason: string;
  /** Last day on which it applies. Example: `"2027-06-30"`. */
  readonly until: string;
}

/** Fields of `workloads.NAME` in the settings. */
export interface WorkloadProps {
  /**
   * Whether other workloads run the same components: `single`: no other does; `one-of-several`: others do, as with several mailbox servers; `edge`: an edge server, with only the connections to and from the inner servers that BlueMind documents. Example: `"edge"`.
   * @default "single"
   */
  readonly kind?: 'single' | 'one-of-several' | 'edge';
  /**
   * Namespace of these pods, with their Services and policies. Example: `"dmz"`.
   * @default - that of the installation
   */
  readonly namespace?: string;
  /**
   * Components that run in these pods, or `all`. Example: `["postfix","milter","webmail","memcached"]`.
   * @default - those of `roles`; for an edge server those that BlueMind documents
   */
  readonly components?: 'all' | readonly string[];
  /**
   * Server roles of BlueMind whose components run in these pods. Example: `["smtp","proxy"]`.
   * @default - none
   */
  readonly roles?: readonly string[];
  /**
   * Labels by which the pods are found. Example: `{"app":"bluemind-mta"}`.
   * @default - app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: the name of the installation, app.kubernetes.io/component: the name of the workload
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Addresses of machines outside the cluster that run these components, instead of pods. Policies cannot protect them; the firewall of the machines must. Example: `["192.0.2.10","2001:db8::10"]`.
   * @default - none; it runs in pods
   */
  readonly addresses?: readonly string[];
  /**
   * Ports on which the pods listen, if they differ from the catalogue (an unprivileged image); for a range, its first. Example: `{"smtp":10025}`.
   * @default {}
   */
  readonly targetPorts?: Readonly<Record<string, number>>;
}
