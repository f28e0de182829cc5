import { parse } from 'yaml';
import { runFunction } from '../../lib/krm';
import { renderManifests } from '../../lib/synth/render';
import { plan } from '../support/render';

interface Listed {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
}

interface Answered {
  readonly items: readonly Listed[];
  readonly functionConfig?: unknown;
  readonly results?: readonly { readonly message: string; readonly severity: string; readonly [field: string]: unknown }[];
}

const today = '2026-01-01';
const config = (kind: string, spec: unknown, more: object = {}) => ({
  apiVersion: 'cdk8s-bluemind/v1',
  kind,
  metadata: { name: 'mail', annotations: { 'internal.config.kubernetes.io/path': 'mail.yaml' } },
  spec,
  ...more,
});
const listOf = (items: readonly unknown[], functionConfig: unknown): string =>
  JSON.stringify({ apiVersion: 'config.kubernetes.io/v1', kind: 'ResourceList', items, functionConfig });

function answerTo(text: string) {
  const { output, failed } = runFunction(text, today);
  const list: Answered = parse(output);
  return { ...list, output, failed, errors: (list.results ?? []).filter(({ severity }) => severity === 'error') };
}

const generate = (items: readonly unknown[] = [], spec: unknown = {}) => answerTo(listOf(items, config('BlueMindNetwork', spec)));
const validate = (items: readonly unknown[], spec: unknown = {}) => answerTo(listOf(items, config('BlueMindValidation', spec)));

const rendered = renderManifests(plan({ name: 'mail' })).objects;
const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'mail' }, data: { a: 'b' } };
const named = ({ kind, metadata: { name } }: Listed): string => `${kind} ${name}`;

/** Without the annotations that say where the orchestrator puts an object. */
function plain({ metadata, ...object }: Listed): unknown {
  const { annotations = {}, ...rest } = metadata;
  const own = Object.entries(annotations).filter(([key]) => !key.startsWith('internal.config.kubernetes.io/'));
  return { ...object, metadata: { ...rest, ...(own.length > 0 && { annotations: Object.fromEntries(own) }) } };
}

describe('BlueMindNetwork', () => {
  test('puts the very objects that synth renders behind the others, with the file of each', () => {
    const { items, failed } = generate([configMap]);
    expect(failed).toBeUndefined();
    expect(items[0]).toEqual(configMap);
    expect(items.slice(1).map(plain)).toEqual(JSON.parse(JSON.stringify(rendered)));
    expect(items.at(-1)?.metadata.annotations).toMatchObject({
      'internal.config.kubernetes.io/path': 'mail/entry-points.k8s.yaml',
      'internal.config.kubernetes.io/index': '0',
    });
  });

  const web = { smtp: 'public', https: 'public' };

  test('replaces what an earlier run left, keeps what the orchestrator wrote to it, and removes what is no longer rendered', () => {
    const first = generate([], { expose: { ...web, imaps: 'public' }, createNamespace: true }).items;
    const again = generate(first, { expose: { ...web, imaps: 'public' }, createNamespace: true });
    expect(first).not.toEqual([]);
    expect(again.items).toEqual(first);
    const moved = first.map((item) => ({
      ...item,
      metadata: { ...item.metadata, annotations: { ...item.metadata.annotations, 'internal.config.kubernetes.io/path': 'all.yaml' } },
    }));
    const changed = generate([configMap, ...moved], { expose: web });
    expect(changed.items.map(named)).toEqual(['ConfigMap x', ...first.map(named).filter((name) => name !== 'Namespace mail')]);
    expect(changed.items[1]?.metadata.annotations).toMatchObject({ 'internal.config.kubernetes.io/path': 'all.yaml' });
    expect(JSON.stringify(changed.items.at(-1))).not.toContain('imaps');
    expect(changed.results).toContainEqual(
      expect.objectContaining({ severity: 'info', message: expect.stringContaining('Namespace mail is removed') }),
    );
  });

  test('gives new objects a place that no other has, in the file and before others', () => {
    const placeOf = ({ metadata: { annotations = {} } }: Listed): string =>
      ['path', 'index'].map((name) => annotations[`internal.config.kubernetes.io/${name}`]).join(' ');
    const first = generate([], { isolation: 'connections' }).items;
    const strange = { ...configMap, metadata: { ...configMap.metadata, annotations: first[0]?.metadata.annotations } };
    for (const items of [first, [strange]]) {
      const { items: changed, failed } = generate(items, { isolation: 'installation', expose: { smtp: 'public', https: 'public' } });
      expect(failed).toBeUndefined();
      expect(new Set(changed.map(placeOf)).size).toBe(changed.length);
    }
    // A removed object leaves no gap to fill first: the others keep their places.
    const [, second = rejected()] = first;
    expect(generate([second], { isolation: 'connections' }).items[0]).toEqual(second);
  });

  test('does not change objects of other installations and of others', () => {
    const other = generate([], { name: 'other', namespace: 'other' }).items;
    expect(generate([configMap, ...other]).items.slice(0, other.length + 1)).toEqual([configMap, ...other]);
  });

  test('drops second copies of its own objects and says so', () => {
    const first = generate().items;
    const { items, results } = generate([...first, ...first]);
    expect(first).not.toEqual([]);
    expect(items).toEqual(first);
    expect(results?.filter(({ message }) => message.includes('is removed')).length).toBe(first.length);
  });

  test('finds what an object of others opens, at its place, and changes nothing then', () => {
    const open = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'open', namespace: 'mail', annotations: { 'config.kubernetes.io/path': 'open.yaml', 'config.kubernetes.io/index': '2' } },
      spec: { podSelector: {}, ingress: [{}] },
    };
    const { items, failed, errors } = generate([open]);
    expect(failed).toBe('findings');
    expect(items).toEqual([open]);
    expect(errors).toContainEqual(
      expect.objectContaining({
        message: expect.stringContaining('Addresses outside the cluster may connect to cyrus-lmtp (24)'),
        resourceRef: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'mail', name: 'open' },
        file: { path: 'open.yaml', index: 2 },
        tags: expect.objectContaining({ rule: expect.stringMatching(/^[a-z-]+$/) }),
      }),
    );
  });

  test('reports every fault of the settings with the field in the configuration', () => {
    const { failed, errors, items } = generate([configMap], { isolation: 'conections', expose: { smtp: 'public', imasp: 'public' } });
    expect(failed).toBe('input');
    expect(items).toEqual([configMap]);
    expect(errors.map(({ field }) => field)).toEqual(expect.arrayContaining([{ path: 'spec.isolation' }, { path: 'spec.expose.imasp' }]));
    expect(errors[0]).toMatchObject({ file: { path: 'mail.yaml' }, resourceRef: { kind: 'BlueMindNetwork', name: 'mail' } });
  });

  test('takes its name from its metadata, or from the settings', () => {
    expect(named(generate([], { name: 'edge', namespace: 'mail' }).items.at(-1) ?? rejected())).toBe('Service edge-public');
    const { errors } = answerTo(listOf([], config('BlueMindNetwork', {}, { metadata: { name: 'No Name' } })));
    expect(errors[0]).toMatchObject({ field: { path: 'metadata.name' } });
  });
});

describe('BlueMindValidation', () => {
  test('leaves all items as they are, letter by letter, and passes what is right', () => {
    const text = listOf(rendered, config('BlueMindValidation', {})).replace(
      '"items":[',
      '"items":[{"apiVersion":"a/v1","kind":"B","metadata":{"name":"b"},"n":12345678901234567890,"t":"0o14"},',
    );
    const { failed, output, items } = answerTo(text);
    expect(failed).toBeUndefined();
    expect(output).toContain('"n": 12345678901234567890\n');
    expect(output).toContain('"t": "0o14"\n');
    expect(items.slice(1)).toEqual(JSON.parse(JSON.stringify(rendered)));
  });

  test('fails if a policy is missing, and if there is nothing at all', () => {
    expect(validate(rendered.filter((object) => !('kind' in object && object.kind === 'NetworkPolicy')))).toMatchObject({ failed: 'findings' });
    expect(validate([configMap], { namespace: 'elsewhere' })).toMatchObject({ failed: 'findings', errors: [{ tags: { rule: 'no-bluemind-pods' } }] });
  });

  test('prints names without what a terminal would obey', () => {
    const hostile = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a\u001b[31m\u202e', namespace: 'mail' },
      spec: { ports: [{ port: 80 }] },
    };
    const { results } = validate([...rendered, hostile]);
    const messages = (results ?? []).map(({ message }) => message);
    expect(messages.some((message) => message.includes('[31m'))).toBe(true);
    expect(messages.filter((message) => ['\u001b', '\u202e'].some((sign) => message.includes(sign)))).toEqual([]);
  });

  test('shows what is waived, and passes it', () => {
    const waivers = [{ rule: 'node-port-besides-load-balancer', reason: 'The firewall closes them.', until: '2026-06-30' }];
    expect(validate(rendered, { waivers })).toMatchObject({
      failed: undefined,
      results: [{ severity: 'info', message: expect.stringContaining('Waived until 2026-06-30: The firewall closes them.') }],
    });
  });

  test('finds objects that appear twice', () => {
    const service = rendered.find((object) => 'kind' in object && object.kind === 'Service') ?? rejected();
    expect(validate([...rendered, service]).errors).toMatchObject([{ tags: { rule: 'duplicate-object' } }]);
  });

  test('does not look at what goes to no cluster', () => {
    const local = {
      ...configMap,
      kind: 'Service',
      metadata: { ...configMap.metadata, annotations: { 'config.kubernetes.io/local-config': 'true' } },
      spec: 1,
    };
    const kptfile = { apiVersion: 'kpt.dev/v1', kind: 'Kptfile', metadata: { name: 'x' } };
    expect(validate([kptfile, local, config('BlueMindNetwork', {}), ...rendered]).failed).toBeUndefined();
  });

  test('without settings takes those that constructs left in the items', () => {
    const [first = rejected(), ...rest] = generate().items;
    const annotations = { 'cdk8s-bluemind/settings': '{"name":"mail"}' };
    const left = [{ ...first, metadata: { ...first.metadata, annotations } }, ...rest];
    expect(answerTo(listOf(left, config('BlueMindValidation', undefined))).failed).toBeUndefined();
    expect(answerTo(listOf(rest, config('BlueMindValidation', undefined)))).toMatchObject({
      failed: 'input',
      errors: [{ message: expect.stringContaining('spec is missing') }],
    });
  });
});

describe('what is no such list, or no such configuration', () => {
  const network = config('BlueMindNetwork', {});
  test.each<readonly [string, string, string]>([
    ['nothing', '', '<stdin>:1:1: is empty; expected one ResourceList'],
    ['a text', 'hello', '<stdin>:1:1: expected one ResourceList'],
    ['a list', '[1]', '<stdin>:1:1: expected one ResourceList'],
    ['no YAML', 'a: [', '<stdin>:1'],
    ['two documents', `${listOf([], network)}\n---\na: 1\n`, 'begins a second document'],
    ['another kind', 'apiVersion: v1\nkind: List\nitems: []\n', "<stdin>:2:7: kind: is 'List'"],
    [
      'another version',
      listOf([], network).replace('/v1"', '/v1alpha1"'),
      "apiVersion: is 'config.kubernetes.io/v1alpha1'; expected 'config.kubernetes.io/v1'",
    ],
    ['no version', 'kind: ResourceList\n', 'apiVersion: is missing'],
    ['items that are none', listOf([], network).replace('[]', '{}'), 'items: is not a text; expected a list'],
    ['an item that is none', listOf([7], network), 'items[0]: expected a Kubernetes object'],
    ['an item without a name', listOf([{ apiVersion: 'v1', kind: 'Service' }], network), 'items[0].metadata.name: is missing'],
    ['a field that stands twice', listOf([configMap], network).replace('"data"', '"kind":"Secret","data"'), 'is already in line 1; keep one'],
    ['an explosion of aliases', explosion(), 'expand to more than'],
    ['depth', `${'['.repeat(5000)}`, 'is nested too deeply'],
    ['no configuration', listOf([], undefined), 'functionConfig is missing'],
    ['a configuration that is none', listOf([], 'x'), 'functionConfig is not an object'],
    ['a configuration of another kind', listOf([], { ...network, kind: 'BluemindNetwork' }), "did you mean 'BlueMindNetwork'?"],
    ['a configuration of another version', listOf([], { ...network, apiVersion: 'v1' }), "apiVersion: expected 'cdk8s-bluemind/v1'"],
    ['settings in another place', listOf([], { ...network, settings: {} }), 'settings: is not a field of a BlueMindNetwork'],
    ['no settings', listOf([], config('BlueMindNetwork', undefined)), 'spec: is missing'],
    ['settings that are none', listOf([], config('BlueMindNetwork', [])), 'spec: expected a map of settings'],
    ['prototypes', listOf([], network).replace('"spec":{}', '"spec":{"__proto__":{"a":1}}'), 'spec.__proto__'],
  ])('%s is a result, and the run fails', (_, text, message) => {
    const { failed, errors } = answerTo(text);
    expect(failed).toBe('input');
    expect(errors).toContainEqual(expect.objectContaining({ message: expect.stringContaining(message) }));
  });

  test('items are given back as they came', () => {
    expect(answerTo(listOf([configMap], undefined)).items).toEqual([configMap]);
  });

  test('thousands of items take little time', () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ ...configMap, metadata: { name: `x${index}`, namespace: 'mail' } }));
    expect(generate(many)).toMatchObject({ failed: undefined, items: { length: 3000 + rendered.length } });
  });
});

/** Aliases of aliases, which stand for a hundred million values. */
function explosion(): string {
  const levels = Array.from({ length: 8 }, (_, level) => `  l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(', ')}]`);
  return ['apiVersion: config.kubernetes.io/v1', 'kind: ResourceList', 'functionConfig:', '  l0: &l0 x', ...levels, ''].join('\n');
}

function rejected(): never {
  throw new Error('is not there');
}
