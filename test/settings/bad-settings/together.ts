import type { BadSettings } from './bad-settings';

export const together: readonly BadSettings[] = [
  {
    title: 'faults of shape and of meaning, in the order of the file, none as the consequence of another',
    yaml: `name: Mail
namspace: post
expose:
  smtp: public
  https: nowhere
  imasp: public
  postgresql: public
workloads:
  main: { components: all, targetPorts: { smtp: 0 } }
allow:
  backup: { ports: [postgres], from: [{ cidr: 192.0.2.1/24 }], reason: Nightly dump. }
entryPoints:
  public: { type: LoadBalancer, sourceRanges: [here] }
  nodes: { type: NodePort, nodePorts: { http: 1 } }
cluster:
  ingressController: {}`,
    faults: [
      "mail.yaml:1:1: name: 'Mail': expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      "mail.yaml:2:1: namspace: no such field; did you mean 'namespace'?",
      "mail.yaml:5:3: expose.https: 'nowhere': no entry point has this name (entryPoints: public, nodes)",
      "mail.yaml:6:3: expose.imasp: no external port of BlueMind 4 has this name; did you mean 'imaps'?",
      "mail.yaml:7:3: expose.postgresql: 'postgresql' is an internal port and is never exposed; to admit a peer, use allow",
      'mail.yaml:9:43: workloads.main.targetPorts.smtp: 0 is not within 1-65535',
      "mail.yaml:11:21: allow.backup.ports[0]: 'postgres': no port of BlueMind 4 has this name; did you mean 'postgresql'?",
      "mail.yaml:11:41: allow.backup.from[0].cidr: '192.0.2.1/24' is not written as a block; did you mean '192.0.2.0/24'?",
      "mail.yaml:13:48: entryPoints.public.sourceRanges[0]: 'here': expected a block of addresses such as '192.0.2.0/24' or '2001:db8::/32'",
      'mail.yaml:14:41: entryPoints.nodes.nodePorts.http: 1 is not within 30000-32767',
      'mail.yaml:16:3: cluster.ingressController: does not say where the controller runs; give its namespace and podLabels, or hostNetwork: true',
    ],
  },
  {
    title: 'an unsound entry point is still there for what leads to it',
    yaml: `name: mail
entryPoints:
  outside: { type: LoadBlancer }
expose: { smtp: outside, https: outside }`,
    faults: [
      "mail.yaml:3:14: entryPoints.outside.type: 'LoadBlancer': expected 'LoadBalancer', 'NodePort', 'Ingress', 'Traefik', 'HAProxy', 'IngressNginx' or 'Gateway'; did you mean 'LoadBalancer'?",
    ],
  },
  {
    title: 'an unsound decision is still a decision',
    yaml: `name: mail
expose: { smtp: 25, https: { entryPoint: public, note: x } }`,
    faults: ['mail.yaml:2:11: expose.smtp: 25: expected a text, or a map of fields', 'mail.yaml:2:50: expose.https.note: no such field'],
  },
  {
    title: 'a mistyped mandatory port is not missing besides',
    yaml: `name: mail
expose: { SMTP: public, https: public }`,
    faults: ["mail.yaml:2:11: expose.SMTP: no external port of BlueMind 4 has this name; did you mean 'smtp'?"],
  },
  {
    title: 'facts about the cluster that are in part unsound hide what hangs on them',
    yaml: `name: mail
cluster:
  ingressController: { namspace: traefik }
allow:
  backup: { ports: [postgresql], from: [{ namspace: backup }], reason: Nightly dump. }
entryPoints:
  public: { type: LoadBalancer }
  web: { type: Ingress, hosts: [mail.example.org] }
expose: { smtp: public, https: web }`,
    faults: [
      "mail.yaml:3:24: cluster.ingressController.namspace: no such field; did you mean 'namespace'?",
      "mail.yaml:5:43: allow.backup.from[0].namspace: no such field; did you mean 'namespace'?",
    ],
  },
  {
    title: 'a fault that an alias repeats stands where it is written',
    yaml: `name: mail
labels: &team { team: 1 }
allow:
  backup: { ports: [smtp], from: [{ podLabels: *team }], reason: Dump. }`,
    faults: [
      "mail.yaml:2:17: labels.team: 1: expected a text; put numbers and true/false in quotes: '1'",
      "mail.yaml:2:17: allow.backup.from[0].podLabels.team: 1: expected a text; put numbers and true/false in quotes: '1'",
    ],
  },
];
