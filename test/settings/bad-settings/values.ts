import type { BadSettings } from './bad-settings';

export const values: readonly BadSettings[] = [
  {
    title: 'names',
    yaml: `name: Mail
namespace: mail_system
namePrefix: 4mail
workloads:
  Main: { components: all }
entryPoints:
  public-: { type: LoadBalancer }
`,
    faults: [
      "mail.yaml:1:1: name: 'Mail': expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      "mail.yaml:2:1: namespace: 'mail_system': expected lower-case letters, digits and '-', with a letter or digit at both ends",
      "mail.yaml:3:1: namePrefix: '4mail': expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      "mail.yaml:5:3: workloads.Main: expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      "mail.yaml:7:3: entryPoints.public-: expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
    ],
  },
  {
    title: 'labels and annotations of a name that every object of JavaScript has',
    yaml: `name: mail
labels: { constructor: x, toString: y }
workloads:
  main: { components: all, podLabels: { constructor: x } }
entryPoints:
  public: { type: LoadBalancer, annotations: { constructor: x } }
allow: { a: { ports: [imaps], from: [{ podLabels: { constructor: x } }], reason: z } }`,
    faults: [
      'mail.yaml:2:11: labels.constructor: is a reserved name; choose another',
      'mail.yaml:4:41: workloads.main.podLabels.constructor: is a reserved name; choose another',
      'mail.yaml:6:48: entryPoints.public.annotations.constructor: is a reserved name; choose another',
      'mail.yaml:7:53: allow.a.from[0].podLabels.constructor: is a reserved name; choose another',
    ],
  },
  {
    title: 'a name too long',
    yaml: `name: a-mail-server-with-a-name-that-nobody-can-remember`,
    faults: [
      "mail.yaml:1:1: name: 'a-mail-server-with-a-name-that-nobody-can-remember' is longer than 40 characters, which leaves no room for the rest of the object names",
    ],
  },
  {
    title: 'a name that Windows keeps for a device: con',
    yaml: `name: con`,
    faults: ["mail.yaml:1:1: name: 'con' is the name of a device on Windows, where no folder can have it; choose another"],
  },
  {
    title: 'a name that Windows keeps for a device: prn',
    yaml: `name: prn`,
    faults: ["mail.yaml:1:1: name: 'prn' is the name of a device on Windows, where no folder can have it; choose another"],
  },
  {
    title: 'a name that Windows keeps for a device: aux',
    yaml: `name: aux`,
    faults: ["mail.yaml:1:1: name: 'aux' is the name of a device on Windows, where no folder can have it; choose another"],
  },
  {
    title: 'a name that Windows keeps for a device: nul',
    yaml: `name: nul`,
    faults: ["mail.yaml:1:1: name: 'nul' is the name of a device on Windows, where no folder can have it; choose another"],
  },
  {
    title: 'a name that Windows keeps for a device: com1',
    yaml: `name: com1`,
    faults: ["mail.yaml:1:1: name: 'com1' is the name of a device on Windows, where no folder can have it; choose another"],
  },
  {
    title: 'a name that Windows keeps for a device: com9',
    yaml: `name: com9`,
    faults: ["mail.yaml:1:1: name: 'com9' is the name of a device on Windows, where no folder can have it; choose another"],
  },
  {
    title: 'a name that Windows keeps for a device: lpt1',
    yaml: `name: lpt1`,
    faults: ["mail.yaml:1:1: name: 'lpt1' is the name of a device on Windows, where no folder can have it; choose another"],
  },
  {
    title: 'an empty name',
    yaml: `name: ''`,
    faults: ["mail.yaml:1:1: name: is empty; expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'"],
  },
  {
    title: 'a number for a name',
    yaml: `name: 42`,
    faults: ['mail.yaml:1:1: name: 42: expected a text'],
  },
  {
    title: 'no name',
    yaml: `namespace: mail`,
    faults: ['mail.yaml:1:1: name: is missing; expected a text'],
  },
  {
    title: 'nothing for a name',
    yaml: `name:`,
    faults: ['mail.yaml:1:1: name: is empty; expected a text'],
  },
  {
    title: 'blocks of addresses',
    yaml: `name: mail
cluster:
  podCidrs:
    - 10.0.0.0/33
    - 10.0.0.1/8
    - 10.0.0.0
    - 010.0.0.0/8
    - 2001:DB8::/32
    - 2001:db8::1/32
    - fe80::%eth0/64
    - ''
    - 10
    -
  nodeCidrs: 10.0.0.0/8`,
    faults: [
      "mail.yaml:4:7: cluster.podCidrs[0]: '10.0.0.0/33': expected a block of addresses such as '192.0.2.0/24' or '2001:db8::/32'",
      "mail.yaml:5:7: cluster.podCidrs[1]: '10.0.0.1/8' is not written as a block; did you mean '10.0.0.0/8'?",
      "mail.yaml:6:7: cluster.podCidrs[2]: '10.0.0.0': expected a block of addresses such as '192.0.2.0/24' or '2001:db8::/32'",
      "mail.yaml:7:7: cluster.podCidrs[3]: '010.0.0.0/8': expected a block of addresses such as '192.0.2.0/24' or '2001:db8::/32'",
      "mail.yaml:8:7: cluster.podCidrs[4]: '2001:DB8::/32' is not written as a block; did you mean '2001:db8::/32'?",
      "mail.yaml:9:7: cluster.podCidrs[5]: '2001:db8::1/32' is not written as a block; did you mean '2001:db8::/32'?",
      "mail.yaml:10:7: cluster.podCidrs[6]: 'fe80::%eth0/64': expected a block of addresses such as '192.0.2.0/24' or '2001:db8::/32'",
      "mail.yaml:11:7: cluster.podCidrs[7]: is empty; expected a block of addresses such as '192.0.2.0/24' or '2001:db8::/32'",
      'mail.yaml:12:7: cluster.podCidrs[8]: 10: expected a text',
      'mail.yaml:13:6: cluster.podCidrs[9]: is empty; expected a text',
      "mail.yaml:14:3: cluster.nodeCidrs: '10.0.0.0/8': expected a list",
    ],
  },
  {
    title: 'another release',
    yaml: `name: mail
release: 3`,
    faults: ["mail.yaml:2:1: release: 3: expected '4' or '5'"],
  },
  {
    title: 'words that are none of those expected',
    yaml: `name: mail
isolation: connection
createNamespace: 'yes'`,
    faults: [
      "mail.yaml:2:1: isolation: 'connection': expected 'cluster', 'installation' or 'connections'; did you mean 'connections'?",
      "mail.yaml:3:1: createNamespace: 'yes': expected true or false",
    ],
  },
  {
    title: 'fields that do not exist',
    yaml: `name: mail
namspace: post
color: blue
entryPoints:
  public: { type: LoadBalancer, sourceRange: [192.0.2.0/24] }
cluster: { podCidr: [10.244.0.0/16] }`,
    faults: [
      "mail.yaml:2:1: namspace: no such field; did you mean 'namespace'?",
      'mail.yaml:3:1: color: no such field',
      "mail.yaml:5:33: entryPoints.public.sourceRange: no such field; did you mean 'sourceRanges'?",
      "mail.yaml:6:12: cluster.podCidr: no such field; did you mean 'podCidrs'?",
    ],
  },
  {
    title: 'names that JavaScript objects have',
    yaml: `name: mail
expose: { smtp: public, https: public, constructor: public }
workloads: { main: { components: [constructor], roles: [proxy, smtp, mailbox, core, sso, web, xmpp, database, search, metrics], targetPorts: { constructor: 25 } } }`,
    faults: [
      'mail.yaml:2:40: expose.constructor: no external port of BlueMind 4 has this name',
      "mail.yaml:3:35: workloads.main.components[0]: 'constructor': BlueMind 4 has no such component",
      'mail.yaml:3:144: workloads.main.targetPorts.constructor: BlueMind 4 has no such port',
    ],
  },
];
