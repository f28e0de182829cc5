import { InputError } from '../../base/faults';
import { createEvaluator, type Evaluator } from '../evaluation/verdicts';
import type { Manifests } from '../input/manifests';
import { type Objects, readObjects } from '../objects/kinds';
import type { Direction, Policy } from '../policies/policy';
import { type AddressSet, everyAddress, namesIpv6 } from '../sets/address-sets';
import { compareTexts, groupBy } from '../sets/grouping';
import { cut, type Interval } from '../sets/intervals';
import { type AssumptionOptions, type Assumptions, assume, type Surroundings } from './assumptions';
import { namespaceNamed, namespacesOf } from './namespaces';
import type { ExternalAddresses, Namespace, PodGroup, StandIn, Workload } from './parties';
import { inferredStandIns } from './stand-ins';
import { workloadsOf } from './workloads';

/** Pods that policies cannot distinguish, as an end of connections. */
export interface PodEnd {
  readonly kind: 'pods';
  /** The title of the workload, followed by labels if policies treat pods of the workload differently. */
  readonly title: string;
  readonly workload: Workload;
  /** Pods that policies treat equally. */
  readonly groups: readonly [PodGroup, ...PodGroup[]];
}

/** A model of Kubernetes objects for questions. It does not change; the evaluator caches its results. */
export interface Model {
  readonly objects: Objects;
  readonly assumptions: Assumptions;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  /** By title. */
  readonly workloads: readonly Workload[];
  /** By title. */
  readonly ends: readonly PodEnd[];
  /** The end of each group. */
  readonly endOf: ReadonlyMap<PodGroup, PodEnd>;
  readonly policies: readonly Policy[];
  /** All addresses: IPv4, and IPv6 if an object names one. */
  readonly world: AddressSet;
  /** The outside, divided at the edges of the blocks in rules: sources by ingress rules, destinations by egress rules. */
  readonly outside: { readonly sources: readonly ExternalAddresses[]; readonly destinations: readonly ExternalAddresses[] };
  readonly evaluator: Evaluator;
}

/** Options of a model. */
export interface ModelOptions extends AssumptionOptions, Surroundings {
  /**
   * Stand-ins for workloads whose labels no given workload has.
   * @default - none
   */
  readonly standIns?: readonly StandIn[];
  /**
   * Whether stand-ins are made from the selectors of Services and policies, in namespaces without given pods.
   * @default false
   */
  readonly inferStandIns?: boolean;
  /**
   * Namespaces that really have no pods if none are given: they get no stand-ins.
   * @default - pods that are not given may exist
   */
  readonly emptyNamespaces?: ReadonlySet<string>;
}

/**
 * Makes a model of manifests.
 * @throws InputError with all faults: documents that cannot be read, objects that the API server would refuse, invalid addresses.
 */
export function modelOf(manifests: Manifests, options: ModelOptions = {}): Model {
  const objects = readObjects(manifests);
  if (objects.faults.length > 0) throw new InputError(objects.faults);
  const assumptions = assume(options);
  const { policies } = objects;
  const blocks = { ingress: blocksOf(policies, 'ingress'), egress: blocksOf(policies, 'egress') };
  const world = worldOf(objects, [...blocks.ingress, ...blocks.egress]);
  const namespaces = namespacesOf(objects, assumptions);
  const allBlocks = [...blocks.ingress, ...blocks.egress];
  const pieces = allBlocks.length === 0 ? [] : cut([...everyAddress('IPv4'), ...everyAddress('IPv6')], allBlocks);
  const namespaceCalled = (name: string): Namespace => namespaceNamed(name, { namespaces, assumptions });
  const given = options.standIns ?? [];
  const inferred = options.inferStandIns ? inferredStandIns(objects, given, namespaces, options.emptyNamespaces) : [];
  const workloads = workloadsOf(objects.workloads, { given, inferred }, namespaceCalled, pieces);
  const evaluator = createEvaluator(policies, assumptions);
  const ends = workloads.flatMap((workload) => endsOf(workload, evaluator));
  return {
    objects,
    assumptions,
    namespaces,
    workloads,
    ends,
    endOf: new Map(ends.flatMap((end) => end.groups.map((group) => [group, end]))),
    policies,
    world,
    outside: { sources: externals(cut(world, blocks.ingress)), destinations: externals(cut(world, blocks.egress)) },
    evaluator,
  };
}

const externals = (intervals: readonly Interval<bigint>[]): readonly ExternalAddresses[] =>
  intervals.map((interval) => ({ kind: 'addresses', addresses: [interval] }));

/** Blocks of addresses that the rules of a direction name. */
const blocksOf = (policies: readonly Policy[], direction: Direction): readonly AddressSet[] =>
  policies
    .flatMap((policy) => policy[direction] ?? [])
    .flatMap(({ peers }) => (peers === 'everyone' ? [] : peers.flatMap((peer) => (peer.kind === 'addresses' ? [peer.addresses] : []))));

/** IPv6 counts only if an object names an IPv6 address, or a Service asks for the family. */
function worldOf({ services }: Objects, blocks: readonly AddressSet[]): AddressSet {
  const named = [...blocks, ...services.flatMap(({ sourceRanges = [], externalAddresses }) => [sourceRanges, externalAddresses])];
  return [...everyAddress('IPv4'), ...(named.some(namesIpv6) || services.some(({ hasIpv6 }) => hasIpv6) ? everyAddress('IPv6') : [])];
}

/** A workload as one end, or as several if policies distinguish its pods. */
function endsOf(workload: Workload, evaluator: Evaluator): readonly PodEnd[] {
  const alike = [...groupBy(workload.groups, evaluator.behaviour).values()];
  const ends = alike.flatMap((groups): readonly PodEnd[] => {
    const [first, ...more] = groups;
    if (first === undefined) return [];
    const title =
      alike.length === 1
        ? workload.title
        : `${workload.title}{${[...first.labels]
            .map(([key, value]) => `${key}=${value}`)
            .sort()
            .join(',')}}`;
    return [{ kind: 'pods', title, workload, groups: [first, ...more] }];
  });
  return ends.toSorted((a, b) => compareTexts(a.title, b.title));
}
