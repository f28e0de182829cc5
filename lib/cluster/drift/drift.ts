import {
  differenceOf,
  type Finding,
  gravestFindings,
  misfitRules,
  modelOptionsOfAll,
  plannedNamespaces,
  rules,
  severities,
  unprovenInstallations,
  verifyModel,
  verifyPlans,
} from '../../checks';
import { renderObjects } from '../../constructs';
import type { Plan } from '../../plan';
import { type AssumptionOptions, formatReference, fromObjects, type Manifests, modelOf, type ObjectReference } from '../../reachability';
import { type ChangedObject, type Comparison, compareObjects, identityOf, type Rendered } from './compare';
import { type KindToRead, kindsToRead } from './kinds';
import type { Live } from './live';
import { objectRules } from './object-rules';
import { strangerRules } from './stranger-rules';

/** The differences between a cluster and settings. */
export interface Drift {
  /** The most severe first. */
  readonly findings: readonly Finding[];
  /** Field by field, what differs in rendered objects. */
  readonly changed: readonly ChangedObject[];
  /** How many objects are rendered, and how many of them are in the cluster as rendered. */
  readonly rendered: number;
  readonly same: number;
  readonly live: Live;
}

/** What the installations render. */
export interface Wanted {
  readonly plans: readonly Plan[];
  readonly rendered: readonly Rendered[];
  readonly manifests: Manifests;
}

export function wantedOf(plans: readonly Plan[]): Wanted {
  const rendered = plans.map((plan): Rendered => {
    const { manifests } = fromObjects(renderObjects(plan).flatMap(({ objects }) => objects));
    return { installation: plan.installation, namespaces: namespacesOf(plan), manifests };
  });
  return { plans, rendered, manifests: { manifests: rendered.flatMap(({ manifests }) => manifests), faults: [] } };
}

const namespacesOf = (plan: Plan): readonly string[] => [
  ...new Set([...plannedNamespaces(plan), ...[...plan.workloads, ...plan.machines].map(({ namespace }) => namespace)]),
];

/** What must be read from a cluster for that. */
export const kindsFor = ({ plans, manifests: { manifests } }: Wanted): readonly KindToRead[] =>
  kindsToRead({
    namespaces: [...new Set(plans.flatMap(({ workloads, machines }) => [...workloads, ...machines].map(({ namespace }) => namespace)))],
    objects: manifests.map(({ group, reference, value }) => ({ group, reference: { ...reference, ...placeOf(value) } })),
  });

/** The versions in which the kinds are rendered, by `group/Kind`. */
export const versionsOf = ({ manifests: { manifests } }: Wanted): ReadonlyMap<string, string> =>
  new Map(
    manifests.map(({ group, reference: { apiVersion, kind } }) => [`${group}/${kind}`, apiVersion.slice(apiVersion.lastIndexOf('/') + 1)] as const),
  );

/**
 * Compares a cluster with settings: rendered objects field by field, objects of others that concern the pods, and all rules of `verify` for the objects
 * in the cluster. Findings that the rendered objects already have are not drift.
 * @param today YYYY-MM-DD, with which the ends of waivers are compared
 */
export function driftOf({ plans, rendered, manifests }: Wanted, live: Live, today: string, assumptions: AssumptionOptions = {}): Drift {
  const options = { ...modelOptionsOfAll(plans), ...assumptions };
  const model = modelOf(live.manifests, options);
  const own = new Set(manifests.manifests.map(({ reference }) => identityOf(reference)));
  const comparisons = rendered.map((one): Comparison => compareObjects(one, live));
  const strangers = strangerRules({
    isRendered: (reference) => own.has(identityOf(reference)),
    effectOf: (policy) => differenceOf(modelOf(without(live.manifests, policy), options), model, plans),
    knowsPods: live.read.some(({ group, kind }) => group === '' && kind === 'Pod'),
  });
  const accepted = new Set(verifyPlans(manifests, plans, today, assumptions).map(keyOf));
  const found = plans.flatMap((plan, index) => {
    const comparison = comparisons[index];
    const all = [...(comparison ? objectRules(comparison) : []), ...strangers, ...rulesOfLive];
    return verifyModel(model, plan, today, all)
      .filter((finding) => finding.rule !== 'no-bluemind-pods' && !accepted.has(keyOf(finding)))
      .map((finding) => ({ ...finding, installation: plan.installation }));
  });
  return {
    findings: gravestFindings([...found, ...unprovenInstallations(live.manifests, plans)]).toSorted(
      (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity),
    ),
    changed: comparisons.flatMap(({ changed }) => changed),
    rendered: manifests.manifests.length,
    same: comparisons.reduce((sum, { same }) => sum + same, 0),
    live,
  };
}

/** An API server accepts no unknown fields: a field that it has and this tool does not know is newer than this tool. */
const rulesOfLive = rules.filter(({ name }) => !misfitRules.includes(name));

/** The subject of a finding: pods in a cluster have other names than their stand-ins. */
const keyOf = ({ rule, severity, object, port, message }: Finding): string =>
  [rule, severity, port, object && !('workload' in object) ? formatReference(object) : message].join(' ');

const without = ({ manifests, faults }: Manifests, policy: ObjectReference): Manifests => ({
  manifests: manifests.filter(({ reference }) => identityOf(reference) !== identityOf(policy)),
  faults,
});

/** The namespace in an object; none for cluster-wide objects. */
function placeOf(value: unknown): { readonly namespace: string | undefined } {
  const metadata: unknown = typeof value === 'object' && value !== null && 'metadata' in value ? value.metadata : undefined;
  const namespace: unknown = typeof metadata === 'object' && metadata !== null && 'namespace' in metadata ? metadata.namespace : undefined;
  return { namespace: typeof namespace === 'string' ? namespace : undefined };
}
