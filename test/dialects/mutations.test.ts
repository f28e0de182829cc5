import { modelOptionsOf } from '../../lib/checks/intent/plan-intent';
import { type Plan, planFrom } from '../../lib/plan';
import {
  anyPod,
  connectivity,
  exposures,
  formatPorts,
  fromObjects,
  intersection,
  modelOf,
  type Party,
  portRange,
  union,
} from '../../lib/reachability';
import type { InstallationProps } from '../../lib/settings';
import { examine, findingsIn } from '../support/mutations';
import { objects } from '../support/render';

/** A mistake that somebody could make in a policy, in the form of its dialect. */
interface Mutation {
  readonly name: string;
  /** How many places of a policy it can be made in. @default - one */
  readonly places?: (spec: Mutable) => number;
  /** Makes it in place; false if it does not apply. */
  readonly apply: (spec: Mutable, index: number) => boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: objects of any kind, to be broken in any way
type Mutable = any;

const set = (target: Mutable, key: string, value: unknown): boolean => {
  target[key] = value;
  return true;
};
const remove = (target: Mutable, key: string): boolean => delete target[key];

const rulesOf = (spec: Mutable): Mutable[] => spec.ingress ?? [];
const wherever = (list: (spec: Mutable) => readonly Mutable[]) => (spec: Mutable) => list(spec).length;

const ciliumPorts = (spec: Mutable): Mutable[] => rulesOf(spec).flatMap((rule) => (rule.toPorts ?? []).flatMap((piece: Mutable) => piece.ports));
const ciliumPeers = (spec: Mutable): Mutable[] => rulesOf(spec).filter((rule) => rule.fromEndpoints);
const cilium: readonly Mutation[] = [
  {
    name: 'port',
    places: wherever(ciliumPorts),
    apply: (spec, index) => {
      const port = ciliumPorts(spec)[index];
      if (port.endPort) port.endPort += 7000;
      return set(port, 'port', `${Number(port.port) + 7000}`);
    },
  },
  {
    name: 'port becomes that of postgresql',
    places: wherever(ciliumPorts),
    apply: (spec, index) => set(ciliumPorts(spec)[index], 'port', '5432') && remove(ciliumPorts(spec)[index], 'endPort'),
  },
  {
    name: 'protocol',
    places: wherever(ciliumPorts),
    apply: (spec, index) => set(ciliumPorts(spec)[index], 'protocol', 'UDP'),
  },
  {
    name: 'every port',
    places: wherever((spec) => rulesOf(spec).filter((rule) => rule.toPorts)),
    apply: (spec, index) => remove(rulesOf(spec).filter((rule) => rule.toPorts)[index], 'toPorts'),
  },
  {
    name: 'everyone',
    places: wherever(ciliumPeers),
    apply: (spec, index) => {
      const rule = ciliumPeers(spec)[index];
      return set(rule, 'fromEntities', ['all']) && remove(rule, 'fromEndpoints');
    },
  },
  {
    name: 'every pod of the cluster, and the nodes',
    places: wherever(ciliumPeers),
    apply: (spec, index) => {
      const rule = ciliumPeers(spec)[index];
      return set(rule, 'fromEntities', ['cluster']) && remove(rule, 'fromEndpoints');
    },
  },
  {
    name: 'the world',
    places: wherever(ciliumPeers),
    apply: (spec, index) => {
      const rule = ciliumPeers(spec)[index];
      return set(rule, 'fromEntities', ['world']) && remove(rule, 'fromEndpoints');
    },
  },
  {
    name: 'every namespace',
    places: wherever(ciliumPeers),
    apply: (spec, index) =>
      set(ciliumPeers(spec)[index], 'fromEndpoints', [{ matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: 'Exists' }] }]),
  },
  {
    name: 'every pod of the namespace',
    places: wherever(ciliumPeers),
    apply: (spec, index) => set(ciliumPeers(spec)[index], 'fromEndpoints', [{}]),
  },
  {
    name: 'label of a peer',
    places: wherever(ciliumPeers),
    apply: (spec, index) => set(ciliumPeers(spec)[index].fromEndpoints[0].matchLabels, 'k8s:app.kubernetes.io/component', 'renamed'),
  },
  {
    name: 'requests alone',
    places: wherever((spec) => rulesOf(spec).filter((rule) => rule.toPorts)),
    apply: (spec, index) => set(rulesOf(spec).filter((rule) => rule.toPorts)[index].toPorts[0], 'rules', { http: [{ method: 'GET' }] }),
  },
  { name: 'no rules', apply: (spec) => set(spec, 'ingress', [{}]) },
  { name: 'denies what it allowed', apply: (spec) => set(spec, 'ingressDeny', spec.ingress) && set(spec, 'ingress', [{}]) },
  {
    name: 'egress in the place of ingress',
    apply: (spec) => set(spec, 'egress', [{}]) && remove(spec, 'ingress'),
  },
  {
    name: 'label of its own pods',
    apply: (spec) => set(spec.endpointSelector.matchLabels, 'k8s:app.kubernetes.io/component', 'renamed'),
  },
];

const calicoPorts = (spec: Mutable): Mutable[] => rulesOf(spec).flatMap((rule) => (rule.destination?.ports ? [rule] : []));
const calicoPeers = (spec: Mutable): Mutable[] => rulesOf(spec).filter((rule) => rule.source);
const renamed = (selector: string): string => selector.replace(/(component == )'[^']*'/, "$1'renamed'");
const calico: readonly Mutation[] = [
  {
    name: 'ports',
    places: wherever(calicoPorts),
    apply: (spec, index) => set(calicoPorts(spec)[index].destination, 'ports', [65000]),
  },
  {
    name: 'port becomes that of postgresql',
    places: wherever(calicoPorts),
    apply: (spec, index) => calicoPorts(spec)[index].destination.ports.splice(0, 1, 5432).length > 0,
  },
  { name: 'protocol', places: wherever(calicoPorts), apply: (spec, index) => set(calicoPorts(spec)[index], 'protocol', 'UDP') },
  { name: 'every port', places: wherever(calicoPorts), apply: (spec, index) => remove(calicoPorts(spec)[index], 'destination') },
  { name: 'everyone', places: wherever(calicoPeers), apply: (spec, index) => remove(calicoPeers(spec)[index], 'source') },
  {
    name: 'every namespace',
    places: wherever(calicoPeers),
    apply: (spec, index) => set(calicoPeers(spec)[index], 'source', { namespaceSelector: 'all()' }),
  },
  {
    name: 'every pod of the namespace',
    places: wherever(calicoPeers),
    apply: (spec, index) => set(calicoPeers(spec)[index], 'source', { selector: 'all()' }),
  },
  {
    name: 'every address',
    places: wherever(calicoPeers),
    apply: (spec, index) => set(calicoPeers(spec)[index], 'source', { nets: ['0.0.0.0/0'] }),
  },
  {
    name: 'all but its peer',
    places: wherever(calicoPeers),
    apply: (spec, index) => {
      const { source } = calicoPeers(spec)[index];
      return set(source, 'selector', `!(${source.selector})`);
    },
  },
  {
    name: 'label of a peer',
    places: wherever(calicoPeers),
    apply: (spec, index) => set(calicoPeers(spec)[index].source, 'selector', renamed(calicoPeers(spec)[index].source.selector)),
  },
  { name: 'denies', places: wherever(rulesOf), apply: (spec, index) => set(rulesOf(spec)[index], 'action', 'Deny') },
  { name: 'passes everything', apply: (spec) => set(spec, 'ingress', [{ action: 'Pass' }]) && set(spec, 'order', 1) },
  { name: 'comes first and denies', apply: (spec) => set(spec, 'ingress', [{ action: 'Deny' }]) && set(spec, 'order', 1) },
  { name: 'no rules', apply: (spec) => spec.ingress !== undefined && remove(spec, 'ingress') },
  { name: 'egress in the place of ingress', apply: (spec) => set(spec, 'types', ['Egress']) },
  { name: 'label of its own pods', apply: (spec) => set(spec, 'selector', renamed(spec.selector)) },
  { name: 'another tier', apply: (spec) => set(spec, 'tier', 'security') },
];

const guard: readonly Mutation[] = [
  {
    name: 'accepts',
    places: (spec) => spec.ingress.filter(({ action }: Mutable) => action === 'Deny').length,
    apply: (spec, index) => set(spec.ingress.filter(({ action }: Mutable) => action === 'Deny')[index], 'action', 'Accept'),
  },
  {
    name: 'passes',
    places: (spec) => spec.ingress.filter(({ action }: Mutable) => action === 'Deny').length,
    apply: (spec, index) => set(spec.ingress.filter(({ action }: Mutable) => action === 'Deny')[index], 'action', 'Pass'),
  },
  {
    name: 'loses a port',
    places: (spec) => spec.ingress[0].protocols.length,
    apply: (spec, index) => spec.ingress[0].protocols.length > 1 && spec.ingress[0].protocols.splice(index, 1).length > 0,
  },
  {
    name: 'is about its own namespace',
    apply: (spec) => set(spec.ingress[0].from[0].namespaces.matchExpressions[0], 'operator', 'In'),
  },
  { name: 'in the last tier', apply: (spec) => set(spec, 'tier', 'Baseline') },
  {
    name: 'label of its own pods',
    apply: (spec) => set(spec.subject.pods.podSelector.matchLabels, 'app.kubernetes.io/component', 'renamed'),
  },
  {
    name: 'namespace of its own pods',
    apply: (spec) => set(spec.subject.pods.namespaceSelector.matchLabels, 'kubernetes.io/metadata.name', 'elsewhere'),
  },
];

/** What every NetworkPolicy of a team could do: open the whole namespace to the cluster. The guards have a higher precedence. */
const openness = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'open', namespace: 'bluemind' },
  spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] },
};

/** Who reaches which listening port. A mutant that changes nothing here changes nothing that anybody could reach. */
function reach(broken: readonly Mutable[], plan: Plan): string {
  const model = modelOf(fromObjects(broken), modelOptionsOf(plan));
  const written = exposures(model).flatMap(({ others, pods }) => (others.kind === 'selected' ? [pods] : []));
  const sources = [...model.ends.map(({ groups }) => groups[0]), anyPod];
  return JSON.stringify(
    model.ends.map(({ title, groups }) => {
      const listening = union(...groups[0].ports.map(({ protocol, port }) => portRange(protocol, port)));
      const reached = (source: Party) => {
        const { allowed, unknown } = connectivity(model, source, groups[0]);
        return [formatPorts(intersection(allowed, listening)), formatPorts(intersection(unknown, listening))];
      };
      // Peers that rules name and pieces of the outside come and go with the rules: what counts is what they reach.
      const reachedByOthers = [...written, ...model.outside.sources].map((source) => JSON.stringify(reached(source)));
      return [title, sources.map(reached), [...new Set(reachedByOthers)].sort()];
    }),
  );
}

interface Case {
  readonly name: string;
  readonly settings: InstallationProps;
  readonly kind: string;
  readonly mutations: readonly Mutation[];
  readonly besides: readonly object[];
  /** Workloads whose policies are broken. @default - all */
  readonly workloads?: readonly string[];
  /** Most mutants that may change nothing: a policy may be another's second wall, and a rule admit to what is open to everyone anyway. */
  readonly survivors: number;
}

const some = ['database', 'proxy', 'smtp'];
const roles = { workloads: 'roles', isolation: 'connections' } as const;
const cases: readonly Case[] = [
  {
    name: 'cilium',
    settings: { name: 'bluemind', policies: { dialect: 'cilium' } },
    kind: 'CiliumNetworkPolicy',
    mutations: cilium,
    besides: [],
    survivors: 4,
  },
  {
    name: 'cilium, roles',
    settings: { name: 'bluemind', ...roles, policies: { dialect: 'cilium' } },
    kind: 'CiliumNetworkPolicy',
    mutations: cilium,
    besides: [],
    workloads: some,
    survivors: 90,
  },
  {
    name: 'calico',
    settings: { name: 'bluemind', policies: { dialect: 'calico' } },
    kind: 'NetworkPolicy',
    mutations: calico,
    besides: [],
    survivors: 4,
  },
  {
    name: 'calico, roles',
    settings: { name: 'bluemind', ...roles, policies: { dialect: 'calico' } },
    kind: 'NetworkPolicy',
    mutations: calico,
    besides: [],
    workloads: some,
    survivors: 90,
  },
  {
    name: 'guards above a policy that opens all',
    settings: { name: 'bluemind', workloads: 'roles', policies: { guard: 'clusterNetworkPolicy' } },
    kind: 'ClusterNetworkPolicy',
    mutations: guard,
    besides: [openness],
    survivors: 0,
  },
];

describe.each(cases)('breaking one policy of $name', ({ settings, kind, mutations, besides, workloads, survivors: most }) => {
  const plan = planFrom(settings);
  const rendered = [...objects(settings), ...besides];
  const own = rendered.filter(
    (object: Mutable) =>
      object.kind === kind &&
      object.metadata.name !== 'open' &&
      (workloads === undefined || workloads.includes(object.metadata.labels['app.kubernetes.io/component'])),
  );

  test('nothing is found in what was rendered', () => {
    expect(own.length).toBeGreaterThan(0);
    expect(findingsIn(rendered, plan)).toEqual([]);
  });

  test('is caught by the very rules that should catch it, unless it changes nothing', () => {
    const deleted = own.map((object: Mutable) => ({
      title: `${object.metadata.name} is deleted`,
      mutation: 'is deleted',
      objects: rendered.filter((other) => other !== object),
    }));
    const changed = own.flatMap((object: Mutable) =>
      mutations.flatMap(({ name, places, apply }) =>
        Array.from({ length: places ? places(object.spec) : 1 }, (_, index) => {
          const copy = structuredClone(object);
          const isChanged = apply(copy.spec, index);
          const broken = rendered.map((other) => (other === object ? copy : other));
          return isChanged ? [{ title: `${object.metadata.name}: ${name} ${index}`, mutation: name, objects: broken }] : [];
        }).flat(),
      ),
    );
    const mutants = [...deleted, ...changed];
    const { uncaught, survivors, rules } = examine(mutants, rendered, plan, reach);
    expect(uncaught).toEqual([]);
    expect(survivors.length).toBeLessThanOrEqual(most);
    expect(rules).toMatchSnapshot();
  });
});
