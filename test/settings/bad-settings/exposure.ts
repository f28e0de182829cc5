import type { BadSettings } from './bad-settings';

export const whatIsExposed: readonly BadSettings[] = [
  {
    title: 'a port that BlueMind does not have',
    yaml: `name: mail
expose:
  smtp: public
  https: public
  imasp: public`,
    faults: ["mail.yaml:5:3: expose.imasp: no external port of BlueMind 4 has this name; did you mean 'imaps'?"],
  },
  {
    title: 'an internal port',
    yaml: `name: mail
expose:
  smtp: public
  https: public
  postgresql: public`,
    faults: ["mail.yaml:5:3: expose.postgresql: 'postgresql' is an internal port and is never exposed; to admit a peer, use allow"],
  },
  {
    title: 'a port that listens on 127.0.0.1',
    yaml: `name: mail
expose: { smtp: public, https: public, php-fpm: public }`,
    faults: ["mail.yaml:2:40: expose.php-fpm: 'php-fpm' listens only on 127.0.0.1 and is never exposed"],
  },
  {
    title: 'an entry point that is not there',
    yaml: `name: mail
entryPoints:
  outside: { type: LoadBalancer }
expose:
  smtp: outsdie
  https: outside
  imaps: elsewhere`,
    faults: [
      "mail.yaml:5:3: expose.smtp: 'outsdie': no entry point has this name; did you mean 'outside'? (entryPoints: outside)",
      "mail.yaml:7:3: expose.imaps: 'elsewhere': no entry point has this name (entryPoints: outside)",
    ],
  },
  {
    title: 'the default exposure without its entry point',
    yaml: `name: mail
entryPoints:
  outside: { type: LoadBalancer }`,
    faults: [
      "mail.yaml:1:1: expose: is missing, and its default uses 'public', which is not an entry point here; expected a line for each port, such as 'smtp: outside'",
    ],
  },
  {
    title: 'no entry point at all',
    yaml: `name: mail
entryPoints: {}`,
    faults: [
      "mail.yaml:1:1: expose: is missing, and its default uses 'public', which is not an entry point here; expected at least one under entryPoints",
    ],
  },
  {
    title: 'mandatory ports without a decision',
    yaml: `name: mail
expose:
  imaps: public`,
    faults: [
      "mail.yaml:2:1: expose: has no decision about 'smtp' (25), which BlueMind needs from outside; name an entry point, or { entryPoint: cluster, reason: … }",
      "mail.yaml:2:1: expose: has no decision about 'https' (443), which BlueMind needs from outside; name an entry point, or { entryPoint: cluster, reason: … }",
    ],
  },
  {
    title: 'nothing decided',
    yaml: `name: mail
expose: {}`,
    faults: [
      "mail.yaml:2:1: expose: has no decision about 'smtp' (25), which BlueMind needs from outside; name an entry point, or { entryPoint: cluster, reason: … }",
      "mail.yaml:2:1: expose: has no decision about 'https' (443), which BlueMind needs from outside; name an entry point, or { entryPoint: cluster, reason: … }",
    ],
  },
  {
    title: 'an empty field',
    yaml: `name: mail
expose:`,
    faults: ['mail.yaml:2:1: expose: is empty; expected a map of names to values'],
  },
  {
    title: 'cluster without a reason',
    yaml: `name: mail
expose:
  smtp: cluster
  https: { entryPoint: cluster }
  imaps: cluster`,
    faults: [
      "mail.yaml:3:3: expose.smtp: BlueMind needs 'smtp' (25) from outside; to keep it inside say why: { entryPoint: cluster, reason: … }",
      "mail.yaml:4:3: expose.https: BlueMind needs 'https' (443) from outside; to keep it inside say why: { entryPoint: cluster, reason: … }",
    ],
  },
  {
    title: 'cluster with an empty reason',
    yaml: `name: mail
expose:
  smtp: { entryPoint: cluster, reason: ' ' }
  https: public`,
    faults: ['mail.yaml:3:32: expose.smtp.reason: is empty; say why in a sentence'],
  },
  {
    title: 'a reason for what needs none',
    yaml: `name: mail
expose:
  smtp: { entryPoint: public, reason: Mail has to arrive. }
  https: public`,
    faults: ['mail.yaml:3:31: expose.smtp.reason: only a port that stays inside (entryPoint: cluster) takes a reason'],
  },
  {
    title: 'an entry point called cluster',
    yaml: `name: mail
entryPoints:
  cluster: { type: LoadBalancer }
expose:
  smtp: cluster
  https: cluster`,
    faults: [
      "mail.yaml:3:3: entryPoints.cluster: 'cluster' is the reserved name for ports that stay inside the cluster; give the entry point another name",
    ],
  },
  {
    title: 'values of another kind',
    yaml: `name: mail
expose:
  smtp: [public]
  https: 443
  imaps:
  pop3: Public
  xmpp-client: { entrypoint: public }`,
    faults: [
      'mail.yaml:3:3: expose.smtp: expected a text, or a map of fields',
      'mail.yaml:4:3: expose.https: 443: expected a text, or a map of fields',
      'mail.yaml:5:3: expose.imaps: is empty; expected a text, or a map of fields',
      "mail.yaml:6:3: expose.pop3: 'Public': expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      "mail.yaml:7:18: expose.xmpp-client.entrypoint: no such field; did you mean 'entryPoint'?",
    ],
  },
  {
    title: 'the number or the capitals of a port in place of its name',
    yaml: `name: mail
expose:
  smtp: public
  https: public
  993: public
  POP3: public`,
    faults: [
      "mail.yaml:5:3: expose.993: '993': expected the name of the port, which is 'imaps'",
      "mail.yaml:6:3: expose.POP3: no external port of BlueMind 4 has this name; did you mean 'pop3'?",
    ],
  },
  {
    title: 'a list of ports',
    yaml: `name: mail
expose: [smtp, https]`,
    faults: ['mail.yaml:2:1: expose: expected a map of names to values'],
  },
];
