import type { BadSettings } from './bad-settings';

export const yaml: readonly BadSettings[] = [
  {
    title: 'an empty file',
    yaml: ``,
    faults: ['mail.yaml:1:1: is empty; expected the settings of an installation, at least `name: bluemind`'],
  },
  {
    title: 'only comments',
    yaml: `# Settings of our mail server
# to be written
`,
    faults: ['mail.yaml:1:1: is empty; expected the settings of an installation, at least `name: bluemind`'],
  },
  {
    title: 'an empty document',
    yaml: `---
`,
    faults: ['mail.yaml:1:1: is empty; expected the settings of an installation, at least `name: bluemind`'],
  },
  {
    title: 'an explicit nothing',
    yaml: `~`,
    faults: ['mail.yaml:1:1: is empty; expected the settings of an installation, at least `name: bluemind`'],
  },
  {
    title: 'a list',
    yaml: `- name: mail`,
    faults: ['mail.yaml:1:1: expected a map of fields such as `name: bluemind`'],
  },
  {
    title: 'a word',
    yaml: `mail`,
    faults: ['mail.yaml:1:1: expected a map of fields such as `name: bluemind`'],
  },
  {
    title: 'two documents',
    yaml: `name: mail
---
name: post`,
    faults: ['mail.yaml:2:1: begins a second document; expected one installation per file'],
  },
  {
    title: 'fields that stand twice',
    yaml: `name: mail
namespace: post
name: post
expose:
  smtp: public
  https: public
  smtp: cluster
labels: { a: b, "a": c }`,
    faults: [
      'mail.yaml:3:1: name: is already in line 1; keep one',
      'mail.yaml:7:3: expose.smtp: is already in line 5; keep one',
      'mail.yaml:8:17: labels.a: is already in line 8; keep one',
    ],
  },
  {
    title: 'a field twice beside other faults, of which those that follow from it are left out',
    yaml: `name: mail
expose: { smtp: public, imasp: public }
entryPoints: { public: { type: LoadBalancer, sourceRanges: [all] } }
entryPoints: { other: { type: LoadBalancer, colour: red } }
namespace: Post`,
    faults: [
      'mail.yaml:4:1: entryPoints: is already in line 3; keep one',
      'mail.yaml:4:45: entryPoints.other.colour: no such field',
      "mail.yaml:5:1: namespace: 'Post': expected lower-case letters, digits and '-', with a letter or digit at both ends",
    ],
  },
  {
    title: 'a field twice, and a mistake that has nothing to do with it',
    yaml: `name: mail
labels: { team: post }
expose: { smtp: public, https: public, imasp: public }
labels: { team: mail }`,
    faults: [
      "mail.yaml:3:40: expose.imasp: no external port of BlueMind 4 has this name; did you mean 'imaps'?",
      'mail.yaml:4:1: labels: is already in line 2; keep one',
    ],
  },
  {
    title: 'a tab',
    yaml: `name: mail
expose:
	smtp: public`,
    faults: ['mail.yaml:3:1: a tab as indentation; YAML requires spaces'],
  },
  {
    title: 'a wrong indentation',
    yaml: `name: mail
  namespace: post`,
    faults: ["mail.yaml:2:12: a field begins inside the value of another field; check the indentation, and put a text with ': ' in quotes"],
  },
  {
    title: 'a text with a colon',
    yaml: `name: mail
allow:
  backup:
    reason: Nightly dump: every table`,
    faults: ["mail.yaml:4:25: a field begins inside the value of another field; check the indentation, and put a text with ': ' in quotes"],
  },
  {
    title: 'a field without a colon',
    yaml: `name: mail
expose`,
    faults: ["mail.yaml:2:7: a field without a value; expected ': ' after its name"],
  },
  {
    title: 'brackets left open',
    yaml: `name: mail
expose: { smtp: public`,
    faults: ["mail.yaml:2:23: a list or map in brackets does not end; expected ']' or '}'"],
  },
  {
    title: 'quotes left open',
    yaml: `name: "mail
namespace: post`,
    faults: ['mail.yaml:2:1: is indented too little to continue a quoted text or a list in brackets; is the closing quote or bracket missing above?'],
  },
  {
    title: 'tags that are not known',
    yaml: `name: !secret mail
namespace: !!str mail
labels: !<tag:example.org,2000:map> { team: !!int x }`,
    faults: [
      "mail.yaml:1:15: name: '!secret' is an unknown tag; write the value without it",
      "mail.yaml:3:37: labels: '!<tag:example.org,2000:map>' is an unknown tag; write the value without it",
      "mail.yaml:3:51: labels.team: 'x' is not a value of !!int",
    ],
  },
  {
    title: 'a text that begins with a sign of YAML',
    yaml: `name: mail
labels: { team: x }
namePrefix: @mail`,
    faults: ["mail.yaml:3:13: a text cannot begin with '@'; put it in quotes"],
  },
  {
    title: 'a map that is neither within nor beside',
    yaml: `expose:
    smtp: public
  https: public`,
    faults: ['mail.yaml:3:3: is indented neither like the fields above nor like a value of the last field'],
  },
  {
    title: 'keys that are no words',
    yaml: `name: mail
? [a, b]
: c
? { a: b }
: c`,
    faults: ['mail.yaml:2:3: expected plain text as the name of a field', 'mail.yaml:4:3: expected plain text as the name of a field'],
  },
  {
    title: 'an alias that leads nowhere',
    yaml: `name: mail
namespace: *name`,
    faults: ["mail.yaml:2:12: namespace: '*name' has no anchor; expected '&name' at a value above it"],
  },
  {
    title: 'aliases that lead into themselves',
    yaml: `name: mail
labels: &labels
  team: *labels
allow: &allow
  backup: { ports: [smtp], from: [*allow], reason: x }`,
    faults: [
      "mail.yaml:3:9: labels.team: '*labels' is inside the value that it repeats; write the value out",
      "mail.yaml:5:35: allow.backup.from[0]: '*allow' is inside the value that it repeats; write the value out",
    ],
  },
  {
    title: 'aliases that explode',
    yaml: `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
name: mail`,
    faults: ["mail.yaml:4:36: d[7]: '*c' and the aliases above it expand to more than 10000 values; write out the values you need"],
  },
  {
    title: 'a key that JavaScript takes for something else',
    yaml: `name: mail
__proto__: { namespace: post }
labels:
  __proto__: x`,
    faults: [
      "mail.yaml:2:1: '__proto__' is a reserved name; choose another",
      "mail.yaml:4:3: labels: '__proto__' is a reserved name; choose another",
    ],
  },
  {
    title: 'another version of YAML',
    yaml: `%YAML 1.1
---
name: mail`,
    faults: ["mail.yaml:1:1: declares another version of YAML; remove the line '%YAML' to use 1.2"],
  },
  {
    title: 'a merge key, which YAML 1.2 does not have',
    yaml: `name: mail
labels:
  <<: { team: mail }`,
    faults: [`mail.yaml:3:3: labels["<<"]: expected a label key such as 'app' or 'example.org/team'`],
  },
];
