import { InputError } from '../../lib/base/faults';
import { doubts, networkPolicy, type PartyName, reached, reachedOnHost, reaches } from './reading-support';

const policy = (spec: object, kind = 'CiliumNetworkPolicy') => ({
  apiVersion: 'cilium.io/v2',
  kind,
  metadata: { name: 'c', ...(kind === 'CiliumNetworkPolicy' && { namespace: 'b' }) },
  spec,
});
const ingress = (...rules: readonly object[]) => [policy({ endpointSelector: { matchLabels: { app: 'server' } }, ingress: rules })];
const egress = (...rules: readonly object[]) => [policy({ endpointSelector: {}, egress: rules })];
const web = [{ ports: [{ port: '80', protocol: 'TCP' }] }];
const closed = 'No Connections';
const open = 'All Connections';

describe('what is denied by default', () => {
  test('an empty rule allows nobody, and denies only in its direction', () => {
    expect(reached(ingress({}), 'friend')).toBe(closed);
    expect(reaches(ingress({}), 'far')).toBe(open);
    expect(reaches(egress({}), 'far')).toBe(closed);
    expect(reached(egress({}), 'elsewhere')).toBe(open);
  });

  test('enableDefaultDeny decides, if it is given', () => {
    const deny = [{ fromEndpoints: [{ matchLabels: { app: 'other' } }] }];
    const without = [policy({ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingress: [{}], ingressDeny: deny })];
    expect(reached(without, 'friend')).toBe(open);
    expect(reached(without, 'stranger')).toBe(closed);
    expect(reached([...without, networkPolicy([])], 'friend')).toBe(closed);
    const bare = [policy({ endpointSelector: {}, enableDefaultDeny: { ingress: true } })];
    expect(reached(bare, 'friend')).toBe('? All Connections');
  });

  test('policies of both kinds allow together, and what one denies no other allows', () => {
    const allow = { fromEndpoints: [{ matchLabels: { app: 'client' } }], toPorts: web };
    expect(reached([...ingress(allow), networkPolicy([{ ports: [{ port: 25 }] }])], 'friend')).toBe('TCP 25,80');
    const deny = policy({ endpointSelector: {}, ingressDeny: [{ fromEntities: ['all'], toPorts: [{ ports: [{ port: '25', protocol: 'TCP' }] }] }] });
    expect(reached([...ingress(allow), deny, networkPolicy([{ ports: [{ port: 25 }, { port: 26 }] }])], 'friend')).toBe('TCP 26,80');
  });

  test('every spec of a list counts', () => {
    const specs = [
      { endpointSelector: {}, ingress: [{ fromEntities: ['all'], toPorts: web }] },
      { endpointSelector: {}, ingress: [{ fromEntities: ['world'] }] },
    ];
    const list = [{ apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'c', namespace: 'b' }, specs }];
    expect(reached(list, 'friend')).toBe('TCP 80');
    expect(reached(list, 'outside')).toBe(open);
  });
});

describe('peers', () => {
  /** Who gets in, who does not, and who is undecided; nodes may always be the pod's own. */
  const cases: readonly (readonly [string, object, Partial<Readonly<Record<PartyName, 'in' | 'out' | 'unknown'>>>])[] = [
    [
      'endpoints of the own namespace',
      { fromEndpoints: [{ matchLabels: { 'k8s:app': 'client' } }] },
      { friend: 'in', stranger: 'out', elsewhere: 'out', outside: 'out' },
    ],
    ['every endpoint of the own namespace', { fromEndpoints: [{}] }, { friend: 'in', stranger: 'in', any: 'out', elsewhere: 'out', outside: 'out' }],
    [
      'a namespace by name',
      { fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'a', 'any:app': 'client' } }] },
      { elsewhere: 'in', friend: 'out' },
    ],
    [
      'namespaces by labels',
      { fromEndpoints: [{ matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.team': 'x' } }] },
      { elsewhere: 'in', friend: 'out', any: 'out' },
    ],
    [
      'every namespace',
      { fromEndpoints: [{ matchExpressions: [{ key: 'io.kubernetes.pod.namespace', operator: 'Exists' }] }] },
      { any: 'in', elsewhere: 'in', outside: 'out', node: 'unknown', hostNetwork: 'unknown' },
    ],
    ['labels of other sources', { fromEndpoints: [{ matchLabels: { 'reserved:host': '' } }] }, { friend: 'unknown', outside: 'unknown' }],
    ['service accounts', { fromEndpoints: [{ matchLabels: { 'io.cilium.k8s.policy.serviceaccount': 'x' } }] }, { friend: 'unknown' }],
    ['labels that Cilium ignores', { fromEndpoints: [{ matchLabels: { 'pod-template-hash': 'x' } }] }, { friend: 'unknown' }],
    ['nobody at all', { fromEndpoints: [] }, { friend: 'out', outside: 'out' }],
    ['blocks', { fromCIDR: ['192.0.2.0/24'] }, { outside: 'in', far: 'out', friend: 'out' }],
    ['a single address', { fromCIDR: ['192.0.2.7'] }, { outside: 'in', far: 'out' }],
    ['blocks with exceptions', { fromCIDRSet: [{ cidr: '192.0.0.0/16', except: ['192.0.2.0/24'] }] }, { outside: 'out' }],
    [
      'every address, which means neither pods nor nodes',
      { fromCIDR: ['0.0.0.0/0', '::/0'] },
      { outside: 'in', far: 'in', friend: 'out', any: 'out', node: 'unknown', hostNetwork: 'unknown' },
    ],
    ['groups of blocks', { fromCIDRSet: [{ cidrGroupRef: 'office' }] }, { outside: 'unknown', friend: 'unknown' }],
    ['all', { fromEntities: ['all'] }, { any: 'in', outside: 'in', node: 'in', hostNetwork: 'in' }],
    ['world', { fromEntities: ['world'] }, { outside: 'in', friend: 'out', node: 'unknown' }],
    ['cluster', { fromEntities: ['cluster'] }, { any: 'in', node: 'in', hostNetwork: 'in', outside: 'out' }],
    ['nodes', { fromEntities: ['host', 'remote-node'] }, { node: 'in', hostNetwork: 'in', friend: 'out', outside: 'out' }],
    ['some nodes', { fromEntities: ['remote-node'] }, { node: 'unknown', hostNetwork: 'unknown', friend: 'out', outside: 'out' }],
    ['nodes by labels', { fromNodes: [{ matchLabels: { a: 'b' } }] }, { node: 'unknown', friend: 'out' }],
    ['the API server', { fromEntities: ['kube-apiserver'] }, { friend: 'unknown', outside: 'unknown', node: 'unknown' }],
    ['Cilium’s proxy', { fromEntities: ['ingress'] }, { any: 'out', outside: 'out' }],
    ['none', { fromEntities: ['none'] }, { friend: 'out', outside: 'out' }],
    ['groups of a cloud', { fromGroups: [{ aws: {} }] }, { outside: 'unknown' }],
    [
      'who authenticates',
      { fromEndpoints: [{ matchLabels: { app: 'client' } }], authentication: { mode: 'required' } },
      { friend: 'unknown', stranger: 'out' },
    ],
  ];
  const words = { in: open, out: closed, unknown: '? All Connections' } as const;
  test.each(cases)('%s', (_name, rule, expected) => {
    const found = Object.keys(expected).map((name) => [name, reached(ingress(rule), name as PartyName)]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(expected).map(([name, word]) => [name, words[word]])));
  });

  test('hosts by name and Services are unknown, hosts only outside', () => {
    expect(reaches(egress({ toFQDNs: [{ matchName: 'example.org' }], toPorts: web }), 'far')).toBe('? TCP 80');
    expect(reaches(egress({ toFQDNs: [{ matchName: 'example.org' }], toPorts: web }), 'friend')).toBe(closed);
    expect(reaches(egress({ toServices: [{ k8sService: { serviceName: 'x' } }] }), 'friend')).toBe('? All Connections');
    expect(reaches(egress({ toCIDRSet: [{ cidr: '198.51.100.0/24' }], toPorts: web }), 'far')).toBe('TCP 80');
    expect(reaches(egress({ toEntities: ['world'] }), 'far')).toBe(open);
  });

  test('nodes by their addresses only if Cilium is configured so', () => {
    const byAddress = ingress({ fromCIDR: ['10.0.0.0/8'] });
    expect(reached(byAddress, 'node', { nodeAddresses: ['10.0.0.0/24'] })).toBe('? All Connections');
    expect(doubts(byAddress, 'node').join()).toContain('policyCIDRMatchMode');
  });
});

describe('ports', () => {
  const ports = (...toPorts: readonly object[]) => ingress({ fromEntities: ['all'], toPorts });
  test.each([
    ['ranges', [{ ports: [{ port: '5701', endPort: 5715, protocol: 'TCP' }] }], 'TCP 5701-5715'],
    ['any protocol', [{ ports: [{ port: '53' }] }], 'SCTP 53,TCP 53,UDP 53'],
    ['port 0', [{ ports: [{ port: '0', protocol: 'UDP' }] }], 'UDP 1-65535'],
    ['names', [{ ports: [{ port: 'web', protocol: 'TCP' }] }], 'TCP 8080'],
    ['no list', [{}], open],
    ['several lists', [...web, { ports: [{ port: '81', protocol: 'TCP' }] }], 'TCP 80-81'],
    ['ICMP', [{ ports: [{ port: '80', protocol: 'ICMP' }] }], closed],
    ['layer 7', [...web, { ports: [{ port: '81', protocol: 'TCP' }], rules: { http: [{ method: 'GET' }] } }], 'TCP 80 ? TCP 81'],
    ['server names', [{ ports: [{ port: '443', protocol: 'TCP' }], serverNames: ['x'] }], '? TCP 443'],
    ['DNS with some names', [{ ports: [{ port: '53', protocol: 'UDP' }], rules: { dns: [{ matchName: 'x' }] } }], '? UDP 53'],
    ['DNS with every name', [{ ports: [{ port: '53', protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*' }] } }], 'UDP 53'],
  ])('%s', (_name, toPorts, expected) => {
    expect(reached(ports(...toPorts), 'friend')).toBe(expected);
  });

  test('without peers everyone is meant, and with only ICMP nobody', () => {
    expect(reached(ingress({ toPorts: web }), 'outside')).toBe('TCP 80');
    expect(reached(ingress({ icmps: [{ fields: [{ type: 8 }] }], fromEntities: ['all'] }), 'friend')).toBe(closed);
  });

  test('layer 7 leaves out whom the rule does not mean', () => {
    const rules = ingress({ fromEndpoints: [{ matchLabels: { app: 'client' } }], toPorts: [{ ...web[0], rules: { http: [{}] } }] });
    expect([reached(rules, 'friend'), reached(rules, 'stranger')]).toEqual(['? TCP 80', closed]);
  });
});

describe('subjects', () => {
  test('pods on the network of their node are none', () => {
    expect(reachedOnHost(ingress({}), 'friend')).toBe(open);
  });

  test('policies of the cluster are about every namespace, and those of nodes about pods on their network', () => {
    const clusterwide = (spec: object) => [policy(spec, 'CiliumClusterwideNetworkPolicy')];
    expect(reached(clusterwide({ endpointSelector: {}, ingress: [{ fromEndpoints: [{ matchLabels: { app: 'client' } }] }] }), 'elsewhere')).toBe(
      open,
    );
    expect(reached(clusterwide({ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] }), 'outside')).toBe(closed);
    const ofNamespace = { endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'a' } }, ingress: [{}] };
    expect(reached(clusterwide(ofNamespace), 'friend')).toBe(open);
    const ofNodes = { nodeSelector: {}, ingress: [{}] };
    expect([reached(clusterwide(ofNodes), 'friend'), reachedOnHost(clusterwide(ofNodes), 'friend')]).toEqual([open, '? All Connections']);
  });

  test.each([
    ['selectors that cannot be decided', { endpointSelector: { matchLabels: { 'reserved:init': '' } }, ingress: [{}] }],
    ['selectors of namespaces', { endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'b' } }, ingress: [{}] }],
    ['several kinds of peers', { endpointSelector: {}, ingress: [{ fromEntities: ['world'], fromCIDR: ['10.0.0.0/8'] }] }],
    ['fields of a later release', { endpointSelector: {}, priority: 1, ingress: [{}] }],
    ['a policy of nothing but such fields', { endpointSelector: {}, ingressPass: [{}] }],
    ['fields of a rule of a later release', { endpointSelector: {}, ingress: [{ fromPlanets: ['mars'] }] }],
    ['requirements', { endpointSelector: {}, ingress: [{ fromRequires: [{}] }] }],
  ])('%s make everything unknown', (_name, spec) => {
    expect(reached([policy(spec)], 'friend')).toBe('? All Connections');
  });

  test('what the API refuses is a fault', () => {
    expect(() => reached([policy({ ingress: [{}] })], 'friend')).toThrow(InputError);
    expect(() => reached(ingress({ toPorts: [{ ports: [{ port: '70000' }] }] }), 'friend')).toThrow("expected a port's number as text");
    expect(() => reached(ingress({ fromCIDR: ['nonsense'] }), 'friend')).toThrow('expected an address or a block');
  });
});
