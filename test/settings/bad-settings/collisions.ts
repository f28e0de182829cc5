import type { BadSettings } from './bad-settings';

export const oneAddress: readonly BadSettings[] = [
  {
    title: 'a port of one’s own with the number of another on the same load balancer',
    yaml: `name: mail
workloads:
  all: { components: all, targetPorts: { smtp-relay: 2525 } }
additions:
  components:
    - { name: relay, description: A second MTA }
  ports:
    - { audience: external, name: smtp-relay, number: 25, component: relay, description: Mail, encryption: none }
expose:
  smtp: public
  smtp-relay: public
  https: public`,
    faults: ["mail.yaml:11:3: expose.smtp-relay: 'smtp' has port 25 of 'public' already; expose one of them through another entry point"],
  },
  {
    title: 'the same node port in two entry points',
    yaml: `name: mail
entryPoints:
  mail: { type: NodePort, nodePorts: { smtp: 30025 } }
  web:
    type: NodePort
    nodePorts: { https: 30025 }
expose: { smtp: mail, https: web }`,
    faults: [
      "mail.yaml:6:18: entryPoints.web.nodePorts.https: 30025 is claimed by 'smtp' of 'mail' already; a node port serves one port in the whole cluster",
    ],
  },
  {
    title: 'the same node port twice in one',
    yaml: `name: mail
entryPoints:
  nodes: { type: NodePort, nodePorts: { smtp: 30025, https: 30025 } }
expose: { smtp: nodes, https: nodes }`,
    faults: [
      "mail.yaml:3:54: entryPoints.nodes.nodePorts.https: 30025 is claimed by 'smtp' of 'nodes' already; a node port serves one port in the whole cluster",
    ],
  },
  {
    title: 'the same host twice',
    yaml: `name: mail
cluster: { ingressController: { namespace: traefik } }
entryPoints:
  public: { type: LoadBalancer }
  web: { type: Ingress, hosts: [mail.example.org, mail.example.org] }
expose: { smtp: public, https: web }`,
    faults: ["mail.yaml:5:25: entryPoints.web.hosts: 'mail.example.org' is claimed by 'web' already; a host has one entry point"],
  },
  {
    title: 'an entry point whose Service is called as that of a component',
    yaml: `name: mail
entryPoints:
  nginx: { type: LoadBalancer }
expose: { smtp: nginx, https: nginx }`,
    faults: ["mail.yaml:3:3: entryPoints.nginx: its Service would have the name 'mail-nginx', like that of component 'nginx'; choose another name"],
  },
  {
    title: 'two entry points whose Services get one name',
    yaml: `name: mail
workloads: roles
entryPoints:
  a: { type: LoadBalancer }
  a-smtp: { type: LoadBalancer }
expose: { smtp: a, https: a, submission: a-smtp }`,
    faults: [
      "mail.yaml:5:3: entryPoints.a-smtp: one of its objects would have the name 'mail-a-smtp', like one of entry point 'a'; choose another name",
    ],
  },
  {
    title: 'names too long for a Service',
    yaml: `name: mail
namePrefix: post-office-of-the-ministry-of-post
entryPoints:
  everything-that-comes-from-outside: { type: LoadBalancer }
expose: { smtp: everything-that-comes-from-outside, https: everything-that-comes-from-outside }`,
    faults: [
      "mail.yaml:2:1: namePrefix: 'post-office-of-the-ministry-of-post': makes the Service name 'post-office-of-the-ministry-of-post-everything-that-comes-from-outside' (70 characters, at most 63); choose a shorter prefix or shorter names of workloads and entry points",
    ],
  },
];
