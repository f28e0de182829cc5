import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { dialectTraits } from '../../lib/base/policy-dialects';
import { planFrom } from '../../lib/plan';
import {
  anyPod,
  connections,
  connectivity,
  covers,
  entries,
  exposures,
  formatAddresses,
  formatConnections,
  formatPorts,
  imaginedPods,
  type Model,
  type ModelOptions,
  namespaceOf,
  type Party,
  parseAddressSet,
  union,
  verdictOn,
} from '../../lib/reachability';
import { type InstallationProps, readSettingsDocument } from '../../lib/settings';
import { runs } from '../support/runs';
import { acceptedPlan, type Dialect, dialects, inDialect, modelOfPlan, settingsOfAllKinds } from './support';

/**
 * What the API leaves open and each plugin decides, so that the kubernetes dialect can be compared with the plugin's own: a block of addresses
 * never means pods with Cilium, which goes by identities, and always with Calico, which goes by addresses.
 */
const plugins: readonly { readonly dialect: Dialect; readonly options: ModelOptions }[] = [
  { dialect: 'cilium', options: { ipBlocksMatchPods: 'never' } },
  { dialect: 'calico', options: { ipBlocksMatchPods: 'always' } },
];

/** Everyone who might be treated differently: those of the manifests, those that rules were written for, pods without labels, and the outside. */
function sources(model: Model): readonly (readonly [string, Party])[] {
  const team = namespaceOf('elsewhere', new Map([['team', 'mail']]));
  return [
    ...model.ends.map(({ title, groups }) => [title, groups[0]] as const),
    ...exposures(model).flatMap(({ others, pods }) => (others.kind === 'selected' ? [[others.text, pods] as const] : [])),
    ['any pod', anyPod],
    ['a pod of the own namespace', imaginedPods(namespaceOf('mail'), new Map([['role', 'import']]))],
    ['a scanner elsewhere', imaginedPods(team, new Map([['role', 'scanner']]))],
    ['metrics elsewhere', imaginedPods(namespaceOf('metrics'), new Map([['role', 'metrics']]))],
    ['a node', { kind: 'node' }],
    ...model.outside.sources.map((party) => [formatAddresses(party.addresses), party] as const),
  ];
}

/** Each source once: Calico's rules hold one protocol, and so may name one twice. */
const reach = (model: Model): readonly string[] => {
  const lines = model.ends.flatMap(({ title, groups }) =>
    sources(model).map(([name, source]) => {
      const { allowed, unknown } = connectivity(model, source, groups[0]);
      return `${name} to ${title}: ${formatPorts(allowed)} ? ${formatPorts(unknown)}`;
    }),
  );
  return [...new Set(lines)].sort();
};

/** The ways in from outside, each with what happens to it. */
const waysIn = (model: Model): ReadonlyMap<string, string> =>
  new Map(
    entries(model).map(({ access, protocol, port, objects, verdict, admitted, destination }) => {
      const where = destination.kind === 'pods' ? `${destination.end.title} ${destination.port}` : 'elsewhere';
      return [
        `${access} ${protocol} ${port} ${objects.map(({ name }) => name).join(' ')} to ${where}`,
        `${verdict.kind} ${formatAddresses(admitted)}`,
      ];
    }),
  );

/** Connections without those of the ingress controller, which are among the ways in. */
const list = (model: Model): readonly string[] =>
  [...formatConnections(connections(model), 'text')].filter((line) => !line.startsWith('{')).map((line) => line.replace(/ \(.*\)\n$/, ''));

describe.each(plugins)('$dialect admits and denies what kubernetes does', ({ dialect, options }) => {
  test('over generated settings', () => {
    let accepted = 0;
    fc.assert(
      fc.property(settingsOfAllKinds, (settings) => {
        const plan = acceptedPlan(settings);
        fc.pre(plan !== undefined);
        accepted++;
        const kubernetes = modelOfPlan(plan, options);
        const own = modelOfPlan(planFrom(inDialect(settings, dialect)), options);
        expect(reach(own)).toEqual(reach(kubernetes));
        expect(list(own)).toEqual(list(kubernetes));
        expect([...waysIn(own).keys()]).toEqual([...waysIn(kubernetes).keys()]);
        // A controller on the network of its node is left open by the API: see the differences.
        for (const [way, verdict] of waysIn(kubernetes))
          if (!verdict.startsWith('unknown')) expect([way, waysIn(own).get(way)]).toEqual([way, verdict]);
      }),
      { numRuns: runs(4, 250) },
    );
    expect(accepted).toBeGreaterThanOrEqual(runs(4, 250));
  });

  test('on the network of nodes the API leaves it open, and so does the dialect', () => {
    const hostPods = imaginedPods(namespaceOf('elsewhere'), new Map(), true);
    fc.assert(
      fc.property(settingsOfAllKinds, (settings) => {
        const plan = acceptedPlan(settings);
        fc.pre(plan !== undefined);
        const open = modelOfPlan(plan);
        const decided = modelOfPlan(planFrom(inDialect(settings, dialect)));
        for (const [index, { groups }] of open.ends.entries()) {
          const kubernetes = connectivity(open, hostPods, groups[0]);
          const own = connectivity(decided, hostPods, decided.ends[index]?.groups[0] ?? anyPod);
          expect(covers(own.allowed, kubernetes.allowed)).toBe(true);
          expect(covers(union(kubernetes.allowed, kubernetes.unknown), union(own.allowed, own.unknown))).toBe(true);
        }
      }),
      { numRuns: runs(4, 250) },
    );
  });
});

/** The differences that remain, and the engine that makes each of them inevitable. A verdict on one port of postgresql, admitted to a block. */
describe('differences', () => {
  const admitted = (cidr: string, nodeCidrs: readonly string[] = ['10.0.0.0/24']): InstallationProps => ({
    name: 'mail',
    cluster: { podCidrs: ['10.244.0.0/16'], nodeCidrs: [...nodeCidrs] },
    allow: { office: { ports: ['postgresql'], from: [{ cidr }], reason: 'They need it.' } },
  });
  const office = { settings: admitted('198.51.100.0/24'), source: { ...anyPod, addresses: parseAddressSet('198.51.100.7') ?? [] } };
  const hostPods = imaginedPods(namespaceOf('elsewhere'), new Map(), true);

  test.each([
    {
      because: 'a pod with an address of the block is meant by Calico, not by Cilium, and by Kubernetes as the plugin likes',
      ...office,
      verdicts: { kubernetes: 'unknown', cilium: 'denied', calico: 'allowed' },
    },
    {
      because: 'a pod on the network of its node is that node to Cilium, and an address to Calico; a block of all nodes means it',
      settings: admitted('10.0.0.0/23'),
      source: hostPods,
      verdicts: { kubernetes: 'unknown', cilium: 'allowed', calico: 'allowed' },
    },
    {
      because: 'a block of some nodes means no node to Cilium, unless it is told to go by addresses',
      settings: admitted('10.0.0.0/24', ['10.0.0.0/24', '10.0.1.0/24']),
      source: { kind: 'node' as const },
      verdicts: { kubernetes: 'unknown', cilium: 'unknown', calico: 'unknown' },
    },
  ])('$because', ({ settings, source, verdicts }) => {
    const found = dialects.map((dialect) => {
      const model = modelOfPlan(planFrom(inDialect(settings, dialect)));
      const group = model.ends[0]?.groups[0] ?? anyPod;
      return [dialect, verdictOn(connectivity(model, source, group), 'TCP', 5432).kind];
    });
    expect(Object.fromEntries(found)).toEqual(verdicts);
  });
});

test.each(dialects)('several blocks that hold all nodes together are every node: %s', (dialect) => {
  const model = modelOfPlan(
    planFrom(
      inDialect(
        {
          name: 'mail',
          cluster: { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24', '10.0.1.0/24'] },
          allow: { nodes: { ports: ['postgresql'], from: [{ cidr: '10.0.0.0/24' }, { cidr: '10.0.1.0/24' }], reason: 'They need it.' } },
        },
        dialect,
      ),
    ),
  );
  expect(verdictOn(connectivity(model, { kind: 'node' }, model.ends[0]?.groups[0] ?? anyPod), 'TCP', 5432).kind).toBe('allowed');
});

const folder = join(__dirname, '../../examples');
/** Those that choose no dialect of their own, some of whose words the others lack. */
const examples = readdirSync(folder).filter((name) => {
  const file = join(folder, name, 'installation.yaml');
  return existsSync(file) && !readFileSync(file, 'utf8').includes('dialect:');
});

/** Where the pods may connect to: pods that rules were written for, any pod, the DNS of the cluster, nodes, and the outside. */
const egress = (model: Model): readonly string[] => {
  const lines = model.ends.flatMap(({ title, groups }) =>
    [
      ...exposures(model).flatMap(({ direction, others, pods }) =>
        direction === 'egress' && others.kind === 'selected' ? [[others.text, pods] as const] : [],
      ),
      ['any pod', anyPod] as const,
      ['DNS', imaginedPods(namespaceOf('kube-system'), new Map([['k8s-app', 'kube-dns']]))] as const,
      ...model.ends.map((end) => [end.title, end.groups[0]] as const),
      ...model.outside.destinations.map((party) => [formatAddresses(party.addresses), party] as const),
    ].map(([name, destination]) => {
      const { allowed, unknown } = connectivity(model, groups[0], destination);
      return `${title} to ${name}: ${formatPorts(allowed)} ? ${formatPorts(unknown)}`;
    }),
  );
  return [...new Set(lines)].sort();
};

describe.each(plugins)('$dialect instead of the dialect of an example', ({ dialect, options }) => {
  test.each(examples)('%s', (name) => {
    const { input } = readSettingsDocument(join(folder, name, 'installation.yaml'));
    if (typeof input !== 'object' || input === null) throw new Error('no settings');
    const inOther = (other: Dialect) => planFrom({ ...input, policies: { dialect: other } });
    const kubernetes = modelOfPlan(inOther('kubernetes'), options);
    const own = modelOfPlan(inOther(dialect), options);
    // Calico never leads what is meant for the DNS of the cluster to pods of a cache, so that its policies name none.
    const named = (lines: readonly string[]) =>
      dialectTraits[dialect].mayLeadToDnsCache ? lines : lines.filter((line) => !line.includes('node-local-dns'));
    expect(reach(own)).toEqual(named(reach(kubernetes)));
    expect(egress(own)).toEqual(named(egress(kubernetes)));
    expect([...waysIn(own).keys()]).toEqual([...waysIn(kubernetes).keys()]);
  });
});
