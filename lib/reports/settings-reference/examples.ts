/** The settings of each way in, as a complete file; a test renders and proves all of them. */
export const wayExamples: Readonly<Record<string, string>> = {
  LoadBalancer: `name: mail
entryPoints:
  public:
    type: LoadBalancer
    provider: metallb
    addresses: [192.0.2.10]
    externalTrafficPolicy: Local
`,
  NodePort: `name: mail
entryPoints:
  public:
    type: NodePort
    externalTrafficPolicy: Local
    nodePorts: { smtp: 30025, http: 30080, https: 30443, submissions: 30465, submission: 30587, imaps: 30993 }
`,
  Ingress: `name: mail
cluster:
  ingressController: { namespace: traefik, podLabels: { app.kubernetes.io/name: traefik } }
entryPoints:
  public: { type: LoadBalancer, externalTrafficPolicy: Local }
  web:
    type: Ingress
    controller: traefik
    className: traefik
    hosts: [mail.example.org]
    tls: { secret: mail-tls }
expose: { smtp: public, submissions: public, submission: public, imaps: public, http: web, https: web }
`,
  Traefik: `name: mail
cluster:
  ingressController: { namespace: traefik, podLabels: { app.kubernetes.io/name: traefik } }
entryPoints:
  public:
    type: Traefik
    hosts: [mail.example.org]
    tlsMode: passthrough
    proxyProtocol:
      targetPorts: { smtp: 10025, submissions: 10465, submission: 10587, imaps: 10993 }
`,
  HAProxy: `name: mail
cluster:
  ingressController: { namespace: haproxy-controller, podLabels: { app.kubernetes.io/name: kubernetes-ingress } }
entryPoints:
  public:
    type: HAProxy
    hosts: [mail.example.org]
    proxyProtocol:
      targetPorts: { smtp: 10025, submissions: 10465, submission: 10587, imaps: 10993 }
`,
  IngressNginx: `name: mail
cluster:
  ingressController: { namespace: ingress-nginx, podLabels: { app.kubernetes.io/name: ingress-nginx } }
entryPoints:
  public:
    type: IngressNginx
    hosts: [mail.example.org]
    proxyProtocol:
      targetPorts: { smtp: 10025, submissions: 10465, submission: 10587, imaps: 10993 }
`,
  Gateway: `name: mail
entryPoints:
  public:
    type: Gateway
    implementation: envoy-gateway
    gatewayApi: "1.6"
    className: envoy
    hosts: [mail.example.org]
    tlsMode: passthrough
    proxyProtocol:
      targetPorts: { smtp: 10025, submissions: 10465, submission: 10587, imaps: 10993 }
`,
};
