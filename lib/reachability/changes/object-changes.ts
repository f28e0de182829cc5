import { formatReference } from '../input/manifest';
import type { Model } from '../model/model';
import type { Workload } from '../model/parties';
import type { ServiceObject, ServicePort } from '../objects/service';
import { resolvedServices } from '../paths/services';
import type { Policy } from '../policies/policy';
import { formatAddresses } from '../sets/address-sets';
import { compareTexts, groupBy } from '../sets/grouping';
import type { ConnectionChange } from './connection-changes';
import { meaningOf } from './hinges';

/** An object that only one of two models has, or that differs between them. */
export interface ObjectChange {
  readonly kind: 'changed' | 'added' | 'removed';
  readonly what: 'workload' | 'service' | 'policy';
  /** `mail/core[Deployment]`, `Service mail/core`. */
  readonly name: string;
  /** What only the first model has, and only the second: `TCP 25 smtp`. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Why more than usual depends on it. @default - it does not */
  readonly caution?: string;
}

/** The statements about an object. */
interface Facts {
  readonly facts: readonly string[];
  readonly caution?: string;
}

/** Workloads and Services that are removed or new, or whose ports or kind changed, by name. */
export function objectChanges(before: Model, after: Model): readonly ObjectChange[] {
  return [
    ...changesOf('workload', workloadFacts(before, after), workloadFacts(after, before)),
    ...changesOf('service', serviceFacts(before), serviceFacts(after)),
  ];
}

/**
 * Policies that are removed, new or changed, if no change of a connection shows it: those that change nothing for the given pods, and
 * those that are not supported.
 */
export function quietPolicyChanges(before: Model, after: Model, told: readonly ConnectionChange[]): readonly ObjectChange[] {
  const changed = changesOf('policy', policyFacts(before), policyFacts(after)).map((change) => ({ ...change, before: [], after: [] }));
  const ends = new Set(told.flatMap(({ from, to }) => [from.title, to.title]));
  const loud = new Set([before, after].flatMap((model) => toldPolicies(model, ends).map(nameOf)));
  return changed.filter(({ name }) => !loud.has(name));
}

const nameOf = ({ reference }: Policy): string => formatReference(reference);

/** Policies that select pods of some titles. */
function toldPolicies(model: Model, titles: ReadonlySet<string>): readonly Policy[] {
  const groups = model.ends.flatMap(({ title, groups: [group] }) => (titles.has(title) ? [group] : []));
  const capturing = new Set(
    groups
      .flatMap((group) => (['ingress', 'egress'] as const).flatMap((direction) => model.evaluator.captures(direction, group)))
      .map(({ policy }) => policy),
  );
  return model.policies.filter((policy) => !isUnclear(policy) && capturing.has(policy));
}

/** Whether a policy contains something that is not supported. */
const isUnclear = ({ tier, ingress = [], egress = [] }: Policy): boolean =>
  tier === 'unread' || [...ingress, ...egress].some(({ peers }) => peers !== 'everyone' && peers.some(({ kind }) => kind === 'undecided'));

function changesOf(what: ObjectChange['what'], before: ReadonlyMap<string, Facts>, after: ReadonlyMap<string, Facts>): readonly ObjectChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareTexts);
  return names.flatMap((name): readonly ObjectChange[] => {
    const [was, is] = [before.get(name), after.get(name)];
    const only = (one: Facts | undefined, other: Facts | undefined) => (one?.facts ?? []).filter((fact) => !other?.facts.includes(fact));
    const change = { what, name, before: only(was, is), after: only(is, was), ...(is?.caution !== undefined && { caution: is.caution }) };
    if (was === undefined) return [{ ...change, kind: 'added' }];
    if (is === undefined) return [{ ...change, kind: 'removed' }];
    return change.before.length + change.after.length > 0 ? [{ ...change, kind: 'changed' }] : [];
  });
}

/** Ports of workloads, if both models know them in the same way: the ports of a stand-in depend on its source. Inferred ports come from the Services. */
function workloadFacts(model: Model, other: Model): ReadonlyMap<string, Facts> {
  const kept = new Map(other.workloads.map(({ title, standsIn }) => [title, standsIn]));
  return new Map(
    model.workloads.map((workload) => {
      const isComparable = !kept.has(workload.title) || (workload.standsIn !== 'inferred' && kept.get(workload.title) === workload.standsIn);
      return [workload.title, { facts: isComparable ? factsOfWorkload(workload) : [] }];
    }),
  );
}

const factsOfWorkload = ({ groups }: Workload): readonly string[] => [
  ...new Set(
    groups.flatMap(({ ports, hostNetwork }) => [
      ...(hostNetwork ? ['on the network of its node'] : []),
      ...ports.map(
        ({ protocol, port, name, hostPort }) =>
          `${protocol} ${port}${name === undefined ? '' : ` ${name}`}${hostPort === undefined ? '' : `, port ${hostPort} of its node`}`,
      ),
    ]),
  ),
];

const serviceFacts = (model: Model): ReadonlyMap<string, Facts> =>
  new Map(
    resolvedServices(model).map(({ service, ports }) => {
      const isIdle = opensOutside(service) && ports.every(({ backends }) => backends.length === 0);
      return [
        formatReference(service.reference),
        { facts: factsOfService(service), ...(isIdle && { caution: 'it opens ports to the outside and selects none of the given pods' }) },
      ];
    }),
  );

const opensOutside = ({ type, externalAddresses }: ServiceObject): boolean =>
  type === 'LoadBalancer' || type === 'NodePort' || externalAddresses.length > 0;

const factsOfService = (service: ServiceObject): readonly string[] => [
  service.headless ? 'headless' : service.type,
  ...(service.selector ? [`to pods with ${[...service.selector].map((label) => label.join('=')).sort()}`] : []),
  ...(opensOutside(service) ? [`externalTrafficPolicy ${service.externalTrafficPolicy}`] : []),
  ...(service.sourceRanges ? [`from ${formatAddresses(service.sourceRanges)}`] : []),
  ...(service.externalAddresses.length > 0 ? [`at ${formatAddresses(service.externalAddresses)}`] : []),
  ...service.ports.map(factOfPort),
];

const factOfPort = ({ protocol, port, name, targetPort, nodePort }: ServicePort): string =>
  `${protocol} ${port}${name === undefined ? '' : ` ${name}`}${targetPort === port ? '' : ` to ${targetPort}`}${nodePort === undefined ? '' : `, port ${nodePort} of nodes`}`;

/** By name; several policies of one object are one. Content that is not supported is compared as written. */
const policyFacts = ({ policies, objects: { policyTexts } }: Model): ReadonlyMap<string, Facts> =>
  new Map(
    [...groupBy(policies, nameOf)].map(([name, own]) => {
      const unclear = own.filter(isUnclear);
      return [
        name,
        {
          facts: [...own.map(meaningOf), ...unclear.map(({ reference }) => policyTexts.get(reference) ?? '')],
          ...(unclear.length > 0 && { caution: 'not all of it is understood' }),
        },
      ];
    }),
  );
