import type { BadSettings } from './bad-settings';

export const workloads: readonly BadSettings[] = [
  {
    title: 'a preset that does not exist',
    yaml: `name: mail
workloads: role`,
    faults: [
      "mail.yaml:2:1: workloads: 'role': expected 'all-in-one', 'roles', 'main-and-edge' or 'main-and-mailboxes', or a map of names to values; did you mean 'roles'?",
    ],
  },
  {
    title: 'a list',
    yaml: `name: mail
workloads: [smtp, core]`,
    faults: ["mail.yaml:2:1: workloads: expected 'all-in-one', 'roles', 'main-and-edge' or 'main-and-mailboxes', or a map of names to values"],
  },
  {
    title: 'nothing',
    yaml: `name: mail
workloads:`,
    faults: [
      "mail.yaml:2:1: workloads: is empty; expected 'all-in-one', 'roles', 'main-and-edge' or 'main-and-mailboxes', or a map of names to values",
    ],
  },
  {
    title: 'a component that BlueMind does not have',
    yaml: `name: mail
workloads:
  main: { components: all }
  mta: { components: [postfx] }`,
    faults: ["mail.yaml:4:23: workloads.mta.components[0]: 'postfx': BlueMind 4 has no such component; did you mean 'postfix'?"],
  },
  {
    title: 'a role that BlueMind does not have',
    yaml: `name: mail
workloads:
  main: { components: all }
  mta: { roles: [smpt, mta] }`,
    faults: [
      "mail.yaml:4:18: workloads.mta.roles[0]: 'smpt': BlueMind 4 has no such server role; did you mean 'smtp'?",
      "mail.yaml:4:24: workloads.mta.roles[1]: 'mta': BlueMind 4 has no such server role",
    ],
  },
  {
    title: 'a component in no workload',
    yaml: `name: mail
workloads:
  main: { roles: [proxy, smtp, mailbox, core, sso, web, xmpp, search, metrics] }`,
    faults: ["mail.yaml:2:1: workloads: component 'postgresql' is in no workload; add it, or role 'database', to one"],
  },
  {
    title: 'a role in no workload',
    yaml: `name: mail
workloads:
  main: { roles: [proxy, smtp, mailbox, core, sso, web, xmpp, database, search] }`,
    faults: ["mail.yaml:2:1: workloads: components 'influxdb', 'chronograf' and 'kapacitor' are in no workload; add them, or role 'metrics', to one"],
  },
  {
    title: 'a component of one’s own in no workload',
    yaml: `name: mail
workloads:
  main: { roles: [proxy, smtp, mailbox, core, sso, web, xmpp, database, search, metrics] }
additions:
  components: [{ name: bridge, description: Telephony }]`,
    faults: ["mail.yaml:2:1: workloads: component 'bridge' is in no workload; add it to one"],
  },
  {
    title: 'a component in two',
    yaml: `name: mail
workloads:
  main: { components: all }
  data:
    components:
      - postgresql`,
    faults: [
      "mail.yaml:6:9: workloads.data.components[0]: component 'postgresql' is in workload 'main' too; a component runs in one, unless the others are of kind 'one-of-several'",
    ],
  },
  {
    title: 'a role in two',
    yaml: `name: mail
workloads:
  main: { components: all }
  metrics: { roles: [metrics] }`,
    faults: [
      "mail.yaml:4:3: workloads.metrics: components 'influxdb', 'chronograf' and 'kapacitor' are in workload 'main' too; a component runs in one, unless the others are of kind 'one-of-several'",
    ],
  },
  {
    title: 'a mistyped role, whose components are not missing besides',
    yaml: `name: mail
workloads:
  main: { roles: [proxy, mailbox, core, sso, web, xmpp, database, search, metrics] }
  mta: { roles: [smpt] }`,
    faults: ["mail.yaml:4:18: workloads.mta.roles[0]: 'smpt': BlueMind 4 has no such server role; did you mean 'smtp'?"],
  },
  {
    title: 'pods that run nothing',
    yaml: `name: mail
workloads:
  main: {}`,
    faults: ["mail.yaml:3:3: workloads.main: names neither components nor roles; list what runs in it, such as 'roles: [smtp]' or 'components: all'"],
  },
  {
    title: 'empty, and of another kind',
    yaml: `name: mail
workloads:
  a:
  b: all
  c: { components: al }
  d: { components: [], roles: [] }
  e: { component: [nginx] }`,
    faults: [
      'mail.yaml:3:3: workloads.a: is empty; expected a map of fields',
      "mail.yaml:4:3: workloads.b: 'all': expected a map of fields",
      "mail.yaml:5:8: workloads.c.components: 'al': expected 'all', or a list",
      'mail.yaml:6:8: workloads.d.components: is empty',
      'mail.yaml:6:24: workloads.d.roles: is empty',
      "mail.yaml:7:8: workloads.e.component: no such field; did you mean 'components'?",
    ],
  },
  {
    title: 'components that talk over 127.0.0.1 in different pods',
    yaml: `name: mail
workloads:
  text:
    components: [tika]
  main:
    roles: [proxy, smtp, mailbox, sso, web, xmpp, database, search, metrics]
    components: [core, push, mapi]`,
    faults: [
      "mail.yaml:5:3: workloads.main: 'core' looks for 'tika' on 127.0.0.1 (extracts text), so both must be in one workload; if BlueMind's configuration was rewritten, list { from: core, to: tika } under rewrittenConnections",
    ],
  },
  {
    title: 'a connection over 127.0.0.1 that does not exist',
    yaml: `name: mail
rewrittenConnections:
  - { from: core, to: nginx }`,
    faults: [
      "mail.yaml:3:5: rewrittenConnections[0]: 'core' does not reach 'nginx' over 127.0.0.1; those that do: postfix to milter, postfix to ysnp, core to tika, chronograf to influxdb, chronograf to kapacitor, kapacitor to influxdb, telegraf to node, webmail to postfix, webmail to memcached, lmtpd to cyrus, cyrus to sds-proxy",
    ],
  },
  {
    title: 'labels that find the pods of another workload',
    yaml: `name: mail
workloads:
  front: { podLabels: { app: mail }, roles: [proxy, smtp, mailbox] }
  main: { podLabels: { app: mail, tier: back }, roles: [core, sso, web, xmpp, database, search, metrics] }`,
    faults: ["mail.yaml:3:12: workloads.front.podLabels: also match the pods of workload 'main'; add a label by which the two differ"],
  },
  {
    title: 'the same labels twice',
    yaml: `name: mail
workloads:
  front: { podLabels: { app: mail }, roles: [proxy, smtp, mailbox] }
  main: { podLabels: { app: mail }, roles: [core, sso, web, xmpp, database, search, metrics] }`,
    faults: ["mail.yaml:3:12: workloads.front.podLabels: also match the pods of workload 'main'; add a label by which the two differ"],
  },
  {
    title: 'labels that are none',
    yaml: `name: mail
workloads:
  main:
    components: all
    podLabels: { a key: mail, app: a mail server, version: 4, stable: true, example.org/: x, a/b/c: x }
labels: { team: }
`,
    faults: [
      `mail.yaml:5:18: workloads.main.podLabels["a key"]: expected a label key such as 'app' or 'example.org/team'`,
      "mail.yaml:5:31: workloads.main.podLabels.app: 'a mail server': expected letters, digits, '-', '_' and '.', with a letter or digit at both ends",
      "mail.yaml:5:51: workloads.main.podLabels.version: 4: expected a text; put numbers and true/false in quotes: '1'",
      "mail.yaml:5:63: workloads.main.podLabels.stable: true: expected a text; put numbers and true/false in quotes: '1'",
      `mail.yaml:5:77: workloads.main.podLabels["example.org/"]: expected a label key such as 'app' or 'example.org/team'`,
      `mail.yaml:5:94: workloads.main.podLabels["a/b/c"]: expected a label key such as 'app' or 'example.org/team'`,
      "mail.yaml:6:11: labels.team: is empty; expected a text; put numbers and true/false in quotes: '1'",
    ],
  },
  {
    title: 'no labels',
    yaml: `name: mail
workloads:
  main: { components: all, podLabels: {} }`,
    faults: ['mail.yaml:3:28: workloads.main.podLabels: is empty; labels are how Services and policies find the pods'],
  },
  {
    title: 'target ports that are none',
    yaml: `name: mail
workloads:
  main:
    components: all
    targetPorts:
      smtp: 0
      submission: 65536
      imaps: '10993'
      pop3s: 1.5
      http: -80
      https:
      imap: 1e400`,
    faults: [
      'mail.yaml:6:7: workloads.main.targetPorts.smtp: 0 is not within 1-65535',
      'mail.yaml:7:7: workloads.main.targetPorts.submission: 65536 is not within 1-65535',
      "mail.yaml:8:7: workloads.main.targetPorts.imaps: '10993': expected a whole number",
      'mail.yaml:9:7: workloads.main.targetPorts.pop3s: 1.5: expected a whole number',
      'mail.yaml:10:7: workloads.main.targetPorts.http: -80 is not within 1-65535',
      'mail.yaml:11:7: workloads.main.targetPorts.https: is empty; expected a whole number',
      "mail.yaml:12:7: workloads.main.targetPorts.imap: '1e400': expected a whole number",
    ],
  },
  {
    title: 'target ports that meet',
    yaml: `name: mail
workloads:
  main:
    components: all
    targetPorts:
      smtp: 2500
      http: 8080
      https: 8080
      elasticsearch: 25250`,
    faults: [
      "mail.yaml:6:7: workloads.main.targetPorts.smtp: 2500: 'milter' listens on 2500 in the same pods; choose another number",
      "mail.yaml:7:7: workloads.main.targetPorts.http: 8080: 'webserver' listens on 8080 in the same pods; choose another number",
      "mail.yaml:8:7: workloads.main.targetPorts.https: 8080: 'webserver' listens on 8080 in the same pods; choose another number",
      "mail.yaml:9:7: workloads.main.targetPorts.elasticsearch: 25250: 'postfix-senders' listens on 25250 in the same pods; choose another number",
    ],
  },
  {
    title: 'target ports beyond the last',
    yaml: `name: mail
workloads:
  main: { components: all, targetPorts: { hazelcast: 65530 } }`,
    faults: ['mail.yaml:3:43: workloads.main.targetPorts.hazelcast: 65530-65544: the range ends beyond 65535'],
  },
  {
    title: 'target ports of nothing that listens there',
    yaml: `name: mail
workloads:
  front: { roles: [proxy], targetPorts: { smtp: 10025, imasp: 10993 } }
  main: { roles: [smtp, mailbox, core, sso, web, xmpp, database, search, metrics], targetPorts: { php-fpm: 9001 } }`,
    faults: [
      "mail.yaml:3:43: workloads.front.targetPorts.smtp: 'postfix', which listens on it, is not in this workload",
      "mail.yaml:3:56: workloads.front.targetPorts.imasp: BlueMind 4 has no such port; did you mean 'imaps'?",
      'mail.yaml:4:99: workloads.main.targetPorts.php-fpm: listens only on 127.0.0.1, so nothing connects to it; remove this line',
    ],
  },
];
