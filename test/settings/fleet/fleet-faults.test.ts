import { faultLines } from '../fault-lines';
import { type Files, plansOf } from './fleet-files';

const faults = (files: Files): readonly string[] => faultLines(() => plansOf(files));

/** What is wrong, the files, and every line of it. */
const table: readonly (readonly [string, Files, readonly string[]])[] = [
  [
    'a field of an installation',
    { 'fleet.yaml': 'installations:\n  one: { isolation: none }\n  two: { lables: {} }\n' },
    [
      "fleet.yaml:2:10: isolation: 'none': expected 'cluster', 'installation' or 'connections'",
      "fleet.yaml:3:10: lables: no such field; did you mean 'labels'?",
    ],
  ],
  [
    'a field of the base, once for all that use it',
    {
      'fleet.yaml': 'base: base.yaml\ninstallations:\n  one:\n  two: { isolation: cluster }\n  three:\n  four:\n',
      'base.yaml': 'labels: {}\nisolation: none\n',
    },
    [
      "base.yaml:2:1: isolation: 'none': expected 'cluster', 'installation' or 'connections' (used by fleet.yaml:3:3 'one' and 2 other installations)",
    ],
  ],
  [
    'a field of a base in the file itself, for one and another',
    { 'fleet.yaml': 'base:\n  isolation: none\ninstallations:\n  one:\n  two:\n' },
    [
      "fleet.yaml:2:3: isolation: 'none': expected 'cluster', 'installation' or 'connections' (used by fleet.yaml:4:3 'one' and 1 other installation)",
    ],
  ],
  [
    'a field within a map of the base, beside one that the installation changes',
    { 'fleet.yaml': 'base: base.yaml\ninstallations:\n  one: { mail: { domains: [example.org] } }\n', 'base.yaml': 'mail:\n  hostname: Mail\n' },
    ["base.yaml:2:3: mail.hostname: 'Mail': expected a lower-case DNS name such as 'mail.example.org' (used by fleet.yaml:3:3 'one')"],
  ],
  [
    'a field that neither has, at the map of the installation',
    { 'fleet.yaml': 'base: base.yaml\ninstallations:\n  one: { mail: { domains: [example.org] } }\n', 'base.yaml': 'mail: { domains: [] }\n' },
    ['fleet.yaml:3:10: mail.hostname: is missing; expected a text'],
  ],
  [
    'a cell of a table, with the fleet file that uses it',
    { 'fleet.yaml': 'table: customers.csv\n', 'customers.csv': 'name,isolation,release\r\none,none,4\r\ntwo,,6\r\n' },
    [
      "customers.csv:2:5: isolation: 'none': expected 'cluster', 'installation' or 'connections' (used by fleet.yaml:1:1 'one')",
      "customers.csv:3:6: release: 6: expected '4' or '5' (used by fleet.yaml:1:1 'two')",
    ],
  ],
  [
    'a heading, once for all rows',
    { 'fleet.yaml': 'table: customers.csv\n', 'customers.csv': 'name,isolaton\none,cluster\ntwo,cluster\nthree,\n' },
    ["customers.csv:2:5: isolaton: no such field; did you mean 'isolation'? (used by fleet.yaml:1:1 'one' and 1 other installation)"],
  ],
  [
    'two fields of one installation, of which it is unclear which is meant',
    { 'fleet.yaml': 'installations:\n  one:\n    release: 4\n    release: 5\n' },
    ['fleet.yaml:4:5: installations.one.release: is already in line 3; keep one'],
  ],
  [
    'two fields of the base',
    { 'fleet.yaml': 'base: base.yaml\ninstallations: { one: , two: }\n', 'base.yaml': 'release: 4\nrelease: 5\n' },
    ["base.yaml:2:1: release: is already in line 1; keep one (used by fleet.yaml:2:18 'one' and 1 other installation)"],
  ],
  [
    'two installations of one name',
    { 'fleet.yaml': 'table: t.csv\ninstallations:\n  one:\n  one: { release: 5 }\n  two:\n', 't.csv': 'name\ntwo\nthree\nthree\n' },
    [
      'fleet.yaml:4:3: installations.one: is already in line 3; keep one',
      "t.csv:2:1: name: 'two' is the name in fleet.yaml:5:3 too; installations need different names (used by fleet.yaml:1:1 'two')",
      "t.csv:4:1: name: 'three' is the name in t.csv:3:1 too; installations need different names (used by fleet.yaml:1:1 'three')",
    ],
  ],
  [
    'two installations with one namespace and prefix',
    {
      'fleet.yaml':
        'installations:\n  one: { namespace: mail, namePrefix: x }\n  two: { namespace: mail, namePrefix: x }\n  three: { namespace: mail }\n  four: { namespace: three, namePrefix: three }\n  five: { namespace: mail, namePrefix: three }\n',
    },
    [
      "fleet.yaml:3:27: namePrefix: 'x' in namespace 'mail' is the prefix of 'one' (fleet.yaml:2:3) too; their objects would replace each other",
      "fleet.yaml:6:28: namePrefix: 'three' in namespace 'mail' is the prefix of 'three' (fleet.yaml:4:3) too; their objects would replace each other",
    ],
  ],
  [
    'a namespace and prefix that all have from the base, once',
    { 'fleet.yaml': 'base: { namespace: mail, namePrefix: x }\ninstallations: { one: , two: , three: }\n' },
    [
      "fleet.yaml:1:26: namePrefix: 'x' in namespace 'mail' is the prefix of 'one' (fleet.yaml:2:18) too; their objects would replace each other (used by fleet.yaml:2:25 'two' and 1 other installation)",
    ],
  ],
  [
    'a name that no installation can have',
    { 'fleet.yaml': 'installations:\n  Mail_1:\n' },
    ["fleet.yaml:2:3: name: 'Mail_1': expected lower-case letters, digits and '-', beginning with a letter and not ending with '-'"],
  ],
  [
    'a name in an installation',
    { 'fleet.yaml': 'installations: { one: { name: two } }\n' },
    ["fleet.yaml:1:25: name: is not needed here, since the installation is named 'one' above; leave it out"],
  ],
  [
    'an installation that is no map',
    { 'fleet.yaml': 'installations: { one: [x], two: }\n' },
    ['fleet.yaml:1:18: installations.one: expected a map of the fields in which it differs from the base, or nothing'],
  ],
  [
    'null for what the base does not have',
    { 'fleet.yaml': 'base: { isolation: cluster }\ninstallations:\n  one: { isolaton: null }\n  two: { mail: { hostname: null } }\n' },
    [
      "fleet.yaml:3:10: isolaton: null removes a field of the base, which has no such field; did you mean 'isolation'?",
      'fleet.yaml:4:18: mail.hostname: null removes a field of the base, which has no such field',
      'fleet.yaml:4:18: mail.hostname: is missing; expected a text',
    ],
  ],
  [
    'an unknown field of the fleet',
    { 'fleet.yaml': 'instalations: { one: }\nbase: {}\n' },
    ["fleet.yaml:1:1: instalations: no such field; did you mean 'installations'?"],
  ],
  [
    'a fleet without installations',
    { 'fleet.yaml': 'base: {}\ninstallations: {}\n' },
    ['fleet.yaml:1:1: is a fleet without installations; name at least one under installations, or in a table'],
  ],
  [
    'a table without rows',
    { 'fleet.yaml': 'table: t.csv\n', 't.csv': 'name\n' },
    ['fleet.yaml:1:1: is a fleet without installations; name at least one under installations, or in a table'],
  ],
  [
    'files that do not exist, both at once',
    { 'fleet.yaml': 'base: base.yaml\ntable: a/t.csv\n' },
    ["fleet.yaml:1:1: base: 'base.yaml' does not exist", "fleet.yaml:2:1: table: 'a/t.csv' does not exist"],
  ],
  [
    'a base that is a fleet',
    { 'fleet.yaml': 'base: other.yaml\ninstallations: { one: }\n', 'other.yaml': 'installations: { two: }\n' },
    ["fleet.yaml:1:1: base: 'other.yaml' is a fleet file, too; expected settings that all installations share"],
  ],
  [
    'a base that is the fleet itself',
    { 'fleet.yaml': 'base: fleet.yaml\ninstallations: { one: }\n' },
    ["fleet.yaml:1:1: base: 'fleet.yaml' is a fleet file, too; expected settings that all installations share"],
  ],
  [
    'a base that is no YAML',
    { 'fleet.yaml': 'base: base.yaml\ninstallations: { one: }\n', 'base.yaml': 'labels: [\n' },
    [expect.stringMatching(/^base\.yaml:\d+:\d+: .* \(used by fleet\.yaml:1:1\)$/)],
  ],
  ['a fleet that is no YAML', { 'fleet.yaml': 'base: {}\ninstallations: [\n' }, [expect.stringMatching(/^fleet\.yaml:\d+:\d+: /)]],
  [
    'two fleets in one file',
    { 'fleet.yaml': 'installations: { one: }\n---\ninstallations: { two: }\n' },
    ['fleet.yaml:2:1: begins a second document; expected one installation per file'],
  ],
  [
    'a base that is a list',
    { 'fleet.yaml': 'base: [a]\ninstallations: { one: }\n' },
    ['fleet.yaml:1:1: base: expected a text, or a map of names to values'],
  ],
  [
    'names that are special in JavaScript',
    { 'fleet.yaml': 'installations:\n  one: { __proto__: {} }\n  __proto__: {}\n' },
    [
      "fleet.yaml:2:10: installations.one: '__proto__' is a reserved name; choose another",
      "fleet.yaml:3:3: installations: '__proto__' is a reserved name; choose another",
    ],
  ],
  [
    'such names in a table',
    { 'fleet.yaml': 'table: t.csv\n', 't.csv': 'name,labels\none,{__proto__: x}\n' },
    ["t.csv:2:5: labels: '__proto__' is a reserved name; choose another (used by fleet.yaml:1:1 'one')"],
  ],
  [
    'headings that name no field, or one twice',
    { 'fleet.yaml': 'table: t.csv\n', 't.csv': 'name,mail,mail.hostname,__proto__,a b,name\n' },
    [
      't.csv:1:11: sets the same field as column 2; keep one (used by fleet.yaml:1:1)',
      't.csv:1:25: \'__proto__\' names no field; expected a field of the settings such as mail.hostname or labels["example.org/team"] (used by fleet.yaml:1:1)',
      't.csv:1:35: \'a b\' names no field; expected a field of the settings such as mail.hostname or labels["example.org/team"] (used by fleet.yaml:1:1)',
      't.csv:1:39: sets the same field as column 1; keep one (used by fleet.yaml:1:1)',
    ],
  ],
  [
    'a table without names, and with another separator',
    { 'fleet.yaml': 'table: t.csv\n', 't.csv': 'hostname;name\nx;y\n' },
    [
      't.csv:1:1: \'hostname;name\' names no field; expected a field of the settings such as mail.hostname or labels["example.org/team"], separated by commas (used by fleet.yaml:1:1)',
    ],
  ],
  [
    'a table without a column of names',
    { 'fleet.yaml': 'table: t.csv\n', 't.csv': 'namespace\nx\n' },
    ["t.csv:1:1: has no column 'name'; expected a first line such as name,mail.hostname (used by fleet.yaml:1:1)"],
  ],
  [
    'a row without a name',
    { 'fleet.yaml': 'table: t.csv\n', 't.csv': 'name,release\n,4\n' },
    ['t.csv:2:1: name: is empty; expected the name of the installation (used by fleet.yaml:1:1)'],
  ],
  [
    'a row with a cell too many',
    { 'fleet.yaml': 'table: t.csv\n', 't.csv': 'name,release\none,4,x\n' },
    ["t.csv:2:1: has 3 cells, but the first line has 2; an empty cell needs its comma, too (used by fleet.yaml:1:1 'one')"],
  ],
  [
    'a cell with half a list',
    { 'fleet.yaml': 'table: t.csv\n', 't.csv': 'name,waivers\none,[x\n' },
    [expect.stringMatching(/^t\.csv:2:5: waivers: .* \(used by fleet\.yaml:1:1 'one'\)$/)],
  ],
  [
    'a quote in a cell',
    { 'fleet.yaml': 'table: t.csv\n', 't.csv': 'name,release\no"ne,4\n' },
    ['t.csv:2:2: a quote is only at the beginning and end of a cell; write "" for one inside quotes (used by fleet.yaml:1:1)'],
  ],
  [
    'aliases that are built to exhaust memory',
    {
      'fleet.yaml': `base: {}\ninstallations:\n  a: &a { x: [1,1,1,1,1,1,1,1,1,1] }\n${['b', 'c', 'd', 'e', 'f', 'g', 'h']
        .map((name, index) => `  ${name}: &${name} { x: [${Array(10).fill(`*${'abcdefgh'[index]}`).join(', ')}] }\n`)
        .join('')}`,
    },
    expect.arrayContaining([expect.stringMatching(/^fleet\.yaml:\d+:\d+: .*expand to more than 100000 values/)]),
  ],
];

test.each(table)('%s', (_, files, lines) => {
  expect(faults(files)).toEqual(lines);
});
