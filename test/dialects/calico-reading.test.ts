import fc from 'fast-check';
import { InputError } from '../../lib/base/faults';
import { parseCalicoSelector } from '../../lib/reachability/policies/calico-selector';
import { selects } from '../../lib/reachability/sets/selectors';
import { runs } from '../support/runs';
import { doubts, networkPolicy, type PartyName, reached, reachedOnHost, reaches } from './reading-support';

const policy = (spec: object, name = 'c') => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'b' },
  spec,
});
const global = (spec: object) => ({ apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: 'g' }, spec });
const ingress = (...rules: readonly object[]) => [policy({ selector: "app == 'server'", types: ['Ingress'], ingress: rules })];
const egress = (...rules: readonly object[]) => [policy({ types: ['Egress'], egress: rules })];
const tcp = (...ports: readonly (number | string)[]) => ({ protocol: 'TCP', destination: { ports } });
const closed = 'No Connections';
const open = 'All Connections';

describe('selectors', () => {
  const labels = new Map([
    ['app', 'web'],
    ['tier', 'front'],
    ['in', ''],
  ]);
  const means = (text: string): boolean | string => {
    const parsed = parseCalicoSelector(text);
    return parsed.kind === 'alternatives' ? parsed.alternatives.some((one) => selects(one, labels)) : parsed.kind;
  };
  test.each([
    ['', true],
    ['all()', true],
    ['all( )', true],
    ["app == 'web'", true],
    ['app=="web"', true],
    ["app == 'db'", false],
    ["app != 'db'", true],
    ["nothing != 'db'", true],
    ["app in {'db', 'web'}", true],
    ['app in { }', false],
    ["app not in {'db','web'}", false],
    ["nothing not  in {'db'}", true],
    ["in == ''", true],
    ["in in {''}", true],
    ['has(app)', true],
    ['has( nothing )', false],
    ['!has(nothing)', true],
    ['!!has(nothing)', false],
    ["! (app == 'web' && tier == 'front')", false],
    ["!(app == 'web' && tier == 'back')", true],
    ["!(app == 'db' || tier == 'back')", true],
    ["app == 'db' || tier == 'front' && has(app)", true],
    ["(app == 'db' || tier == 'front') && !has(app)", false],
    ["app == 'web' && (tier == 'back' || (tier == 'front' && has(in)))", true],
    ["app contains 'e'", 'undecided'],
    ["app starts with 'w'", 'undecided'],
    ["app ends with 'b'", 'undecided'],
    ['global()', 'undecided'],
    ["app = 'web'", 'malformed'],
    ['app == web', 'malformed'],
    ["app == 'web", 'malformed'],
    ["app == 'web' &&", 'malformed'],
    ["(app == 'web'", 'malformed'],
    ["app == 'web')", 'malformed'],
    ["app in {'web'", 'malformed'],
    ["app in 'web'", 'malformed'],
    ['app', 'malformed'],
    ["== 'web'", 'malformed'],
    ["app == 'web' app == 'web'", 'malformed'],
    ['§', 'malformed'],
    [`${'('.repeat(40)}has(app)${')'.repeat(40)}`, true],
    [Array.from({ length: 8 }, (_, index) => `(a${index} == 'x' || b${index} == 'y')`).join(' && '), 'undecided'],
  ])('%s', (text, expected) => {
    expect(means(text)).toBe(expected);
  });

  /** An expression as text, and what it says of labels, worked out apart. */
  const keys = ['app', 'tier', 'x/y'] as const;
  const values = ['', 'a', 'b'] as const;
  type Expression = { readonly text: string; readonly holds: (of: ReadonlyMap<string, string>) => boolean };
  const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .tuple(fc.constantFrom(...keys), fc.constantFrom(...values))
        .map(([key, value]): Expression => ({ text: `${key} == "${value}"`, holds: (of) => of.get(key) === value })),
      fc.constantFrom(...keys).map((key): Expression => ({ text: `has(${key})`, holds: (of) => of.has(key) })),
      fc.tuple(fc.constantFrom(...keys), fc.subarray([...values])).map(
        ([key, set]): Expression => ({
          text: `${key} not in {${set.map((value) => `'${value}'`).join(',')}}`,
          holds: (of) => !set.some((value) => of.get(key) === value),
        }),
      ),
      tie('expression').map((inner): Expression => ({ text: `!(${inner.text})`, holds: (of) => !inner.holds(of) })),
      fc.tuple(tie('expression'), fc.constantFrom('&&', '||'), tie('expression')).map(
        ([a, sign, b]): Expression => ({
          text: `(${a.text}) ${sign} (${b.text})`,
          holds: (of) => (sign === '&&' ? a.holds(of) && b.holds(of) : a.holds(of) || b.holds(of)),
        }),
      ),
    ),
  }));

  test('mean what they say, over generated expressions and labels', () => {
    fc.assert(
      fc.property(expression, fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values)), (one, given) => {
        const of = new Map(Object.entries(given));
        const parsed = parseCalicoSelector(one.text);
        if (parsed.kind === 'alternatives') expect(parsed.alternatives.some((alternative) => selects(alternative, of))).toBe(one.holds(of));
        else expect(parsed.kind).toBe('undecided');
      }),
      { numRuns: runs(200, 10000) },
    );
  });
});

describe('order', () => {
  const allow = { action: 'Allow', ...tcp(80, 81) };
  const deny = { action: 'Deny', ...tcp(80) };
  const ordered = (order: number | undefined, rule: object, name: string) => policy({ ...(order !== undefined && { order }), ingress: [rule] }, name);

  test('the first rule that matches decides, and at the end of the tier nothing gets through', () => {
    expect(reached([policy({ ingress: [deny, allow] })], 'friend')).toBe('TCP 81');
    expect(reached([policy({ ingress: [allow, deny] })], 'friend')).toBe('TCP 80-81');
    expect(reached([ordered(1, deny, 'a'), ordered(2, allow, 'b')], 'friend')).toBe('TCP 81');
    expect(reached([ordered(2, deny, 'a'), ordered(1, allow, 'b')], 'friend')).toBe('TCP 80-81');
    expect(reached([ordered(undefined, deny, 'a'), ordered(5000, allow, 'b')], 'friend')).toBe('TCP 80-81');
    expect(reached([ordered(1.5, deny, 'a'), ordered(1.25, allow, 'b')], 'friend')).toBe('TCP 80-81');
  });

  test('policies of one order are sorted by their names, which is not evaluated', () => {
    expect(reached([ordered(1, deny, 'a'), ordered(1, allow, 'b')], 'friend')).toBe('TCP 81 ? TCP 80');
    expect(reached([ordered(1, allow, 'a'), ordered(1, allow, 'b')], 'friend')).toBe('TCP 80-81');
  });

  test('Kubernetes’ own have the order 1000', () => {
    const kubernetes = networkPolicy([{ ports: [{ port: 80 }, { port: 25 }] }]);
    expect(reached([ordered(999, deny, 'a'), kubernetes], 'friend')).toBe('TCP 25');
    expect(reached([ordered(1001, deny, 'a'), kubernetes], 'friend')).toBe('TCP 25,80');
    expect(reached([ordered(1001, allow, 'a'), kubernetes], 'friend')).toBe('TCP 25,80-81');
  });

  test('what is passed leaves the tier, and what is logged goes on', () => {
    expect(reached([policy({ ingress: [{ action: 'Pass', ...tcp(25) }, allow] })], 'friend')).toBe('TCP 25,80-81');
    expect(reached([policy({ ingress: [{ action: 'Log' }, allow] })], 'friend')).toBe('TCP 80-81');
  });

  test('other tiers make their pods unknown, and no others', () => {
    const security = policy({ tier: 'security', selector: "app == 'server'", order: 1, ingress: [allow] });
    expect(reached([security], 'friend')).toBe('? All Connections');
    expect(doubts([security], 'friend')).toEqual(["NetworkPolicy b/c is in tier 'security', and manifests do not show the order of tiers"]);
    expect(reached([policy({ tier: 'security', selector: "app == 'other'", ingress: [] })], 'friend')).toBe(open);
    expect(reached([policy({ tier: 'default', ingress: [allow] })], 'friend')).toBe('TCP 80-81');
  });
});

describe('peers', () => {
  type Word = 'in' | 'out' | 'unknown';
  const cases: readonly (readonly [string, object, Partial<Readonly<Record<PartyName, Word>>>])[] = [
    ['everyone', {}, { any: 'in', outside: 'in', node: 'in' }],
    ['pods of the own namespace', { source: { selector: "app == 'client'" } }, { friend: 'in', stranger: 'out', elsewhere: 'out', outside: 'out' }],
    ['either of two', { source: { selector: "app == 'client' || app == 'other'" } }, { friend: 'in', stranger: 'in', elsewhere: 'out' }],
    ['pods of a namespace', { source: { namespaceSelector: "kubernetes.io/metadata.name == 'a'" } }, { elsewhere: 'in', friend: 'out' }],
    [
      'pods of a namespace by Calico’s name',
      { source: { namespaceSelector: "projectcalico.org/name == 'a'", selector: "app == 'client'" } },
      { elsewhere: 'in', friend: 'out' },
    ],
    ['pods by Calico’s label of namespaces', { source: { selector: "projectcalico.org/namespace == 'b'" } }, { friend: 'in', elsewhere: 'out' }],
    ['pods of every namespace', { source: { namespaceSelector: 'all()' } }, { any: 'in', elsewhere: 'in', outside: 'out' }],
    ['pods of Kubernetes', { source: { selector: "projectcalico.org/orchestrator == 'k8s'" } }, { friend: 'in', elsewhere: 'out' }],
    ['pods of another system', { source: { selector: "projectcalico.org/orchestrator == 'openstack'" } }, { friend: 'out' }],
    ['pods by service account', { source: { selector: "projectcalico.org/serviceaccount == 'x'" } }, { friend: 'unknown' }],
    ['hosts and sets of addresses', { source: { namespaceSelector: 'global()' } }, { friend: 'unknown', outside: 'unknown' }],
    ['blocks', { source: { nets: ['192.0.2.0/24'] } }, { outside: 'in', far: 'out', friend: 'unknown' }],
    ['a single address', { source: { nets: ['192.0.2.7'] } }, { outside: 'in', far: 'out' }],
    ['blocks with exceptions', { source: { nets: ['192.0.0.0/16'], notNets: ['192.0.2.0/24'] } }, { outside: 'out', far: 'out' }],
    ['exceptions alone', { source: { notNets: ['192.0.2.0/24'] } }, { outside: 'out', far: 'in' }],
    [
      'pods by labels and addresses',
      { source: { selector: "app == 'client'", nets: ['10.0.0.0/8'] } },
      { friend: 'unknown', stranger: 'out', outside: 'out' },
    ],
    ['all but some pods', { source: { notSelector: "app == 'client'" } }, { friend: 'unknown', outside: 'unknown' }],
    ['service accounts', { source: { serviceAccounts: { names: ['x'] } } }, { friend: 'unknown', outside: 'unknown' }],
    [
      'service accounts of some pods',
      { source: { selector: "app == 'client'", serviceAccounts: { names: ['x'] } } },
      { friend: 'unknown', stranger: 'out' },
    ],
    ['Services', { source: { services: { name: 'x' } } }, { friend: 'unknown' }],
    ['requests of HTTP', { http: { methods: ['GET'] } }, { friend: 'unknown' }],
    ['fields of another edition', { source: { domains: ['x'] } }, { outside: 'unknown' }],
    ['one IP version', { ipVersion: 4 }, { friend: 'unknown' }],
    ['ports of the source', { protocol: 'TCP', source: { ports: [1] } }, { outside: 'unknown' }],
    ['a condition on the pod itself', { destination: { nets: ['10.0.0.0/8'] } }, { friend: 'unknown' }],
  ];
  test.each(cases)('%s', (_name, rule, expected) => {
    const word = (text: string): Word => (text.startsWith('?') ? 'unknown' : text === closed ? 'out' : 'in');
    const found = Object.keys(expected).map((name) => [name, word(reached(ingress({ action: 'Allow', ...rule }), name as PartyName))]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test('pods with known addresses are meant by blocks', () => {
    expect(reached(ingress({ action: 'Allow', source: { nets: ['10.244.0.0/16'] } }), 'friend', { podAddresses: ['10.244.0.0/16'] })).toBe(open);
    expect(reached(ingress({ action: 'Allow', source: { nets: ['192.0.2.0/24'] } }), 'friend', { podAddresses: ['10.244.0.0/16'] })).toBe(closed);
  });

  test('of egress are the destination', () => {
    expect(reaches(egress({ action: 'Allow', protocol: 'TCP', destination: { nets: ['198.51.100.0/24'], ports: [443] } }), 'far')).toBe('TCP 443');
    expect(reaches(egress({ action: 'Allow', destination: { selector: "app == 'client'" } }), 'stranger')).toBe(closed);
    expect(reaches(egress({ action: 'Allow', destination: { domains: ['example.org'] } }), 'far')).toBe('? All Connections');
  });
});

describe('ports', () => {
  test.each([
    ['numbers and ranges', { protocol: 'TCP', destination: { ports: [25, '5701:5715', '80'] } }, 'TCP 25,80,5701-5715'],
    ['from 0', { protocol: 'UDP', destination: { ports: ['0:9'] } }, 'UDP 1-9'],
    ['names', { protocol: 'TCP', destination: { ports: ['web'] } }, 'TCP 8080'],
    ['a protocol by number', { protocol: 17 }, 'UDP 1-65535'],
    ['all but some', { protocol: 'TCP', destination: { ports: ['1:100'], notPorts: ['2:99'] } }, 'TCP 1,100'],
    ['all but one', { protocol: 'TCP', destination: { notPorts: [1] } }, 'TCP 2-65535'],
    ['all but a protocol', { notProtocol: 'TCP' }, 'SCTP 1-65535,UDP 1-65535'],
    ['ICMP', { protocol: 'ICMP' }, closed],
    ['all but a name', { protocol: 'TCP', destination: { notPorts: ['web'] } }, '? All Connections'],
  ])('%s', (_name, rule, expected) => {
    expect(reached(ingress({ action: 'Allow', ...rule }), 'friend')).toBe(expected);
  });
});

describe('subjects', () => {
  test('the rules decide the types if they are not given', () => {
    expect(reached([policy({})], 'friend')).toBe(closed);
    expect(reaches([policy({})], 'far')).toBe(open);
    const out = policy({ egress: [{ action: 'Allow' }] });
    expect([reached([out], 'friend'), reaches([out], 'far')]).toEqual([open, open]);
  });

  test('an alternative is enough', () => {
    expect(reached([policy({ selector: "app == 'x' || app == 'server'" })], 'friend')).toBe(closed);
    expect(reached([policy({ selector: "app == 'x' || app == 'y'" })], 'friend')).toBe(open);
  });

  test('pods on the network of their node are not subjects, except perhaps of global policies', () => {
    expect(reachedOnHost([policy({})], 'friend')).toBe(open);
    expect(reachedOnHost([global({ selector: 'all()' })], 'friend')).toBe('? All Connections');
  });

  test('global policies are about every namespace, or some', () => {
    expect(reached([global({ selector: "app == 'server'" })], 'friend')).toBe(closed);
    expect(reached([global({ namespaceSelector: "projectcalico.org/name == 'a'" })], 'friend')).toBe(open);
    expect(reached([global({ ingress: [{ action: 'Allow', source: { selector: "app == 'client'" } }] })], 'elsewhere')).toBe(open);
  });

  test.each([
    ['hosts', global({ applyOnForward: true, preDNAT: true, ingress: [] })],
    ['service accounts', policy({ serviceAccountSelector: "role == 'x'" })],
    ['fields of another edition', policy({ stagedAction: 'Set' })],
    ['parts of labels', policy({ selector: "app contains 'e'" })],
    ['a set of addresses', { apiVersion: 'projectcalico.org/v3', kind: 'NetworkSet', metadata: { name: 's', namespace: 'b' }, spec: { nets: [] } }],
  ])('%s make everything unknown', (_name, object) => {
    expect(reached([object], 'friend')).toBe('? All Connections');
  });

  test('what the API refuses is a fault', () => {
    expect(() => reached([policy({ selector: "app = 'x'" })], 'friend')).toThrow(InputError);
    expect(() => reached(ingress({ action: 'Allow', destination: { ports: [80] } }), 'friend')).toThrow('has ports, but its rule has no protocol');
    expect(() => reached(ingress({ action: 'Allow', ...tcp('90:80') }), 'friend')).toThrow('expected a port from 0 to 65535 or a range');
    expect(() => reached(ingress({ action: 'Permit' }), 'friend')).toThrow('expected Allow or Deny or Pass or Log');
  });
});
