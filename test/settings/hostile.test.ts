import fc from 'fast-check';
import { stringify } from 'yaml';
import { type Fault, formatFault, InputError } from '../../lib/base/faults';
import { bluemind4 } from '../../lib/catalogue';
import { type Plan, planFrom } from '../../lib/plan';
import { parseSettingsDocument } from '../../lib/settings';
import { largestSettingsFile } from '../../lib/settings/document';
import { arbitrarySettings } from '../support/arbitrary-settings';
import { runs } from '../support/runs';

/** The result of settings: a plan, or faults. Whatever else is thrown fails the test. */
function outcome(run: () => Plan): { readonly plan?: Plan; readonly faults: readonly Fault[] } {
  try {
    return { plan: run(), faults: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.faults).not.toEqual([]);
    return { faults: error.faults };
  }
}

const fromText = (text: string) =>
  outcome(() => {
    const document = parseSettingsDocument('mail.yaml', text);
    return planFrom(document.input, document);
  });

function expectPlanOrFaults({ plan, faults }: ReturnType<typeof outcome>): void {
  expect(plan === undefined).toBe(faults.length > 0);
  // Plain data all through: no NaN, nothing that only JavaScript knows.
  if (plan)
    expect(JSON.parse(JSON.stringify(plan, (_, value) => (Number.isNaN(value) || typeof value === 'function' ? 'odd' : value)))).toEqual(
      JSON.parse(JSON.stringify(plan)),
    );
  for (const { message } of faults) expect(message.trim()).not.toBe('');
  const lines = faults.map(formatFault);
  expect(new Set(lines).size).toBe(lines.length);
}

function expectPositionsIn(text: string, faults: readonly Fault[]): void {
  const lengths = text.split('\n').map((line) => line.length);
  for (const { position } of faults) {
    expect(position).toMatchObject({ file: 'mail.yaml' });
    const { line = 0, column = 0 } = position ?? {};
    expect(line).toBeGreaterThanOrEqual(1);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lengths[line - 1] ?? -1) + 1);
  }
  const places = faults.map(({ position }) => (position?.line ?? 0) * 1e6 + (position?.column ?? 0));
  expect(places).toEqual([...places].sort((a, b) => a - b));
}

/** Values that go wrong somewhere: of the wrong kind, at the edge, or with names that JavaScript's objects have. */
const oddValues: readonly unknown[] = [
  ...[null, true, '', ' ', 'x', 'constructor', 'a'.repeat(64), 0, -1, 1.5, 25, 65535, 65536, 1e300, [], {}, [null], [[]], { '': '' }],
  ...[
    { toString: 1, valueOf: 2 },
    JSON.parse('{"__proto__":{"x":1}}'),
    { constructor: { prototype: null } },
    '0.0.0.0/0',
    '::/129',
    'cluster',
    'public',
  ],
];

/** Words that settings are made of. */
const words = [
  ...['name', 'namespace', 'release', 'workloads', 'expose', 'entryPoints', 'allow', 'cluster', 'additions', 'rewrittenConnections', 'isolation'],
  ...['type', 'LoadBalancer', 'NodePort', 'Ingress', 'nodePorts', 'hosts', 'tls', 'components', 'roles', 'podLabels', 'targetPorts', 'ports', 'from'],
  ...[
    'reason',
    'entryPoint',
    'connections',
    'audience',
    'internal',
    'external',
    'number',
    'endNumber',
    'component',
    'description',
    'encryption',
    'none',
  ],
  ...[
    'ingressController',
    'hostNetwork',
    'nodeCidrs',
    'podCidrs',
    'ipFamilies',
    'IPv4',
    'all',
    'roles',
    'public',
    'cluster',
    'constructor',
    'toString',
  ],
  ...bluemind4.ports.map(({ name }) => name),
  ...bluemind4.components.map(({ name }) => name),
];

const { value: settingsLike } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'settings' },
    fc.constantFrom(...oddValues),
    fc.constantFrom(...words),
    fc.array(tie('value'), { maxLength: 4, depthIdentifier: 'settings' }),
    fc.dictionary(fc.constantFrom(...words), tie('value'), { maxKeys: 6, depthIdentifier: 'settings' }),
  ),
}));

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every path of a value, the root's first. */
function pathsOf(value: unknown): readonly (readonly string[])[] {
  const below = Array.isArray(value) || isMap(value) ? Object.entries(value) : [];
  return [[], ...below.flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path]))];
}

/** The value with another in one place, or under another name, or without it. */
function changed(
  value: unknown,
  [head, ...tail]: readonly string[],
  change: (inner: unknown) => readonly unknown[],
  rename = (key: string) => key,
): unknown {
  if (head === undefined) return change(value)[0];
  const isLast = tail.length === 0;
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => (String(index) !== head ? [item] : isLast ? change(item) : [changed(item, tail, change, rename)]));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (key !== head) return [[key, inner]];
      return isLast ? change(inner).map((other) => [rename(key), other]) : [[key, changed(inner, tail, change, rename)]];
    }),
  );
}

/** One settings file that uses everything, to be broken. */
const full = {
  name: 'mail',
  namespace: 'mail',
  namePrefix: 'mail',
  labels: { team: 'post' },
  workloads: {
    mta: { roles: ['smtp'], podLabels: { app: 'mta' }, targetPorts: { smtp: 10025 } },
    main: { roles: bluemind4.roles.map(({ name }) => name).filter((name) => name !== 'smtp'), components: ['bridge'] },
  },
  entryPoints: {
    public: { type: 'LoadBalancer', class: 'metallb.io/metallb', sourceRanges: ['192.0.2.0/24'], annotations: { 'example.org/a': 'b' } },
    nodes: { type: 'NodePort', nodePorts: { imaps: 30993 }, ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    web: { type: 'Ingress', className: 'traefik', hosts: ['mail.example.org'], tls: { clusterIssuer: 'letsencrypt' } },
  },
  expose: { smtp: 'public', imaps: 'nodes', https: 'web', http: 'web', pop3: { entryPoint: 'cluster', reason: 'Old.' } },
  isolation: 'connections',
  allow: {
    dump: {
      ports: ['postgresql'],
      from: [
        { namespace: 'backup', podLabels: { app: 'dump' } },
        { cidr: '192.0.2.0/24', except: ['192.0.2.1/32'] },
      ],
      reason: 'Dump.',
    },
  },
  cluster: {
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: ['10.0.0.0/24'],
    ipFamilies: ['IPv4'],
    ingressController: { namespace: 'traefik', podLabels: { app: 'traefik' } },
  },
  rewrittenConnections: [{ from: 'core', to: 'tika' }],
  additions: {
    components: [{ name: 'bridge', description: 'Telephony' }],
    ports: [{ audience: 'internal', name: 'calls', number: 7001, endNumber: 7003, component: 'bridge', description: 'Calls' }],
    connections: [{ from: 'bridge', to: 'core', port: 'core', description: 'Presence' }],
  },
};

const paths = pathsOf(full);

const mutation = fc
  .record({
    path: fc.constantFrom(...paths),
    value: fc.oneof(fc.constantFrom(...oddValues), fc.constantFrom(...words), settingsLike),
    kind: fc.constantFrom('replace', 'remove', 'rename', 'wrap', 'swap'),
    other: fc.constantFrom(...paths),
    word: fc.constantFrom(...words),
  })
  .map(({ path, value, kind, other, word }) => (input: unknown): unknown => {
    const held = other.reduce<unknown>(
      (inner, key) => (isMap(inner) || Array.isArray(inner) ? Object.entries(inner).find(([name]) => name === key)?.[1] : undefined),
      full,
    );
    switch (kind) {
      case 'remove':
        return changed(input, path, () => []);
      case 'rename':
        return changed(
          input,
          path,
          (inner) => [inner],
          () => word,
        );
      case 'wrap':
        return changed(input, path, (inner) => [[inner]]);
      case 'swap':
        return changed(input, path, () => [held]);
      default:
        return changed(input, path, () => [value]);
    }
  });

const broken = fc
  .array(mutation, { minLength: 1, maxLength: 4 })
  .map((mutations) => mutations.reduce<unknown>((input, mutate) => mutate(input), full));

test('the settings to be broken are sound', () => {
  expect(outcome(() => planFrom(full)).faults).toEqual([]);
});

describe('whatever the input, it gives a plan or faults', () => {
  const check = (input: unknown) => expectPlanOrFaults(outcome(() => planFrom(input)));

  test('any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), check), { numRuns: runs(100, 10000) });
  });

  test('anything of JavaScript, as props may be', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withSparseArray: true }),
        check,
      ),
      {
        numRuns: runs(100, 10000),
      },
    );
  });

  test('maps of the words of settings', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...words), settingsLike, { maxKeys: 8 }), check), { numRuns: runs(50, 5000) });
  });

  test('sound settings, broken in a few places', () => {
    fc.assert(fc.property(broken, check), { numRuns: runs(50, 5000) });
  });
});

describe('whatever the file, it gives a plan or faults with positions in it', () => {
  const check = (text: string) => {
    const result = fromText(text);
    expectPlanOrFaults(result);
    expectPositionsIn(text, result.faults);
  };

  test('any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: runs(100, 10000) });
  });

  test('texts of the marks of YAML', () => {
    const marks = fc.constantFrom(
      ...'-:?,[]{}#&*!|>\'"%@` \n\t',
      '\r\n',
      '---\n',
      '...\n',
      '<<',
      '&a ',
      '*a ',
      '!!binary ',
      'name: mail\n',
      '- ',
      ': ',
      '~',
      'a',
    );
    fc.assert(fc.property(fc.string({ unit: marks, maxLength: 60 }), check), { numRuns: runs(100, 10000) });
  });

  test('broken settings as YAML', () => {
    fc.assert(
      fc.property(broken, (input) => check(stringify(input ?? null))),
      { numRuns: runs(33, 3000) },
    );
  });

  test('a sound file with a few characters changed', () => {
    const text = stringify(full);
    const edit = fc.record({
      at: fc.nat(text.length),
      cut: fc.nat(5),
      put: fc.string({ unit: fc.constantFrom(...' \n\t:-{}[]&*"\'#!|x0'), maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) =>
        check(edits.reduce((changedText, { at, cut, put }) => changedText.slice(0, at) + put + changedText.slice(at + cut), text)),
      ),
      { numRuns: runs(40, 4000) },
    );
  });

  test('sound settings give the same plan, written or passed', () => {
    fc.assert(
      fc.property(arbitrarySettings, (settings) => {
        expect(fromText(stringify(settings))).toEqual({ plan: planFrom(settings), faults: [] });
      }),
      { numRuns: runs(6, 500) },
    );
  });
});

describe('the worst of a file as large as may be is answered in seconds', () => {
  const fill = (head: string, line: (index: number) => string, tail = '') => {
    const lines = Array.from({ length: (largestSettingsFile - 1_000) / line(1_000).length }, (_, index) => line(index + 1));
    return `${head}${lines.join('')}`.slice(0, largestSettingsFile - tail.length) + tail;
  };

  test.each([
    ['fields that do not exist', fill('name: mail\n', (index) => `a${index}: 1\n`)],
    ['fields that stand twice', fill('name: mail\n', () => 'a: 1\n')],
    ['bad items of a list', fill('name: mail\ncluster: { podCidrs: [', () => 'x,', ']}')],
    [
      'ports on one number',
      fill(
        'name: mail\nadditions:\n  ports:\n',
        (index) => `  - {audience: internal, name: a${index}, number: 1, component: core, description: d}\n`,
      ),
    ],
    ['workloads of everything', fill('name: mail\nworkloads:\n', (index) => ` a${index}: {components: all}\n`)],
    ['anchors and aliases', fill('name: mail\nx: [', (index) => `&a${index} b,*a${index},`, ']')],
    ['commas', `[${','.repeat(largestSettingsFile - 2)}]`],
  ])('%s', (_, text) => {
    // What once took minutes would be noticed without a clock.
    const { faults } = fromText(text);
    expect(faults).not.toEqual([]);
  });
});
