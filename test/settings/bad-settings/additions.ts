import type { BadSettings } from './bad-settings';

export const additions: readonly BadSettings[] = [
  {
    title: 'names that stand already',
    yaml: `name: mail
additions:
  components:
    - { name: nginx, description: Another }
    - { name: bridge, description: Telephony }
    - { name: bridge, description: Telephony }
  ports:
    - { audience: internal, name: smtp, number: 7001, component: bridge, description: Calls }
    - { audience: internal, name: calls, number: 7002, component: bridge, description: Calls }
    - { audience: internal, name: calls, number: 7003, component: bridge, description: Calls }`,
    faults: [
      "mail.yaml:4:9: additions.components[0].name: 'nginx': a componentof this name exists already; choose another",
      "mail.yaml:6:9: additions.components[2].name: 'bridge': a componentof this name exists already; choose another",
      "mail.yaml:8:29: additions.ports[0].name: 'smtp': a portof this name exists already; choose another",
      "mail.yaml:10:29: additions.ports[2].name: 'calls': a portof this name exists already; choose another",
    ],
  },
  {
    title: 'names that a range stands for, or that cannot be names',
    yaml: `name: mail
additions:
  components:
    - { name: bridge, description: Telephony }
    - { name: constructor, description: Telephony }
  ports:
    - { audience: internal, name: calls, number: 7001, endNumber: 7003, component: bridge, description: Calls }
    - { audience: internal, name: calls-7002, number: 7012, component: bridge, description: Calls }
    - { audience: internal, name: calls-7004, number: 7014, component: bridge, description: Calls }
    - { audience: internal, name: constructor, number: 7020, component: bridge, description: Calls }`,
    faults: [
      "mail.yaml:5:9: additions.components[1].name: 'constructor' is a reserved name; choose another",
      "mail.yaml:8:29: additions.ports[1].name: 'calls-7002': range 'calls' (7001-7003) has a port of this name in the same Service; choose another",
      "mail.yaml:10:29: additions.ports[3].name: 'constructor' is a reserved name; choose another",
    ],
  },
  {
    title: 'numbers that stand already',
    yaml: `name: mail
additions:
  components:
    - { name: bridge, description: Telephony, role: core }
  ports:
    - { audience: internal, name: calls, number: 5710, component: bridge, description: Calls }
    - { audience: internal, name: numbers, number: 7001, endNumber: 7009, component: bridge, description: Calls }
    - { audience: internal, name: more, number: 7005, component: bridge, description: Calls }
    - { audience: internal, name: datagrams, number: 7005, protocol: UDP, component: bridge, description: Calls }`,
    faults: [
      "mail.yaml:6:42: additions.ports[0].number: 5710: 'hazelcast' listens on 5701-5715 in the same pods; choose another number",
      "mail.yaml:8:41: additions.ports[2].number: 7005: 'numbers' listens on 7001-7009 in the same pods; choose another number",
    ],
  },
  {
    title: 'ranges',
    yaml: `name: mail
additions:
  components:
    - { name: bridge, description: Telephony }
  ports:
    - { audience: internal, name: back, number: 7009, endNumber: 7001, component: bridge, description: Calls }
    - { audience: internal, name: wide, number: 20000, endNumber: 20100, component: bridge, description: Calls }`,
    faults: [
      'mail.yaml:6:55: additions.ports[0].endNumber: 7001: expected a number above 7009, the first of the range',
      'mail.yaml:7:56: additions.ports[1].endNumber: 20000-20100: a Service lists each port of a range; expected at most 100',
    ],
  },
  {
    title: 'a range beyond the last port',
    yaml: `name: mail
additions:
  components:
    - { name: bridge, description: Telephony }
  ports:
    - { audience: internal, name: high, number: 65530, endNumber: 65540, component: bridge, description: Calls }`,
    faults: ['mail.yaml:6:56: additions.ports[0].endNumber: 65540 is not within 1-65535'],
  },
  {
    title: 'ends that dangle',
    yaml: `name: mail
additions:
  components:
    - { name: bridge, description: Telephony, role: coer }
  ports:
    - { audience: internal, name: calls, number: 7001, component: brigde, description: Calls }
  connections:
    - { from: brdge, to: nginks, port: http, description: Calls }
    - { from: bridge, to: core, port: coer, description: Calls }
    - { from: bridge, to: webmail, port: php-fpm, description: Calls }`,
    faults: [
      "mail.yaml:4:47: additions.components[0].role: 'coer': BlueMind 4 has no such server role; did you mean 'core'?",
      "mail.yaml:6:56: additions.ports[0].component: 'brigde': no component has this name; did you mean 'bridge'?",
      "mail.yaml:8:9: additions.connections[0].from: 'brdge': no component has this name; did you mean 'bridge'?",
      "mail.yaml:8:22: additions.connections[0].to: 'nginks': no component has this name; did you mean 'nginx'?",
      "mail.yaml:9:33: additions.connections[1].port: 'coer': core listens on no port of this name; did you mean 'core'?",
      "mail.yaml:10:36: additions.connections[2].port: 'php-fpm': webmail listens on no port of this name",
    ],
  },
  {
    title: 'a port without what it needs',
    yaml: `name: mail
additions:
  ports:
    - { name: calls, number: 7001, component: core, description: Calls }
    - { audience: outside, name: calls, number: 7001, component: core, description: Calls }
    - { audience: external, name: calls, number: 7001, component: core, description: Calls }
    - { audience: internal, name: telephone-calls-, number: seven, component: core, description: '' }`,
    faults: [
      "mail.yaml:4:7: additions.ports[0].audience: is missing; expected 'internal' or 'external'",
      "mail.yaml:5:9: additions.ports[1].audience: 'outside': expected 'internal' or 'external'",
      "mail.yaml:6:7: additions.ports[2].encryption: is missing; expected 'none', 'optional-starttls', 'required-starttls' or 'implicit-tls'",
      "mail.yaml:7:29: additions.ports[3].name: 'telephone-calls-': expected at most 15 lower-case letters, digits and single '-', with at least one letter, and a letter or digit at both ends",
      "mail.yaml:7:53: additions.ports[3].number: 'seven': expected a whole number",
      'mail.yaml:7:85: additions.ports[3].description: is empty; say why in a sentence',
    ],
  },
  {
    title: 'a mandatory port of one’s own without a decision',
    yaml: `name: mail
additions:
  components: [{ name: bridge, description: Telephony }]
  ports:
    - { audience: external, need: mandatory, name: sips, number: 5061, component: bridge, description: Calls, encryption: implicit-tls }
expose: { smtp: public, https: public }`,
    faults: [
      "mail.yaml:6:1: expose: has no decision about 'sips' (5061), which BlueMind needs from outside; name an entry point, or { entryPoint: cluster, reason: … }",
    ],
  },
];
