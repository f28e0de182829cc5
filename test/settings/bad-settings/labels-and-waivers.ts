import type { BadSettings } from './bad-settings';

export const labelsAndWaivers: readonly BadSettings[] = [
  {
    title: 'labels and annotations that objects have of their own',
    yaml: `name: mail
labels:
  app.kubernetes.io/part-of: groupware
  app.kubernetes.io/managed-by: helm
  app.kubernetes.io/name: mail
  app.kubernetes.io/component: all
  app.kubernetes.io/instance: mail
  app.kubernetes.io/version: '5'
entryPoints:
  public: { type: LoadBalancer, annotations: { cdk8s-bluemind/settings: '{}' } }`,
    faults: [
      ...['part-of', 'managed-by', 'name', 'component', 'instance'].map(
        (name, index) =>
          `mail.yaml:${index + 3}:3: labels["app.kubernetes.io/${name}"]: is a label that every object carries and policies rely on; choose another key`,
      ),
      'mail.yaml:10:48: entryPoints.public.annotations["cdk8s-bluemind/settings"]: begins with cdk8s-bluemind/, which is reserved for rendered objects; choose another key',
    ],
  },
  {
    title: 'waivers of rules and ports that do not exist',
    yaml: `name: mail
waivers:
  - { rule: cleartext-port-exposed, port: imasp, reason: Old scanners., until: '2999-01-01' }
  - { rule: nodeport-besides-load-balancer, reason: Firewalled., until: '2999-01-01' }`,
    faults: [
      "mail.yaml:3:37: waivers[0].port: 'imasp': no port of BlueMind 4 has this name; did you mean 'imaps'?",
      "mail.yaml:4:7: waivers[1].rule: 'nodeport-besides-load-balancer': no rule has this name; did you mean 'node-port-besides-load-balancer'?",
    ],
  },
];
