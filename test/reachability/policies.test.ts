import {
  connectivity,
  entries,
  exposures,
  findParties,
  formatPorts,
  type ModelOptions,
  objectsModel,
  policiesAtWork,
  portRange,
} from '../../lib/reachability';
import { outcomeOf } from '../../lib/reachability/evaluation/outcome';

const namespace = (name: string, labels: Record<string, string> = {}) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
const pod = (name: string, labels: Record<string, string>, more: Record<string, unknown> = {}, spec: Record<string, unknown> = {}) => {
  const [inNamespace = '', own = ''] = name.split('/');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: inNamespace, name: own, labels },
    spec: {
      containers: [
        {
          name: 'main',
          ports: [
            { name: 'web', containerPort: 8080 },
            { name: 'web', protocol: 'UDP', containerPort: 8081 },
          ],
        },
      ],
      ...spec,
    },
    ...more,
  };
};
const cluster = (name: string, spec: Record<string, unknown>) => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name },
  spec: { tier: 'Admin', priority: 10, subject: { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'b' } } }, ...spec },
});
const from = (action: string, peer: Record<string, unknown>, protocols?: readonly unknown[]) => ({
  action,
  from: [peer],
  ...(protocols && { protocols }),
});
const everybody = { namespaces: {} };
const inA = { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } };
const tcp = (number: number, end?: number) => ({ tcp: { destinationPort: end === undefined ? { number } : { range: { start: number, end } } } });
const networkPolicy = (ingress: readonly unknown[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'np', namespace: 'b' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress },
});
const base = [namespace('a'), namespace('b'), pod('a/client', { app: 'client' }), pod('b/server', { app: 'server' })];

/** Ports from one party to another: what is allowed, and behind a question mark what is unknown. */
function ports(objects: readonly unknown[], source = 'a/client', destination = 'b/server', options: ModelOptions = {}): string {
  const model = objectsModel([...base, ...objects], options);
  const [first] = findParties(model, source);
  const [second] = findParties(model, destination);
  if (!first || !second) throw new Error('no such party');
  const { allowed, unknown, doubts } = connectivity(model, first.party, second.party);
  return unknown.length === 0
    ? formatPorts(allowed)
    : `${formatPorts(allowed)} ? ${formatPorts(unknown)} (${doubts.map(({ basis }) => basis).join(', ')})`;
}

describe('ClusterNetworkPolicy', () => {
  test('without rules has no effect, and isolates nothing', () => {
    expect(ports([cluster('p', {})])).toBe('All Connections');
    expect(ports([cluster('p', { ingress: [from('Accept', inA, [tcp(80)])] })])).toBe('All Connections');
  });

  test('the first rule that matches decides', () => {
    const rules = [from('Accept', inA, [tcp(80, 90)]), from('Deny', everybody, [tcp(85, 100)]), from('Accept', everybody, [tcp(95)])];
    expect(ports([cluster('p', { ingress: rules })])).toBe('SCTP 1-65535,TCP 1-90,101-65535,UDP 1-65535');
  });

  test('lower priorities come first, whatever the order of documents', () => {
    const deny = cluster('deny', { priority: 2, ingress: [from('Deny', everybody)] });
    const accept = cluster('accept', { priority: 1, ingress: [from('Accept', inA, [tcp(80)])] });
    expect(ports([deny, accept])).toBe('TCP 80');
    expect(ports([accept, deny])).toBe('TCP 80');
    expect(ports([{ ...deny, spec: { ...deny.spec, priority: 0 } }, accept])).toBe('No Connections');
  });

  test('of the same priority are undefined if they contradict each other, and only there', () => {
    const deny = cluster('deny', { ingress: [from('Deny', everybody, [tcp(80, 90)])] });
    const accept = cluster('accept', { ingress: [from('Accept', inA, [tcp(85, 95)])] });
    expect(ports([deny, accept, networkPolicy([])])).toBe('TCP 91-95 ? TCP 85-90 (policy-order)');
  });

  test('the Admin tier goes before NetworkPolicies, Pass leads to them, the Baseline tier comes after', () => {
    const open = networkPolicy([{ ports: [{ port: 80 }] }]);
    const admin = (action: string) => cluster('admin', { ingress: [from(action, everybody, [tcp(80, 81)])] });
    const baseline = cluster('baseline', { tier: 'Baseline', ingress: [from('Deny', everybody)] });
    expect(ports([admin('Deny'), open])).toBe('No Connections');
    expect(ports([admin('Accept'), open])).toBe('TCP 80-81');
    expect(ports([admin('Pass'), cluster('later', { priority: 11, ingress: [from('Deny', everybody)] }), open])).toBe('TCP 80');
    expect(ports([open, baseline])).toBe('TCP 80');
    expect(ports([baseline])).toBe('No Connections');
    expect(ports([admin('Accept'), baseline])).toBe('TCP 80-81');
    expect(ports([admin('Pass'), baseline])).toBe('No Connections');
  });

  test('names mean ports of any protocol', () => {
    expect(ports([cluster('p', { ingress: [from('Accept', inA, [{ destinationNamedPort: 'web' }]), from('Deny', everybody)] })])).toBe(
      'TCP 8080,UDP 8081',
    );
  });

  test('networks mean pods by their addresses, too', () => {
    const rule = (network: string) => cluster('p', { subject: inA, egress: [{ action: 'Deny', to: [{ networks: [network] }] }] });
    const addressed = pod('b/addressed', {}, { status: { podIP: '10.1.2.3' } });
    expect(ports([addressed, rule('10.1.0.0/16')], 'a/client', 'b/addressed')).toBe('No Connections');
    expect(ports([addressed, rule('10.2.0.0/16')], 'a/client', 'b/addressed')).toBe('All Connections');
    expect(ports([rule('10.1.0.0/16')])).toBe('No Connections ? All Connections (pod-address)');
    expect(ports([rule('10.1.0.0/16')], 'a/client', 'b/server', { podAddresses: ['10.1.7.0/24'] })).toBe('No Connections');
    expect(ports([rule('10.1.0.0/16')], 'a/client', '10.1.2.3')).toBe('No Connections');
  });

  test('never mean pods on the network of their node', () => {
    const onNode = pod('b/on-node', {}, {}, { hostNetwork: true });
    expect(ports([onNode, cluster('p', { ingress: [from('Deny', everybody)] })], 'a/client', 'b/on-node')).toBe('All Connections');
  });

  test('a peer that is not understood makes it unknown', () => {
    expect(ports([cluster('p', { ingress: [from('Deny', { identities: ['x'] })] })])).toBe('No Connections ? All Connections (policy-dialect)');
    expect(
      ports([cluster('p', { subject: inA, egress: [{ action: 'Deny', to: [{ domainNames: ['example.org'] }] }] })], 'a/client', '192.0.2.1'),
    ).toBe('No Connections ? All Connections (policy-dialect)');
  });

  test('ingress still counts after an accepted egress', () => {
    const accept = cluster('p', { subject: inA, egress: [{ action: 'Accept', to: [everybody] }] });
    expect(ports([accept, networkPolicy([])])).toBe('No Connections');
  });
});

describe('the dialects before it', () => {
  const admin = (kind: string, spec: Record<string, unknown>) => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind,
    metadata: { name: 'default' },
    spec: { subject: { namespaces: {} }, ...spec },
  });
  test('AdminNetworkPolicy and BaselineAdminNetworkPolicy', () => {
    const allow = admin('AdminNetworkPolicy', {
      priority: 1,
      ingress: [
        {
          action: 'Allow',
          from: [inA],
          ports: [{ portNumber: { protocol: 'UDP', port: 53 } }, { portRange: { start: 1, end: 9 } }, { namedPort: 'web' }],
        },
      ],
    });
    const deny = admin('BaselineAdminNetworkPolicy', { ingress: [{ action: 'Deny', from: [everybody] }] });
    expect(ports([allow, deny])).toBe('TCP 1-9,8080,UDP 53,8081');
    expect(ports([allow, deny], 'b/server', 'a/client')).toBe('No Connections');
  });

  test('have a higher and a lower precedence than NetworkPolicies', () => {
    const open = networkPolicy([{ ports: [{ port: 80 }] }]);
    const rules = (action: string) => ({ ingress: [{ action, from: [everybody], ports: [{ portRange: { start: 80, end: 81 } }] }] });
    const above = (action: string, priority = 1) => admin('AdminNetworkPolicy', { priority, ...rules(action) });
    const below = (action: string) => admin('BaselineAdminNetworkPolicy', rules(action));
    expect(ports([above('Deny'), open])).toBe('No Connections');
    expect(ports([above('Allow'), open])).toBe('TCP 80-81');
    expect(ports([above('Pass'), open])).toBe('TCP 80');
    expect(ports([above('Pass'), below('Deny')])).toBe('SCTP 1-65535,TCP 1-79,82-65535,UDP 1-65535');
    // A NetworkPolicy that captures the pod leaves nothing to the baseline.
    expect(ports([below('Allow'), open])).toBe('TCP 80');
    expect(ports([above('Deny', 7), { ...above('Allow', 6), metadata: { name: 'earlier' } }, open])).toBe('TCP 80-81');
    expect(ports([above('Deny', 7), { ...above('Allow', 7), metadata: { name: 'same' } }, networkPolicy([])])).toBe(
      'No Connections ? TCP 80-81 (policy-order)',
    );
  });

  test('mean pods by namespaces and labels, and addresses outside', () => {
    const to = (peer: Record<string, unknown>) => [admin('AdminNetworkPolicy', { priority: 1, egress: [{ action: 'Deny', to: [peer] }] })];
    const pods = (app: string) => ({ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app } } } });
    expect(ports(to(pods('server')))).toBe('No Connections');
    expect(ports(to(pods('other')))).toBe('All Connections');
    expect(ports(to({ networks: ['192.0.2.0/24'] }), 'a/client', '192.0.2.1')).toBe('No Connections');
    expect(ports(to({ networks: ['192.0.2.0/24'] }), 'a/client', '198.51.100.1')).toBe('All Connections');
    const some = [admin('AdminNetworkPolicy', { priority: 1, subject: pods('client'), ingress: [{ action: 'Deny', from: [everybody] }] })];
    expect([ports(some), ports(some, 'b/server', 'a/client')]).toEqual(['All Connections', 'No Connections']);
  });

  const unknown = 'No Connections ? All Connections (policy-dialect)';
  test.each([
    ['hosts by name', { egress: [{ action: 'Deny', to: [{ domainNames: ['example.org'] }] }] }, '192.0.2.1', unknown],
    [
      'nodes, as destinations',
      { egress: [{ action: 'Deny', to: [{ nodes: { matchLabels: { a: 'b' } } }] }] },
      'node',
      'No Connections ? All Connections (source-address)',
    ],
    ['nodes, as pods', { egress: [{ action: 'Deny', to: [{ nodes: {} }] }] }, 'b/server', 'All Connections'],
    ['namespaces with equal labels', { egress: [{ action: 'Deny', to: [{ namespaces: { sameLabels: ['team'] } }] }] }, 'b/server', unknown],
    [
      'pods by an old field',
      { egress: [{ action: 'Deny', to: [{ pods: { namespaces: { notSameLabels: ['team'] }, podSelector: {} } }] }] },
      'b/server',
      unknown,
    ],
    [
      'a subject by an old field',
      { subject: { namespaces: { namespaceSelector: {} } }, egress: [{ action: 'Deny', to: [everybody] }] },
      'b/server',
      unknown,
    ],
  ])('what cannot be decided is unknown: %s', (_what, spec, destination, expected) =>
    expect(ports([admin('AdminNetworkPolicy', { priority: 1, ...spec })], 'a/client', destination)).toBe(expected),
  );

  test.each([
    ['AdminNetworkPolicy', { priority: 1001 }, 'expected a priority from 0 to 1000, found 1001'],
    ['AdminNetworkPolicy', {}, 'priority: is missing'],
    ['AdminNetworkPolicy', { priority: 1, ingress: [{ action: 'Accept', from: [everybody] }] }, 'expected Allow or Deny or Pass'],
    ['BaselineAdminNetworkPolicy', { ingress: [{ action: 'Pass', from: [everybody] }] }, 'expected Allow or Deny, found'],
    ['AdminNetworkPolicy', { priority: 1, ingress: [{ action: 'Allow' }] }, 'from: needs a peer'],
  ])('%s %j is refused', (kind, spec, message) => expect(() => objectsModel([admin(kind, spec)])).toThrow(message));

  test('there is one baseline', () => {
    const other = { ...admin('BaselineAdminNetworkPolicy', {}), metadata: { name: 'other' } };
    expect(() => objectsModel([other])).toThrow("metadata.name: expected 'default'");
  });
});

describe('a namespace without an object', () => {
  const unseen = [pod('c/client', { app: 'client' }), pod('c/server', { app: 'server' })];
  const selector = (expression: Record<string, unknown>) => ({ namespaceSelector: { matchExpressions: [expression] } });
  const admits = (peer: Record<string, unknown>) => [...unseen, networkPolicy([{ from: [peer], ports: [{ port: 80 }] }])];
  const open = 'TCP 80';
  const closed = 'No Connections';
  const unknown = 'No Connections ? TCP 80 (namespace-labels)';
  const name = 'kubernetes.io/metadata.name';

  test.each([
    ['In', selector({ key: 'team', operator: 'In', values: ['x'] }), unknown],
    ['matchLabels', { namespaceSelector: { matchLabels: { team: 'x' } } }, unknown],
    ['NotIn', selector({ key: 'team', operator: 'NotIn', values: ['x'] }), unknown],
    ['Exists', selector({ key: 'team', operator: 'Exists' }), unknown],
    ['DoesNotExist', selector({ key: 'team', operator: 'DoesNotExist' }), unknown],
    ['its name', { namespaceSelector: { matchLabels: { [name]: 'c' } } }, open],
    ['another name', { namespaceSelector: { matchLabels: { [name]: 'd' } } }, closed],
    ['not its name', selector({ key: name, operator: 'NotIn', values: ['c'] }), closed],
    ['any name', selector({ key: name, operator: 'Exists' }), open],
    ['no name', selector({ key: name, operator: 'DoesNotExist' }), closed],
    ['all namespaces', { namespaceSelector: {} }, open],
    ['its name and a label', { namespaceSelector: { matchLabels: { [name]: 'c', team: 'x' } } }, unknown],
    ['another name and a label', { namespaceSelector: { matchLabels: { [name]: 'd', team: 'x' } } }, closed],
    ['labels for pods of others', { ...selector({ key: 'team', operator: 'Exists' }), podSelector: { matchLabels: { app: 'other' } } }, closed],
    [
      'what contradicts itself',
      {
        namespaceSelector: {
          matchExpressions: [
            { key: 'team', operator: 'Exists' },
            { key: 'team', operator: 'DoesNotExist' },
          ],
        },
      },
      closed,
    ],
  ])('selected by %s', (_what, peer, expected) => expect(ports(admits(peer), 'c/client')).toBe(expected));

  test('has the labels that are assumed, and no others', () => {
    const byTeam = admits({ namespaceSelector: { matchLabels: { team: 'x' } } });
    const without = admits(selector({ key: 'team', operator: 'DoesNotExist' }));
    const assume = (namespaceLabels: ModelOptions['namespaceLabels']) =>
      [byTeam, without].map((objects) => ports(objects, 'c/client', 'b/server', { namespaceLabels }));
    expect(assume({ c: { team: 'x' } })).toEqual([open, closed]);
    expect(assume({ c: {} })).toEqual([closed, open]);
    expect(assume({ '*': { team: 'x' } })).toEqual([open, closed]);
    expect(assume({ '*': { team: 'x' }, c: { team: 'y' } })).toEqual([closed, closed]);
    expect(assume({ d: { team: 'x' } })).toEqual([unknown, unknown]);
    // What an object says counts.
    expect(ports([...byTeam, namespace('c')], 'c/client', 'b/server', { namespaceLabels: { c: { team: 'x' } } })).toBe(closed);
  });

  test('may be selected by policies that select namespaces', () => {
    const global = (spec: Record<string, unknown>) => ({
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'g' },
      spec: { types: ['Ingress'], ...spec },
    });
    const allow = { action: 'Allow', protocol: 'TCP', destination: { ports: [80] } };
    const isolating = global({ namespaceSelector: "team == 'x'", ingress: [allow] });
    const rest = 'SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535';
    // If it selects the pods, it admits 80; if it does not, everything passes.
    expect(ports([...unseen, isolating], 'a/client', 'c/server')).toBe(`TCP 80 ? ${rest} (namespace-labels)`);
    // Of two policies with the same selector both capture them or none.
    const more = {
      ...global({ namespaceSelector: "team == 'x'", ingress: [{ ...allow, destination: { ports: [443] } }] }),
      metadata: { name: 'more' },
    };
    expect(ports([...unseen, isolating, more], 'a/client', 'c/server')).toMatch(/^TCP 80,443 \? /);
    // With different ones each may be by itself.
    const other = { ...more, spec: { ...more.spec, namespaceSelector: "team == 'y'" } };
    expect(ports([...unseen, isolating, other], 'a/client', 'c/server')).toMatch(/^No Connections \? All Connections /);
    // With more doubts than are looked at in all combinations nothing is sure.
    const many = Array.from({ length: 8 }, (_, index) => ({
      ...global({ namespaceSelector: `team == 't${index}'`, ingress: [allow] }),
      metadata: { name: `g${index}` },
    }));
    expect(ports([...unseen, ...many], 'a/client', 'c/server')).toMatch(/^No Connections \? All Connections /);
    const own = { ...networkPolicy([{ ports: [{ port: 80 }] }]), metadata: { name: 'np', namespace: 'c' } };
    expect(ports([...unseen, own, isolating], 'a/client', 'c/server')).toBe('TCP 80');
  });

  test('is distinguished from another with the same doubts by its name', () => {
    const reasonFor = (source: string) => {
      const model = objectsModel(
        [...base, ...unseen, pod('d/client', {}), ...admits(selector({ key: 'team', operator: 'Exists' }))].filter(
          (object, index, all) => all.indexOf(object) === index,
        ),
      );
      const [from, to] = [source, 'b/server'].map((text) => findParties(model, text)[0]?.party);
      if (!from || !to) throw new Error('no such party');
      return connectivity(model, from, to).doubts;
    };
    for (const source of ['c', 'd'])
      expect(reasonFor(`${source}/client`)).toMatchObject([
        { reason: `namespace ${source} is not among the objects, so its labels are not known (team)`, settledBy: ['namespaceLabels'] },
      ]);
  });

  test('is named if a policy may capture its pods, and only there', () => {
    const global = {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'g' },
      spec: { namespaceSelector: "team == 'x'", types: ['Ingress'] },
    };
    const model = objectsModel([...base, ...unseen, pod('d/server', {}), global]);
    const reasons = ['c/server', 'd/server'].map((name) => {
      const [from, to] = ['a/client', name].map((text) => findParties(model, text)[0]?.party);
      return from && to && connectivity(model, from, to).doubts.map(({ reason }) => reason.slice(0, 11));
    });
    expect(reasons).toEqual([['namespace c'], ['namespace d']]);
  });

  test('is imagined with the labels that a rule asks for, since somebody may give them', () => {
    const model = objectsModel([...base, ...admits({ namespaceSelector: { matchLabels: { [name]: 'c', team: 'x' } } })]);
    const selected = exposures(model).filter(({ end, others }) => end.title === 'b/server[Pod]' && others.kind === 'selected');
    expect(selected.map(({ allowed, unknown: open }) => [formatPorts(allowed), formatPorts(open)])).toEqual([['TCP 80', 'No Connections']]);
  });

  test('may or may not have its routes attached to a Gateway that asks for labels', () => {
    const gateway = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'g', namespace: 'b' },
      spec: {
        gatewayClassName: 'x',
        listeners: [
          { name: 'mail', port: 25, protocol: 'TCP', allowedRoutes: { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'x' } } } } },
        ],
      },
    };
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'TCPRoute',
      metadata: { name: 'r', namespace: 'c' },
      spec: { parentRefs: [{ name: 'g', namespace: 'b' }], rules: [{ backendRefs: [{ name: 's', port: 25 }] }] },
    };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 's', namespace: 'c' },
      spec: { selector: { app: 'server' }, ports: [{ port: 25 }] },
    };
    const verdicts = (options: ModelOptions, more: readonly unknown[] = []) =>
      entries(objectsModel([gateway, route, service, ...unseen, ...more], options)).map(({ verdict }) => verdict.kind);
    expect(verdicts({})).toEqual(['unknown']);
    expect(verdicts({ namespaceLabels: { c: { team: 'x' } } })).toEqual(['allowed']);
    expect(verdicts({ namespaceLabels: { c: {} } })).toEqual([]);
    expect(verdicts({}, [namespace('c', { team: 'x' })])).toEqual(['allowed']);
  });
});

describe('dialects that are not evaluated', () => {
  test('make everything of their pods unknown', () => {
    const antrea = { apiVersion: 'crd.antrea.io/v1beta1', kind: 'NetworkPolicy', metadata: { name: 'c', namespace: 'b' }, spec: {} };
    expect(ports([antrea])).toBe('No Connections ? All Connections (policy-dialect)');
    expect(ports([antrea, networkPolicy([])])).toBe('No Connections ? All Connections (policy-dialect)');
    expect(ports([antrea], 'a/client', '192.0.2.1')).toBe('All Connections');
    const global = { apiVersion: 'crd.antrea.io/v1beta1', kind: 'ClusterNetworkPolicy', metadata: { name: 'c' }, spec: {} };
    expect(ports([global], 'a/client', '192.0.2.1')).toBe('No Connections ? All Connections (policy-dialect)');
  });
});

describe('nodes', () => {
  test('are admitted if every source is, or if the block contains them; else it may be the pod’s own', () => {
    expect(ports([], 'node')).toBe('All Connections');
    expect(ports([networkPolicy([{ ports: [{ port: 80 }] }])], 'node')).toBe('TCP 80 ? SCTP 1-65535,TCP 1-79,81-65535,UDP 1-65535 (own-node)');
    expect(ports([networkPolicy([])], 'node')).toBe('No Connections ? All Connections (own-node)');
  });
});

describe('a pod and itself', () => {
  test('are never kept apart, but replicas are', () => {
    expect(ports([networkPolicy([])], 'b/server', 'b/server')).toBe('All Connections');
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'many', namespace: 'b' },
      spec: { template: { metadata: { labels: {} }, spec: {} } },
    };
    expect(ports([deployment, networkPolicy([])], 'b/many', 'b/many')).toBe('No Connections');
  });
});

describe('ipBlocks and pods', () => {
  const byBlock = networkPolicy([{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }]);
  const addressed = (address: string) => pod('a/addressed', {}, { status: { podIP: address } });
  test.each([
    ['an address outside the block', '192.168.1.1', {}, 'No Connections'],
    ['an address inside, with plugins that differ', '10.1.1.1', {}, 'No Connections ? All Connections (pod-address)'],
    ['an address inside, with one that means pods', '10.1.1.1', { ipBlocksMatchPods: 'always' }, 'All Connections'],
    ['an address inside, with one that does not', '10.1.1.1', { ipBlocksMatchPods: 'never' }, 'No Connections'],
  ] as const)('%s', (_what, address, options, expected) =>
    expect(ports([addressed(address), byBlock], 'a/addressed', 'b/server', options)).toBe(expected),
  );

  test('blocks of pods that hold none of it settle the matter', () => {
    expect(ports([byBlock], 'a/client', 'b/server', { podAddresses: ['172.16.0.0/12'] })).toBe('No Connections');
    expect(ports([byBlock], 'a/client', 'b/server', { podAddresses: ['10.244.0.0/16'], ipBlocksMatchPods: 'always' })).toBe('All Connections');
  });

  test('two pods of a workload with addresses on either side are two ends', () => {
    const replica = (name: string, address: string) => ({
      ...pod(`a/${name}`, {}, { status: { podIP: address } }),
      metadata: { namespace: 'a', name, ownerReferences: [{ kind: 'ReplicaSet', name: 'rs', controller: true }] },
    });
    const model = objectsModel([...base, replica('x', '10.0.0.1'), replica('y', '192.0.2.1'), replica('z', '10.0.0.2'), byBlock], {
      ipBlocksMatchPods: 'always',
    });
    const ends = model.ends.filter(({ workload }) => workload.name === 'rs');
    expect(ends.map(({ groups }) => groups.flatMap(({ pods }) => pods))).toEqual([['x', 'z'], ['y']]);
  });
});

describe('exposures', () => {
  test('list what any pod could reach, and what one could that fits a rule', () => {
    const model = objectsModel([
      ...base,
      networkPolicy([
        { from: [{ podSelector: { matchLabels: { app: 'x' } } }], ports: [{ port: 1 }] },
        { from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['y', 'z'] }] } }], ports: [{ port: 2 }] },
        { from: [{ namespaceSelector: {} }], ports: [{ port: 3 }] },
        {
          from: [
            {
              podSelector: {
                matchExpressions: [
                  { key: 'app', operator: 'Exists' },
                  { key: 'app', operator: 'DoesNotExist' },
                ],
              },
            },
          ],
          ports: [{ port: 4 }],
        },
      ]),
    ]);
    const found = exposures(model).filter(({ end, direction }) => end.title === 'b/server[Pod]' && direction === 'ingress');
    expect(
      found.map(({ others, allowed }) => `${others.kind === 'any-pod' ? 'any pod' : `${others.rule}: ${others.text}`}: ${formatPorts(allowed)}`),
    ).toEqual([
      'any pod: TCP 3',
      '0: pods with app=x in namespace b: TCP 1,3',
      '1: all pods in namespaces with team in (y,z): TCP 2-3',
      '2: all pods in all namespaces: TCP 3',
    ]);
  });
});

test('pods that a rule asks for in a namespace by name have that namespace’s other labels', () => {
  const byName = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'c' } } };
  const byTeam = { namespaceSelector: { matchLabels: { team: 'x' } } };
  const model = objectsModel([
    ...base,
    namespace('c', { team: 'x' }),
    networkPolicy([
      { from: [byName], ports: [{ port: 1 }] },
      { from: [byTeam], ports: [{ port: 2 }] },
    ]),
  ]);
  const found = exposures(model).filter(
    ({ end, direction, others }) => end.title === 'b/server[Pod]' && direction === 'ingress' && others.kind === 'selected',
  );
  expect(found.map(({ allowed }) => formatPorts(allowed))).toEqual(['TCP 1-2', 'TCP 2']);
});

test('named ports of init containers that end count for nothing', () => {
  const init = (restartPolicy?: string) => ({
    initContainers: [{ name: 'i', ...(restartPolicy && { restartPolicy }), ports: [{ name: 'metrics', containerPort: 9102 }] }],
  });
  const policy = networkPolicy([{ ports: [{ port: 'metrics' }] }]);
  expect(ports([pod('b/x', {}, {}, init()), policy], 'a/client', 'b/x')).toBe('No Connections');
  expect(ports([pod('b/x', {}, {}, init('Always')), policy], 'a/client', 'b/x')).toBe('TCP 9102');
});

test('a policy that may or may not capture leaves what comes after it undecided', () => {
  // No dialect that is read does so in an ordered tier; one that is added may.
  const [admin] = objectsModel([cluster('p', { ingress: [from('Deny', everybody, [tcp(80)])] })]).policies;
  if (admin?.ingress === undefined) throw new Error('no policy');
  const matcher = { peers: () => 'yes' as const, ports: () => ({ sure: portRange('TCP', 80), possible: portRange('TCP', 80) }) };
  const outcome = outcomeOf([{ policy: admin, rules: admin.ingress, match: { basis: 'host-network', reason: 'perhaps' } }], matcher);
  expect([outcome.allow, outcome.deny].map(formatPorts)).toEqual(['All Connections', 'TCP 80']);
  expect(outcome.doubts.map(({ reason }) => reason)).toEqual(['perhaps']);
});

test('many peers are distinguished just like few', () => {
  const peers = Array.from({ length: 20 }, (_, index) => ({ podSelector: { matchLabels: { app: `app-${index}` } }, namespaceSelector: {} }));
  const many = networkPolicy([...peers.map((peer, index) => ({ from: [peer], ports: [{ port: index + 1 }] }))]);
  for (const index of [0, 7, 8, 19]) expect(ports([pod('a/other', { app: `app-${index}` }), many], 'a/other')).toBe(`TCP ${index + 1}`);
  expect(ports([many])).toBe('No Connections');
});

describe('policies at work', () => {
  test('say whom they select, whom peers mean and who declares the ports they name', () => {
    const [policy] = policiesAtWork(
      objectsModel([
        ...base,
        pod('b/other', {}, {}, { containers: [] }),
        networkPolicy([
          {
            from: [
              { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } },
              { podSelector: { matchLabels: { app: 'nobody' } } },
            ],
            ports: [{ port: 'web' }],
          },
        ]),
      ]),
    );
    const titles = (list: readonly { readonly end: { readonly title: string } }[] = []) => list.map(({ end }) => end.title);
    expect(titles(policy?.captured)).toEqual(['b/other[Pod]', 'b/server[Pod]']);
    expect(policy?.rules[0]?.peers.map(({ pods }) => titles(pods))).toEqual([['a/client[Pod]'], []]);
    expect(policy?.rules[0]?.names.map(({ declaredBy, missingIn }) => [titles(declaredBy), titles(missingIn)])).toEqual([
      [['b/server[Pod]'], ['b/other[Pod]']],
    ]);
  });
});
