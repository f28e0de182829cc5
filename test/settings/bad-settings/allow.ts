import type { BadSettings } from './bad-settings';

export const allow: readonly BadSettings[] = [
  {
    title: 'ports that nobody can be admitted to',
    yaml: `name: mail
allow:
  backup:
    ports: [postgres, php-fpm]
    from: [{ namespace: backup }]
    reason: Nightly dump of the database.`,
    faults: [
      "mail.yaml:4:13: allow.backup.ports[0]: 'postgres': no port of BlueMind 4 has this name; did you mean 'postgresql'?",
      "mail.yaml:4:23: allow.backup.ports[1]: 'php-fpm': listens only on 127.0.0.1, so nobody can be admitted",
    ],
  },
  {
    title: 'peers that are none',
    yaml: `name: mail
allow:
  backup:
    ports: [postgresql]
    reason: Nightly dump of the database.
    from:
      - {}
      - { namespace: backup, cidr: 192.0.2.0/24 }
      - { namespace: backup, namespaceLabels: { team: backup } }
      - { namespace: Backup }
      - { cidr: 192.0.2.0/24, except: [192.0.3.0/24, 192.0.2.0/24, 2001:db8::/32] }
      - { podLabels: { app: dump }, except: [192.0.2.0/24] }`,
    faults: [
      'mail.yaml:7:9: allow.backup.from[0]: is empty; give namespace, namespaceLabels, podLabels or cidr',
      'mail.yaml:8:9: allow.backup.from[1]: names both pods and a cidr; write two peers',
      'mail.yaml:9:9: allow.backup.from[2]: has both namespace and namespaceLabels; give one',
      "mail.yaml:10:11: allow.backup.from[3].namespace: 'Backup': expected lower-case letters, digits and '-', with a letter or digit at both ends",
      "mail.yaml:11:40: allow.backup.from[4].except[0]: '192.0.3.0/24' is not inside 192.0.2.0/24",
      "mail.yaml:11:54: allow.backup.from[4].except[1]: '192.0.2.0/24' is not inside 192.0.2.0/24",
      "mail.yaml:11:68: allow.backup.from[4].except[2]: '2001:db8::/32' is not inside 192.0.2.0/24",
      'mail.yaml:12:9: allow.backup.from[5]: has except without cidr',
    ],
  },
  {
    title: 'nothing at all',
    yaml: `name: mail
allow:
  backup: { ports: [], from: [], reason: '' }
  dump: {}
  Export: { ports: [postgresql], from: [{ namespace: export }], reason: Export. }
  other: [postgresql]`,
    faults: [
      'mail.yaml:3:13: allow.backup.ports: is empty',
      'mail.yaml:3:24: allow.backup.from: is empty; nobody would be allowed',
      'mail.yaml:3:34: allow.backup.reason: is empty; say why in a sentence',
      'mail.yaml:4:3: allow.dump.ports: is missing; expected a list',
      'mail.yaml:4:3: allow.dump.from: is missing; expected a list',
      'mail.yaml:4:3: allow.dump.reason: is missing; expected a text',
      "mail.yaml:5:3: allow.Export: expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      'mail.yaml:6:3: allow.other: expected a map of fields',
    ],
  },
];
