import { failing, verifyPlan } from '../../lib/checks';
import { modelOptionsOf } from '../../lib/checks/intent/plan-intent';
import type { Plan } from '../../lib/plan';
import { anyPod, connectivity, formatPorts, fromObjects, intersection, modelOf, portRange, union } from '../../lib/reachability';
import { renderManifests } from '../../lib/synth/render';
import { parse } from './render';
import { runs } from './runs';

/** A change of one object that somebody could make by mistake. */
interface Mutation {
  readonly name: string;
  /** Changes the object in place; false if it does not apply. */
  readonly apply: (object: Mutable, index: number) => boolean;
  /** How many places of an object it can be made in. */
  readonly places?: (object: Mutable) => number;
}

// biome-ignore lint/suspicious/noExplicitAny: objects of any kind, to be broken in any way
type Mutable = any;

const isService = (object: Mutable) => object.kind === 'Service';
const isInside = (object: Mutable) => isService(object) && object.spec.type === 'ClusterIP';
const isPolicy = (object: Mutable) => object.kind === 'NetworkPolicy';
const isSlice = (object: Mutable) => object.kind === 'EndpointSlice';
const selectsPods = (object: Mutable) => isService(object) && object.spec.selector !== undefined;
const ports = (object: Mutable): number => (isService(object) ? object.spec.ports.length : 0);
const targetPorts = (object: Mutable): number => (selectsPods(object) && object.spec.clusterIP !== 'None' ? ports(object) : 0);
const slicePorts = (object: Mutable): number => (isSlice(object) ? object.ports.length : 0);
const rules = (object: Mutable): Mutable[] => (isPolicy(object) ? [...(object.spec.ingress ?? []), ...(object.spec.egress ?? [])] : []);
const policyPorts = (object: Mutable): Mutable[] => rules(object).flatMap((rule) => rule.ports ?? []);
const peers = (object: Mutable): Mutable[] => rules(object).flatMap((rule) => rule.from ?? rule.to ?? []);
const podPeers = (object: Mutable): Mutable[] => peers(object).filter(({ podSelector }) => podSelector);
const blocks = (object: Mutable): Mutable[] => peers(object).flatMap(({ ipBlock }) => (ipBlock ? [ipBlock] : []));
const withPorts = (object: Mutable): Mutable[] => rules(object).filter((rule) => rule.ports);
const withPeers = (object: Mutable): Mutable[] => rules(object).filter((rule) => rule.from ?? rule.to);

const mutations: readonly Mutation[] = [
  {
    name: 'becomes a LoadBalancer',
    apply: (object) => isInside(object) && object.spec.clusterIP !== 'None' && set(object.spec, 'type', 'LoadBalancer'),
  },
  {
    name: 'becomes a NodePort',
    apply: (object) => isInside(object) && object.spec.clusterIP !== 'None' && set(object.spec, 'type', 'NodePort'),
  },
  {
    name: 'stops being a LoadBalancer',
    apply: (object) => isService(object) && !isInside(object) && set(object.spec, 'type', 'ClusterIP'),
  },
  {
    name: 'gets external addresses',
    apply: (object) => isInside(object) && object.spec.clusterIP !== 'None' && set(object.spec, 'externalIPs', ['192.0.2.1']),
  },
  {
    name: 'port of a Service',
    places: ports,
    apply: (object, index) => set(object.spec.ports[index], 'port', object.spec.ports[index].port + 7000),
  },
  {
    name: 'target port of a Service',
    places: targetPorts,
    apply: (object, index) => set(object.spec.ports[index], 'targetPort', object.spec.ports[index].targetPort + 7000),
  },
  {
    name: 'target port becomes that of postgresql',
    places: (object) => (isInside(object) ? 0 : targetPorts(object)),
    apply: (object, index) => set(object.spec.ports[index], 'targetPort', 5432),
  },
  {
    name: 'target port becomes a name that no container has',
    places: targetPorts,
    apply: (object, index) => set(object.spec.ports[index], 'targetPort', 'nowhere'),
  },
  {
    name: 'protocol of a Service port',
    places: ports,
    apply: (object, index) => set(object.spec.ports[index], 'protocol', 'UDP'),
  },
  {
    name: 'an internal port on the LoadBalancer',
    apply: (object) =>
      isService(object) && !isInside(object) && object.spec.ports.push({ name: 'database', port: 5432, protocol: 'TCP', targetPort: 5432 }) > 0,
  },
  {
    name: 'an external port that was not chosen on the LoadBalancer',
    apply: (object) =>
      isService(object) && !isInside(object) && object.spec.ports.push({ name: 'pop3', port: 110, protocol: 'TCP', targetPort: 110 }) > 0,
  },
  {
    name: 'label of a Service selector',
    apply: (object) => selectsPods(object) && set(object.spec.selector, 'app.kubernetes.io/component', 'renamed'),
  },
  {
    name: 'externalTrafficPolicy Cluster',
    apply: (object) => isService(object) && !isInside(object) && set(object.spec, 'externalTrafficPolicy', 'Cluster'),
  },
  {
    name: 'label of a policy selector',
    apply: (object) => isPolicy(object) && set(object.spec.podSelector.matchLabels, 'app.kubernetes.io/component', 'renamed'),
  },
  {
    name: 'namespace',
    apply: (object) => set(object.metadata, 'namespace', 'elsewhere'),
  },
  {
    name: 'port of a policy',
    places: (object) => policyPorts(object).length,
    apply: (object, index) => {
      const range = policyPorts(object)[index];
      if (range.endPort) range.endPort += 7000;
      return set(range, 'port', range.port + 7000);
    },
  },
  {
    name: 'port of a policy becomes that of postgresql',
    places: (object) => policyPorts(object).length,
    apply: (object, index) => set(policyPorts(object)[index], 'port', 5432) && remove(policyPorts(object)[index], 'endPort'),
  },
  {
    name: 'a policy admits every port',
    places: (object) => withPorts(object).length,
    apply: (object, index) => remove(withPorts(object)[index], 'ports'),
  },
  {
    name: 'a policy admits everyone',
    places: (object) => withPeers(object).length,
    apply: (object, index) => remove(withPeers(object)[index], 'from') && remove(withPeers(object)[index] ?? {}, 'to'),
  },
  {
    name: 'a policy admits every namespace',
    places: (object) => podPeers(object).length,
    apply: (object, index) => {
      const peer = podPeers(object)[index];
      return set(peer, 'namespaceSelector', {}) && remove(peer, 'podSelector');
    },
  },
  {
    name: 'label of a peer',
    places: (object) => podPeers(object).length,
    apply: (object, index) => set(podPeers(object)[index].podSelector.matchLabels, 'app.kubernetes.io/component', 'renamed'),
  },
  {
    name: 'a block holds every address',
    places: (object) => blocks(object).length,
    apply: (object, index) => set(blocks(object)[index], 'cidr', '0.0.0.0/0') && remove(blocks(object)[index], 'except'),
  },
  {
    name: 'another block',
    places: (object) => blocks(object).length,
    apply: (object, index) => set(blocks(object)[index], 'cidr', '203.0.113.0/24') && remove(blocks(object)[index], 'except'),
  },
  {
    name: 'address of an endpoint',
    places: (object) => (isSlice(object) ? object.endpoints.length : 0),
    apply: (object, index) => set(object.endpoints[index], 'addresses', [object.addressType === 'IPv6' ? '2001:db8:bad::1' : '203.0.113.9']),
  },
  {
    name: 'port of a slice',
    places: slicePorts,
    apply: (object, index) => set(object.ports[index], 'port', object.ports[index].port + 7000),
  },
  {
    name: 'name of the port of a slice',
    places: slicePorts,
    apply: (object, index) => set(object.ports[index], 'name', 'renamed'),
  },
  {
    name: 'Service of a slice',
    apply: (object) => isSlice(object) && set(object.metadata.labels, 'kubernetes.io/service-name', 'renamed'),
  },
  {
    name: 'a policy loses its rules',
    apply: (object) => rules(object).length > 0 && remove(object.spec, 'ingress') && remove(object.spec, 'egress'),
  },
  {
    name: 'a policy is about the other direction',
    apply: (object) => isPolicy(object) && set(object.spec, 'policyTypes', object.spec.policyTypes.includes('Egress') ? ['Ingress'] : ['Egress']),
  },
];

const set = (target: Mutable, key: string, value: unknown): boolean => {
  target[key] = value;
  return true;
};
const remove = (target: Mutable, key: string): boolean => delete target[key];

/**
 * Who reaches which listening port: what a mutant must change to be worth catching. A policy that is deleted while another captures the same pods, or
 * a rule that admits to a port that is open to everyone anyway, or to one where nobody listens, changes nothing.
 */
function reach(broken: readonly Mutable[], plan: Plan): string {
  const model = modelOf(fromObjects(broken), modelOptionsOf(plan));
  const sources = [...model.ends.map(({ groups }) => groups[0]), anyPod, ...model.outside.sources];
  return JSON.stringify(
    model.ends.map(({ title, groups }) => {
      const listening = union(...groups[0].ports.map(({ protocol, port }) => portRange(protocol, port)));
      return [title, sources.map((source) => formatPorts(intersection(connectivity(model, source, groups[0]).allowed, listening)))];
    }),
  );
}

/** Objects of which one was changed. */
export interface Mutant {
  readonly title: string;
  /** Name of the mutation. */
  readonly mutation: string;
  readonly objects: readonly Mutable[];
}

function mutantsOf(given: readonly Mutable[]): readonly Mutant[] {
  const all = given.filter(({ kind }) => kind !== 'Namespace');
  const title = (object: Mutable) => `${object.kind} ${object.metadata.name}`;
  const deleted = all.map((object) => ({
    title: `${title(object)} is deleted`,
    mutation: 'is deleted',
    objects: all.filter((other) => other !== object),
  }));
  const twice = all.slice(0, 1).map((object) => ({
    title: `${title(object)} appears twice`,
    mutation: 'appears twice',
    objects: [...all, object],
  }));
  const changed = all.flatMap((object) =>
    mutations.flatMap(({ name, apply, places }) =>
      Array.from({ length: places ? places(object) : 1 }, (_, index): Mutant[] => {
        const copy = structuredClone(object);
        if (places === undefined && !isService(object) && !isPolicy(object) && !isSlice(object)) return [];
        if (!apply(copy, index)) return [];
        return [
          {
            title: `${title(object)}: ${name}${places ? ` ${index}` : ''}`,
            mutation: name,
            objects: all.map((other) => (other === object ? copy : other)),
          },
        ];
      }).flat(),
    ),
  );
  return [...deleted, ...twice, ...changed];
}

/** What is found in objects, such as fails a pipeline with --fail-on warning. */
export const findingsIn = (all: readonly Mutable[], plan: Plan) => failing(verifyPlan(fromObjects(all), plan, '2026-01-01'), 'warning');

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): Readonly<Record<string, readonly T[]>> {
  const groups: Record<string, T[]> = {};
  for (const one of all) {
    const key = keyOf(one);
    groups[key] ??= [];
    groups[key].push(one);
  }
  return groups;
}

/** So many mutants of each mutation, from all over the objects: mutants of one mutation are much alike, and LONG=1 takes them all. */
const shareOf = (mutants: readonly Mutant[], most = 4): readonly Mutant[] =>
  Object.values(groupedBy(mutants, ({ mutation }) => mutation)).flatMap((alike) =>
    alike.filter((_, index) => Math.floor(((index + 1) * most) / alike.length) > Math.floor((index * most) / alike.length)),
  );

/**
 * What happens to mutants: titles of those that no rule caught, which change what anybody could reach, or (survivors) do not; and the very rules that
 * find each of the share, by mutation, to be compared with a snapshot. Of the others, which LONG=1 adds, any rule has to find each.
 * @param reach who reaches what, as a text; equal texts mean equal connections
 */
export function examine(
  mutants: readonly Mutant[],
  rendered: readonly Mutable[],
  plan: Plan,
  reach: (objects: readonly Mutable[], plan: Plan) => string,
) {
  const before = reach(rendered, plan);
  const share = shareOf(mutants);
  const examined = runs(share, mutants).map((mutant) => ({
    ...mutant,
    found: [...new Set(findingsIn(mutant.objects, plan).map(({ rule }) => rule))].sort(),
  }));
  const shared = new Set(share.map(({ title }) => title));
  const recorded = examined.filter(({ title }) => shared.has(title));
  const missed = examined.filter(({ found }) => found.length === 0);
  const survivors = missed.filter(({ objects }) => reach(objects, plan) === before).map(({ title }) => title);
  const byRules = groupedBy(recorded, ({ mutation, found }) => `${mutation}: ${found.join(', ') || 'nothing, since nobody reaches more or less'}`);
  return {
    uncaught: missed.map(({ title }) => title).filter((title) => !survivors.includes(title)),
    survivors,
    rules: Object.fromEntries(Object.entries(byRules).map(([key, alike]) => [key, alike.map(({ title }) => title)])),
  };
}

/**
 * The tests that every installation must pass: nothing is found in what was rendered of it, and whatever is broken in one object is caught.
 * @param harmless mutants that may change nothing though they change another object than a policy
 */
export function testMutations(plan: Plan, harmless: (title: string) => boolean = () => false): void {
  const rendered = parse(renderManifests(plan).stream);

  test('nothing is found in what was rendered', () => {
    expect(findingsIn(rendered, plan)).toEqual([]);
  });

  test('what is broken in one object is caught by the very rules that should catch it', () => {
    const mutants = mutantsOf(rendered);
    const { uncaught, survivors, rules: found } = examine(mutants, rendered, plan, reach);
    expect(uncaught).toEqual([]);
    // Only policies can be redundant: an object that leads somewhere, if it is changed, no longer leads there.
    expect(survivors.filter((title) => !title.startsWith('NetworkPolicy ') && !harmless(title))).toEqual([]);
    // The very rules that each is found by: a rule that stops finding something shows here, even if another rule finds it.
    expect(found).toMatchSnapshot();
  });
}
