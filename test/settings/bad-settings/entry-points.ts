import type { BadSettings } from './bad-settings';

export const entryPoints: readonly BadSettings[] = [
  {
    title: 'no type',
    yaml: `name: mail
entryPoints:
  public: { sourceRanges: [192.0.2.0/24] }`,
    faults: [
      "mail.yaml:3:3: entryPoints.public.type: is missing; expected 'LoadBalancer', 'NodePort', 'Ingress', 'Traefik', 'HAProxy', 'IngressNginx' or 'Gateway'",
    ],
  },
  {
    title: 'an empty type',
    yaml: `name: mail
entryPoints:
  public: { type: }`,
    faults: [
      "mail.yaml:3:13: entryPoints.public.type: is empty; expected 'LoadBalancer', 'NodePort', 'Ingress', 'Traefik', 'HAProxy', 'IngressNginx' or 'Gateway'",
    ],
  },
  {
    title: 'nothing',
    yaml: `name: mail
entryPoints:
  public:`,
    faults: ['mail.yaml:3:3: entryPoints.public: is empty; expected a map of fields'],
  },
  {
    title: 'a word in place of a map',
    yaml: `name: mail
entryPoints:
  public: LoadBalancer`,
    faults: ["mail.yaml:3:3: entryPoints.public: 'LoadBalancer': expected a map of fields"],
  },
  {
    title: 'fields of another kind of entry point, and bad values',
    yaml: `name: mail
entryPoints:
  public:
    type: LoadBalancer
    class: a class
    hosts: [mail.example.org]
    externalTrafficPolicy: local
    allocateNodePorts: 'no'
    annotations: { example.org/weight: 1 }`,
    faults: [
      "mail.yaml:5:5: entryPoints.public.class: 'a class': expected a name such as 'metallb.io/metallb'",
      'mail.yaml:6:5: entryPoints.public.hosts: no such field',
      "mail.yaml:7:5: entryPoints.public.externalTrafficPolicy: 'local': expected 'Local' or 'Cluster'; did you mean 'Local'?",
      "mail.yaml:8:5: entryPoints.public.allocateNodePorts: 'no': expected true or false",
      `mail.yaml:9:20: entryPoints.public.annotations["example.org/weight"]: 1: expected a text; put numbers and true/false in quotes: '1'`,
    ],
  },
  {
    title: 'node ports out of range',
    yaml: `name: mail
entryPoints:
  nodes:
    type: NodePort
    nodePorts: { smtp: 29999, https: 32768, imaps: text, submission: 30587.5 }
expose: { smtp: nodes, https: nodes, imaps: nodes, submission: nodes }`,
    faults: [
      'mail.yaml:5:18: entryPoints.nodes.nodePorts.smtp: 29999 is not within 30000-32767',
      'mail.yaml:5:31: entryPoints.nodes.nodePorts.https: 32768 is not within 30000-32767',
      "mail.yaml:5:45: entryPoints.nodes.nodePorts.imaps: 'text': expected a whole number",
      'mail.yaml:5:58: entryPoints.nodes.nodePorts.submission: 30587.5: expected a whole number',
    ],
  },
  {
    title: 'node ports that are missing or left over',
    yaml: `name: mail
entryPoints:
  nodes:
    type: NodePort
    nodePorts: { https: 30443, imaps: 30993 }
expose: { smtp: nodes, https: nodes }`,
    faults: [
      "mail.yaml:5:5: entryPoints.nodes.nodePorts: has no node port for 'smtp', which is exposed here; add one such as 'smtp: 30025' (30000-32767)",
      "mail.yaml:5:32: entryPoints.nodes.nodePorts.imaps: is not exposed through 'nodes'; expose it or remove this line",
    ],
  },
  {
    title: 'no node ports',
    yaml: `name: mail
entryPoints:
  nodes: { type: NodePort }
expose: { smtp: nodes, https: nodes }`,
    faults: ['mail.yaml:3:3: entryPoints.nodes.nodePorts: is missing; expected a map of names to values'],
  },
  {
    title: 'raw TCP through an Ingress',
    yaml: `name: mail
cluster: { ingressController: { namespace: traefik } }
entryPoints:
  web: { type: Ingress, hosts: [mail.example.org] }
expose:
  smtp: web
  submission: web
  imaps: web
  https: web`,
    faults: [
      "mail.yaml:6:3: expose.smtp: 'smtp' begins in clear text, so there is no host name by which an Ingress could route it; expose it through a LoadBalancer or NodePort",
      "mail.yaml:7:3: expose.submission: 'submission' begins in clear text, so there is no host name by which an Ingress could route it; expose it through a LoadBalancer or NodePort",
      "mail.yaml:8:3: expose.imaps: 'imaps' is not HTTP, and an Ingress carries only HTTP; expose it through a LoadBalancer or NodePort",
    ],
  },
  {
    title: 'an Ingress without its controller',
    yaml: `name: mail
entryPoints:
  public: { type: LoadBalancer }
  web: { type: Ingress, hosts: [mail.example.org] }
expose: { smtp: public, https: web }`,
    faults: [
      "mail.yaml:4:3: entryPoints.web: Ingress 'web' needs to know where its controller runs, so that policies can admit it; give cluster.ingressController its namespace and podLabels, or hostNetwork: true",
    ],
  },
  {
    title: 'a controller on the network of unknown nodes',
    yaml: `name: mail
cluster:
  ingressController: { hostNetwork: true }
entryPoints:
  public: { type: LoadBalancer }
  web: { type: Ingress, hosts: [mail.example.org] }
expose: { smtp: public, https: web }`,
    faults: [
      'mail.yaml:3:24: cluster.ingressController.hostNetwork: its connections come from the addresses of the nodes, which policies must name; list them under cluster.nodeCidrs',
    ],
  },
  {
    title: 'a controller that may be anywhere',
    yaml: `name: mail
cluster:
  ingressController: {}`,
    faults: [
      'mail.yaml:3:3: cluster.ingressController: does not say where the controller runs; give its namespace and podLabels, or hostNetwork: true',
    ],
  },
  {
    title: 'http through an Ingress, https elsewhere',
    yaml: `name: mail
cluster: { ingressController: { namespace: traefik } }
entryPoints:
  public: { type: LoadBalancer }
  web: { type: Ingress, hosts: [mail.example.org] }
expose: { smtp: public, https: public, http: web }`,
    faults: ["mail.yaml:6:40: expose.http: an Ingress routes to BlueMind's HTTPS port and serves http as well; expose https through 'web' too"],
  },
  {
    title: 'hosts that are none',
    yaml: `name: mail
cluster: { ingressController: { namespace: traefik } }
entryPoints:
  public: { type: LoadBalancer }
  web:
    type: Ingress
    hosts:
      - Mail.example.org
      - '*'
      - a..b
      - 192.0.2.1
      - mail.example.org:443
      - https://mail.example.org
  empty: { type: Ingress, hosts: [] }
expose: { smtp: public, https: web }`,
    faults: [
      "mail.yaml:8:9: entryPoints.web.hosts[0]: 'Mail.example.org': expected a lower-case DNS name such as 'mail.example.org'",
      "mail.yaml:9:9: entryPoints.web.hosts[1]: '*': expected a lower-case DNS name such as 'mail.example.org'",
      "mail.yaml:10:9: entryPoints.web.hosts[2]: 'a..b': expected a lower-case DNS name such as 'mail.example.org'",
      "mail.yaml:11:9: entryPoints.web.hosts[3]: '192.0.2.1' is an address; expected a DNS name such as 'mail.example.org'",
      "mail.yaml:12:9: entryPoints.web.hosts[4]: 'mail.example.org:443': expected a lower-case DNS name such as 'mail.example.org'",
      "mail.yaml:13:9: entryPoints.web.hosts[5]: 'https://mail.example.org': expected a lower-case DNS name such as 'mail.example.org'",
      'mail.yaml:14:27: entryPoints.empty.hosts: is empty; name the host of the external URL',
    ],
  },
  {
    title: 'certificates of two origins, or of none',
    yaml: `name: mail
cluster: { ingressController: { namespace: traefik } }
entryPoints:
  public: { type: LoadBalancer }
  web: { type: Ingress, hosts: [mail.example.org], tls: {} }
  cal: { type: Ingress, hosts: [cal.example.org], tls: { issuer: ca, clusterIssuer: letsencrypt }, controller: apache }
expose: { smtp: public, https: web }`,
    faults: [
      'mail.yaml:5:52: entryPoints.web.tls: is empty; give secret, issuer or clusterIssuer',
      'mail.yaml:6:51: entryPoints.cal.tls: has both issuer and clusterIssuer; give one',
      "mail.yaml:6:100: entryPoints.cal.controller: 'apache': expected 'haproxy', 'ingress-nginx', 'kong', 'nginx', 'traefik' or 'other'",
    ],
  },
  {
    title: 'IP families',
    yaml: `name: mail
cluster: { ipFamilies: [IPv4, IPv4] }
entryPoints:
  public: { type: LoadBalancer, ipFamilies: [IPv4, IPv6, IPv4] }
  inner: { type: LoadBalancer, ipFamilies: [] }
  other: { type: LoadBalancer, ipFamilies: [ipv6] }`,
    faults: [
      'mail.yaml:2:12: cluster.ipFamilies: names a family twice',
      'mail.yaml:4:33: entryPoints.public.ipFamilies: names more than two families',
      'mail.yaml:5:32: entryPoints.inner.ipFamilies: is empty',
      "mail.yaml:6:45: entryPoints.other.ipFamilies[0]: 'ipv6': expected 'IPv4' or 'IPv6'; did you mean 'IPv6'?",
    ],
  },
  {
    title: 'one family asked of two',
    yaml: `name: mail
cluster: { ipFamilies: [IPv4, IPv6] }
entryPoints:
  public: { type: LoadBalancer, ipFamilyPolicy: SingleStack }`,
    faults: [
      'mail.yaml:4:33: entryPoints.public.ipFamilyPolicy: SingleStack takes one family, but there are 2: name one under ipFamilies, or use PreferDualStack or RequireDualStack',
    ],
  },
];
