import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { formatFault, InputError } from '../../../lib/base/faults';
import { connections, entries, exposures, formatConnections, modelOf, objectsModel, readModel, readPaths, readText } from '../../../lib/reachability';

/** Faults of a text, one a line, without the file. */
function faultsOf(text: string): readonly string[] {
  try {
    readModel('f', text);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.faults.map((fault) => formatFault(fault).replace(/^f:/, ''));
    throw error;
  }
}

const positionsOf = (text: string): readonly string[] =>
  readText('f', text).manifests.map(({ reference: { kind, name, position } }) => `${kind} ${name} ${position?.line}:${position?.column}`);

describe('positions', () => {
  test('of documents, behind markers and comments', () => {
    expect(
      positionsOf(
        '# first\napiVersion: v1\nkind: A\nmetadata: {name: a}\n---\n\n# second\napiVersion: v1\nkind: B\nmetadata:\n  name: b\n--- {apiVersion: v1, kind: C, metadata: {name: c}}\n',
      ),
    ).toEqual(['A a 2:1', 'B b 8:1', 'C c 12:5']);
  });

  test('of the items of Lists, however they are indented', () => {
    const items = '- apiVersion: v1\n  kind: A\n  metadata:\n    name: a\n- apiVersion: v1\n  kind: B\n  metadata: {name: b}\n';
    expect(positionsOf(`apiVersion: v1\nitems:\n${items}kind: List\n`)).toEqual(['A a 3:3', 'B b 7:3']);
    expect(positionsOf(`apiVersion: v1\nkind: List\nitems:\n${items.replace(/^/gm, '    ')}`)).toEqual(['A a 4:7', 'B b 8:7']);
    expect(positionsOf(`apiVersion: v1\r\nitems:\r\n${items.replaceAll('\n', '\r\n')}kind: List\r\n`)).toEqual(['A a 3:3', 'B b 7:3']);
    expect(positionsOf('apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: A, metadata: {name: a}}]\n')).toEqual(['A a 3:9']);
  });

  test('of the items of Lists in JSON', () => {
    const object = { apiVersion: 'v1', kind: 'A', metadata: { name: 'a"]},{' } };
    const text = JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [object, { ...object, kind: 'B', more: { items: [1] } }] }, undefined, 2);
    expect(positionsOf(text)).toEqual(['A a"]},{ 5:5', 'B a"]},{ 12:5']);
    expect(positionsOf(JSON.stringify({ items: [object], apiVersion: 'v1', kind: 'List' }))).toEqual(['A a"]},{ 1:11']);
  });

  test('of Lists in JSON that are not well formed are those of the mistake', () => {
    const object = '{"apiVersion": "v1", "kind": "A", "metadata": {"name": "a"}}';
    for (const items of [`${object} ${object}`, `${object},, ${object}`, `${object}, 1`, `"x", ${object}`]) {
      const { faults } = readText('f', `{"apiVersion": "v1", "kind": "List", "items": [${items}]}`);
      expect(faults).not.toEqual([]);
    }
    expect(positionsOf(`{"apiVersion": "v1", "kind": "List", "items": [${object}, ${object}]}`)).toHaveLength(2);
  });

  test('of a rule within an item of a List, in YAML and in JSON', () => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p' },
      spec: { podSelector: {}, ingress: [{}, { ports: [{ port: 1 }] }] },
    };
    const [json] = readText('f', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [policy] }, undefined, 1)).manifests;
    expect(json?.locate(['spec', 'ingress', 1, 'ports', 0])).toEqual({ file: 'f', line: 17, column: 8, end: { line: 19, column: 9 } });
    const [yaml] = readText(
      'f',
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.k8s.io/v1\n  kind: NetworkPolicy\n  metadata:\n    name: p\n  spec:\n    podSelector: {}\n    ingress:\n    - {}\n    - ports:\n      - port: 1\n',
    ).manifests;
    expect(yaml?.locate(['spec', 'ingress', 1, 'ports', 0])).toEqual({ file: 'f', line: 13, column: 9, end: { line: 13, column: 16 } });
    expect(yaml?.locate(['spec', 'ingress', 7])).toEqual({ file: 'f', line: 11, column: 5, end: { line: 13, column: 16 } });
    expect(yaml?.locateKey(['spec', 'ingress'])).toEqual({ file: 'f', line: 10, column: 5, end: { line: 10, column: 12 } });
    expect(yaml?.locateKey(['spec', 'ingress', 1, 'ports'])).toEqual({ file: 'f', line: 12, column: 7, end: { line: 12, column: 12 } });
    expect(yaml?.locateKey(['spec', 'ingress', 1])).toEqual(yaml?.locate(['spec', 'ingress', 1]));
  });
});

describe('typed lists', () => {
  test('give their items what these leave out', () => {
    const list = { apiVersion: 'v1', kind: 'PodList', items: [{ metadata: { name: 'a' }, spec: {} }] };
    expect(positionsOf(JSON.stringify(list))).toEqual(['Pod a 1:46']);
    expect(objectsModel([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }]).ends.map(({ title }) => title)).toEqual(['default/a[Pod]']);
  });

  test('may be empty', () => {
    expect(positionsOf('apiVersion: v1\nkind: List\nitems: []\n')).toEqual([]);
    expect(positionsOf('apiVersion: v1\nkind: List\nitems:\n')).toEqual([]);
  });
});

describe('what is no manifest is a fault with its place', () => {
  test.each([
    [
      'broken YAML',
      'a: [1\n---\napiVersion: v1\nkind: A\nmetadata: {name: x\n',
      ['2:1: is indented too little to continue a quoted text or a list in brackets', '6:1: is indented too little'],
    ],
    ['keys given twice', 'apiVersion: v1\nkind: A\nkind: B\n', ["3:1: 'kind' is already in line 2; keep one"]],
    ['an alias of nothing', 'apiVersion: v1\nkind: A\nmetadata: {name: *x}\n', ["3:18: '*x' has no anchor; expected '&x' at a value above it"]],
    ['binary', 'a\0b', ['1:1: is binary; expected YAML or JSON']],
    ['text', 'hello\n', ['1:1: expected a Kubernetes object with apiVersion and kind']],
    ['a list', '- 1\n', ['1:1: expected a Kubernetes object with apiVersion and kind']],
    ['an object without apiVersion', '\nkind: A\n', ['2:1: apiVersion: is missing, but every Kubernetes object has one']],
    ['an object without kind', 'apiVersion: v1\n', ['1:1: kind: is missing, but every Kubernetes object has one']],
    ['an object without name', 'apiVersion: v1\nkind: A\nmetadata: {}\n', ['1:1: metadata.name: is missing, but a A needs one']],
    ['a wrong namespace', 'apiVersion: v1\nkind: A\nmetadata: {name: a, namespace: 1}\n', ['1:1: metadata.namespace: expected text']],
    ['a tag that is not known', 'apiVersion: v1\nkind: A\nmetadata: !Ref {name: a}\n', ["3:16: '!Ref' is an unknown tag"]],
    ['a merge of what is no map', 'apiVersion: v1\nkind: A\n<<: 1\n', ["3:5: '<<' merges the fields of maps"]],
    ['an alias within its own anchor', 'apiVersion: v1\nkind: A\nmetadata: &m {name: *m}\n', ["3:21: '*m' is inside the value"]],
    ['a list as a key', 'apiVersion: v1\n? [a]\n: b\n', ['2:3: expected plain text as the name of a field']],
    ['broken JSON', '{"apiVersion": "v1",\n "kind": "A" "B"}', ['2:14: ']],
  ])('%s', (_what, text, expected) => {
    const faults = faultsOf(text);
    expect(faults.length).toBeGreaterThan(0);
    for (const start of expected) expect(faults.some((fault) => fault.startsWith(start)) ? start : faults).toBe(start);
  });

  test('all faults of a text at once, and no part of it is used', () => {
    expect(faultsOf('kind: A\n---\napiVersion: v1\n---\napiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  ports: [{port: 0}]\n')).toEqual([
      '1:1: apiVersion: is missing, but every Kubernetes object has one',
      '3:1: kind: is missing, but every Kubernetes object has one',
      '9:18: spec.ports[0].port: expected a port from 1 to 65535, found 0',
    ]);
  });
});

describe('hostile text', () => {
  test('aliases that explode', () => {
    const levels = Array.from(
      { length: 12 },
      (_, index) =>
        `a${index}: &a${index} [${Array(9)
          .fill(index === 0 ? 'x' : `*a${index - 1}`)
          .join(', ')}]`,
    );
    const [fault] = faultsOf(`apiVersion: v1\nkind: A\n${levels.join('\n')}\n`);
    expect(fault).toMatch(/^8:10: '\*a4' and the aliases above it expand to more than 100000 values/);
  });

  test.each([
    ['lists in YAML', '['.repeat(50_000)],
    ['lists in JSON', `{"apiVersion": "v1", "kind": "List", "items": [${'['.repeat(50_000)}`],
    ['mappings', Array.from({ length: 5_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('deeply nested %s', (_what, text) => {
    const faults = faultsOf(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^\d+:\d+: is nested too deeply/);
  });

  test('inherited members do not count, and __proto__ does', () => {
    expect(faultsOf('__proto__: {apiVersion: v1, kind: A, metadata: {name: a}}\n')).toEqual([
      '1:1: apiVersion: is missing, but every Kubernetes object has one',
    ]);
    const model = readModel('f', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    __proto__: x\n    constructor: y\nspec: {}\n');
    expect([...(model.workloads[0]?.groups[0]?.labels ?? [])]).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])('words of the API that are %s mean nothing special', (word) => {
    const model = objectsModel([
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', annotations: JSON.parse(`{"${word}":"x"}`) }, spec: {} },
      { apiVersion: 'v1', kind: word, metadata: { name: word } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { selector: JSON.parse(`{"${word}":"x"}`), ports: [{ port: 25 }] } },
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { name: 'g' },
        spec: { gatewayClassName: 'x', listeners: [{ name: 'l', port: 25, protocol: word }] },
      },
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'TCPRoute',
        metadata: { name: 'r' },
        spec: { parentRefs: [{ name: 'g' }], rules: [{ backendRefs: [{ name: 's', port: 25 }] }] },
      },
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumNetworkPolicy',
        metadata: { name: 'c' },
        spec: { endpointSelector: {}, ingress: [{ fromEntities: [word] }] },
      },
      {
        apiVersion: 'projectcalico.org/v3',
        kind: 'NetworkPolicy',
        metadata: { name: 'k' },
        spec: { selector: 'all()', ingress: [{ action: 'Allow', protocol: word }] },
      },
    ]);
    expect([...formatConnections(connections(model), 'text')].join('')).not.toContain('undefined');
    expect(entries(model).length + exposures(model).length).toBeGreaterThan(0);
  });

  test('an empty text and one of comments hold nothing', () => {
    expect(readText('f', '')).toEqual({ manifests: [], faults: [] });
    expect(readText('f', '# nothing\n---\n---\n# more\n')).toEqual({ manifests: [], faults: [] });
  });
});

describe('what is left out of manifests to save memory', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', labels: { env: 'x', image: 'y', volumes: 'z' }, annotations: { env: 'x' }, managedFields: [{ manager: 'm' }] },
    spec: {
      hostNetwork: true,
      volumes: [{ name: 'v' }],
      containers: [{ name: 'c', image: 'i', env: [{ name: 'e' }], ports: [{ name: 'p', containerPort: 25 }] }],
      initContainers: [{ name: 's', restartPolicy: 'Always', command: ['x'], ports: [{ containerPort: 26 }] }],
    },
    status: { podIP: '10.0.0.1', conditions: [{ type: 'Ready' }] },
  };
  const template = { metadata: { labels: pod.metadata.labels }, spec: pod.spec };
  const objects = [
    pod,
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { template } },
    { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'j' }, spec: { jobTemplate: { spec: { template } } } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: 'b' } },
  ];
  const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');

  test('is not looked at', () => {
    const workloadsOf = (workloads: ReturnType<typeof readModel>['workloads']) =>
      workloads.map(({ title, groups }) => [
        title,
        groups.map(({ labels, ports, hostNetwork, addresses }) => [...labels, ports, hostNetwork, addresses]),
      ]);
    const model = readModel('f', text);
    expect(workloadsOf(model.workloads)).toEqual(workloadsOf(objectsModel(objects).workloads));
    expect([...model.objects.ignored]).toEqual([['v1/Secret', 1]]);
  });

  test('is not kept, and was checked with the schemas before', () => {
    const { manifests } = readText('f', text.replaceAll('"env":[', '"envs":[],"env":['));
    expect(JSON.stringify(manifests.map(({ value }) => value))).not.toMatch(/managedFields|"command"|"conditions"|"data"|"image":"i"/);
    expect(manifests.flatMap(({ misfits = [] }) => misfits.map(({ path }) => path.join('.')))).toEqual([
      'spec.containers.0.envs',
      'spec.template.spec.containers.0.envs',
      'spec.jobTemplate.spec.template.spec.containers.0.envs',
    ]);
  });
});

describe('null is absent', () => {
  test('everywhere', () => {
    const model = objectsModel([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a', namespace: null, labels: null, ownerReferences: null },
        spec: { containers: null, hostNetwork: null },
        status: null,
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'p' },
        spec: { podSelector: { matchLabels: null }, policyTypes: null, ingress: null, egress: null },
      },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { selector: null, ports: null, type: null } },
    ]);
    const [end] = model.ends;
    if (end === undefined) throw new Error('no pod');
    expect(model.evaluator.captures('ingress', end.groups[0])).toHaveLength(1);
    expect(model.evaluator.captures('egress', end.groups[0])).toHaveLength(0);
  });
});

describe('objects that the API server would refuse', () => {
  const policy = (spec: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec:\n  podSelector: {}\n  ingress:\n    - ${spec}\n`;
  test.each([
    ['port 0', policy('ports: [{port: 0}]'), '7:22: spec.ingress[0].ports[0].port: expected a port from 1 to 65535, found 0'],
    ['port 65536', policy('ports: [{port: 65536}]'), '7:22: spec.ingress[0].ports[0].port: expected a port from 1 to 65535, found 65536'],
    [
      'a port that is half a number',
      policy('ports: [{port: 1.5}]'),
      '7:22: spec.ingress[0].ports[0].port: expected a whole number, found number 1.5',
    ],
    ['a number as text', policy('ports: [{port: "80"}]'), "7:22: spec.ingress[0].ports[0].port: expected a port's name"],
    ['endPort without port', policy('ports: [{endPort: 80}]'), '7:25: spec.ingress[0].ports[0].endPort: needs port, the first number of the range'],
    [
      'endPort of a name',
      policy('ports: [{port: http, endPort: 80}]'),
      '7:37: spec.ingress[0].ports[0].endPort: needs a port given by number, not by name',
    ],
    ['endPort before port', policy('ports: [{port: 80, endPort: 79}]'), '7:35: spec.ingress[0].ports[0].endPort: expected 80 or more'],
    [
      'an unknown protocol',
      policy('ports: [{protocol: tcp}]'),
      '7:26: spec.ingress[0].ports[0].protocol: expected SCTP or TCP or UDP, found text "tcp"',
    ],
    ['a peer without anything', policy('from: [{}]'), '7:14: spec.ingress[0].from[0]: needs a podSelector, a namespaceSelector or an ipBlock'],
    [
      'a peer with both',
      policy('from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]'),
      '7:14: spec.ingress[0].from[0]: has an ipBlock and a selector',
    ],
    [
      'a block that is none',
      policy('from: [{ipBlock: {cidr: 10.0.0.0/33}}]'),
      '7:31: spec.ingress[0].from[0].ipBlock.cidr: expected a block such as',
    ],
    ['a block that is missing', policy('from: [{ipBlock: {except: []}}]'), '7:24: spec.ingress[0].from[0].ipBlock.cidr: is missing'],
    [
      'except outside',
      policy('from: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}}]'),
      '7:52: spec.ingress[0].from[0].ipBlock.except[0]: expected a part of 10.0.0.0/8, found 11.0.0.0/16',
    ],
    [
      'except of all',
      policy('from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}]'),
      '7:52: spec.ingress[0].from[0].ipBlock.except[0]: expected a part of',
    ],
    [
      'except of the other family',
      policy('from: [{ipBlock: {cidr: 10.0.0.0/8, except: ["::/1"]}}]'),
      '7:52: spec.ingress[0].from[0].ipBlock.except[0]: expected a part of',
    ],
    ['an unknown operator', policy('from: [{podSelector: {matchExpressions: [{key: a, operator: Is}]}}]'), '7:67: '],
    [
      'In without values',
      policy('from: [{podSelector: {matchExpressions: [{key: a, operator: In}]}}]'),
      '7:48: spec.ingress[0].from[0].podSelector.matchExpressions[0].values: operator In needs values',
    ],
    ['Exists with values', policy('from: [{podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}]'), '7:83: '],
    [
      'a label that is a number',
      policy('from: [{podSelector: {matchLabels: {a: 1}}}]'),
      '7:46: spec.ingress[0].from[0].podSelector.matchLabels.a: expected text, found number 1',
    ],
    [
      'a label with a slash',
      policy('from: [{podSelector: {matchLabels: {a: b/c}}}]'),
      "7:46: spec.ingress[0].from[0].podSelector.matchLabels.a: expected a label's value",
    ],
    [
      'rules that are no list',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {}, ingress: {}}\n',
      '4:34: spec.ingress: expected a list, found an object',
    ],
    [
      'an unknown type',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {}, policyTypes: [ingress]}\n',
      '4:39: spec.policyTypes[0]: expected Ingress or Egress',
    ],
    [
      'a Service port twice',
      'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{name: a, port: 1}, {name: b, port: 1}]}\n',
      '4:36: spec.ports[1]: port TCP 1 appears twice',
    ],
    [
      'an unknown type of Service',
      'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {type: Public}\n',
      '4:14: spec.type: expected ClusterIP or',
    ],
    [
      'source ranges that are none',
      'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {loadBalancerSourceRanges: [all]}\n',
      '4:35: spec.loadBalancerSourceRanges[0]: expected a block',
    ],
    [
      'an Ingress without rules',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec: {}\n',
      '4:7: spec: needs rules or a defaultBackend',
    ],
    [
      'a backend with name and number',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec: {defaultBackend: {service: {name: s, port: {name: a, number: 1}}}}\n',
      '4:50: spec.defaultBackend.service.port: needs either',
    ],
    [
      'a container port beyond all',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{ports: [{containerPort: 70000}]}]}\n',
      '4:46: spec.containers[0].ports[0].containerPort: expected a port from 1 to 65535, found 70000',
    ],
    [
      'a priority beyond all',
      'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: p}\nspec: {tier: Admin, priority: 1001, subject: {namespaces: {}}}\n',
      '4:31: spec.priority: expected a priority from 0 to 1000',
    ],
    [
      'a subject of both',
      'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: p}\nspec: {tier: Admin, priority: 1, subject: {namespaces: {}, pods: {}}}\n',
      '4:43: spec.subject: needs either namespaces or pods',
    ],
  ])('%s', (_what, text, expected) => expect(faultsOf(text).some((fault) => fault.startsWith(expected)) ? expected : faultsOf(text)).toBe(expected));

  test('that came from no file are named', () => {
    expect(() => objectsModel([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { ports: [{ port: 0 }] } }])).toThrow(
      'spec.ports[0].port: expected a port from 1 to 65535, found 0 (in Service default/s)',
    );
  });

  test('addresses in assumptions', () => {
    expect(() => objectsModel([], { podAddresses: ['10.0.0.0/8', 'all'] })).toThrow(
      'podAddresses[1]: expected a block such as 10.244.0.0/16, found "all"',
    );
  });
});

describe('kinds', () => {
  test('that do not matter are counted, kustomizations are not', () => {
    const object = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, metadata: { name } });
    const { objects } = objectsModel([
      object('v1', 'Secret', 'a'),
      object('v1', 'Secret', 'b'),
      object('v1', 'ConfigMap', 'c'),
      object('example.org/v1', 'Pod', 'd'),
      { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' },
    ]);
    expect([...objects.ignored]).toEqual([
      ['v1/Secret', 2],
      ['v1/ConfigMap', 1],
      ['example.org/v1/Pod', 1],
    ]);
  });

  test('given twice are noted', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } };
    expect(objectsModel([service, { ...service, metadata: { name: 's', namespace: 'default' } }]).objects.duplicates).toHaveLength(1);
  });
});

describe('paths', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reachability-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const object = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\n`;

  test('folders are read with all that is in them, in order of names', () => {
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'c.yml'), object('c'));
    writeFileSync(join(folder, 'a.yaml'), object('a'));
    writeFileSync(join(folder, 'b', 'x.json'), '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "b"}}');
    writeFileSync(join(folder, 'notes.txt'), 'none');
    writeFileSync(join(folder, 'kustomization.yaml'), 'resources: [a.yaml]\n');
    symlinkSync(folder, join(folder, 'b', 'up'));
    const { manifests, faults } = readPaths([folder]);
    expect(faults).toEqual([]);
    expect(manifests.map(({ reference }) => reference.name)).toEqual(['a', 'b', 'c']);
    expect(manifests[1]?.reference.position?.file).toBe(join(folder, 'b', 'x.json'));
  });

  const messagesOf = (...paths: readonly string[]) => readPaths(paths).faults.map(({ message }) => message);

  test('hidden folders and what npm installs are not walked, unless named', () => {
    for (const name of ['.git', '.mail.old', 'node_modules']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'x.yaml'), object('x'));
    }
    writeFileSync(join(folder, 'a.yaml'), object('a'));
    expect(readPaths([folder]).manifests.map(({ reference }) => reference.name)).toEqual(['a']);
    expect(readPaths([join(folder, '.mail.old')]).manifests).toHaveLength(1);
  });

  test('pipes, devices and what else never ends are refused', () => {
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    writeFileSync(join(folder, 'a.yaml'), object('a'));
    symlinkSync('gone', join(folder, 'gone.yaml'));
    symlinkSync('self.yaml', join(folder, 'self.yaml'));
    const { manifests, faults } = readPaths([folder, '/dev/zero', join(folder, 'pipe.yaml')]);
    expect(manifests.map(({ reference }) => reference.name)).toEqual(['a']);
    expect(faults.map(({ position, message }) => `${basename(position?.file ?? '')} ${message}`)).toEqual([
      'gone.yaml does not exist; expected YAML or JSON',
      "pipe.yaml is a named pipe (FIFO), which may never end; pipe its content to standard input and give '-' instead; expected YAML or JSON",
      'self.yaml is a symbolic link to itself; expected YAML or JSON',
      'zero is a device; expected YAML or JSON',
      "pipe.yaml is a named pipe (FIFO), which may never end; pipe its content to standard input and give '-' instead; expected YAML or JSON",
    ]);
  });

  test('a file that is larger than may be is not read', () => {
    const path = join(folder, 'a.yaml');
    writeFileSync(path, object('a'));
    truncateSync(path, 2 ** 40);
    expect(messagesOf(path)).toEqual(['has 1099511627776 bytes, which is more than 268435456; expected YAML or JSON']);
  });

  test('templates and charts of Helm are to be rendered first', () => {
    writeFileSync(
      join(folder, 'a.yaml'),
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ include "x" . }}\n{{- if .Values.on }}\nspec: {}\n{{- end }}\n',
    );
    const template = [expect.stringMatching(/^is a template, not yet a manifest; render it first .*helm template/)];
    expect(messagesOf(join(folder, 'a.yaml'))).toEqual(template);
    mkdirSync(join(folder, 'chart', 'templates'), { recursive: true });
    writeFileSync(join(folder, 'chart', 'Chart.yaml'), 'name: x\n');
    writeFileSync(join(folder, 'chart', 'templates', 'b.yaml'), '{{ fail }}\n');
    expect(messagesOf(join(folder, 'chart'))).toEqual([expect.stringMatching(/^is a Helm chart, not yet manifests; render it first/)]);
    expect(messagesOf(folder)).toHaveLength(2);
  });

  test('what only looks like a template keeps its faults', () => {
    writeFileSync(join(folder, 'a.yaml'), 'apiVersion: v1\ndata: "{{ .Alerts }}"\n');
    expect(messagesOf(join(folder, 'a.yaml'))).toEqual(['is missing, but every Kubernetes object has one']);
  });

  test('what cannot be read is a fault', () => {
    writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x61, 0xe4, 0x0a]));
    mkdirSync(join(folder, 'empty'));
    const messages = readPaths([join(folder, 'nowhere'), join(folder, 'latin.yaml'), join(folder, 'empty')]).faults.map(({ message }) => message);
    expect(messages).toEqual([
      'does not exist; expected YAML or JSON',
      'is not UTF-8 text; expected YAML or JSON',
      'contains no file that ends in .yaml, .yml or .json',
    ]);
    expect(() => modelOf(readPaths([join(folder, 'nowhere')]))).toThrow(InputError);
  });
});
