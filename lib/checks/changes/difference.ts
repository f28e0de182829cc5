import type { Plan } from '../../plan';
import {
  type ConnectionChange,
  type ConnectionState,
  connectionChanges,
  connections,
  hingesOf,
  imaginedConnections,
  type Model,
  type ObjectChange,
  objectChanges,
  quietPolicyChanges,
  withoutRepetitions,
} from '../../reachability';
import { type Severity, severities } from '../finding';
import { severityOfChange, severityOfObject } from './connections';
import { changedExposures, type ExposureChange } from './exposure';

/** A change with its severity. */
export type Weighed<Change> = Change & { readonly severity: Severity };

/** The difference between two states of manifests. */
export interface Difference {
  /** Connections that are allowed. */
  readonly connections: readonly Weighed<ConnectionChange>[];
  /** Connections that cannot be decided. */
  readonly unknown: readonly Weighed<ConnectionChange>[];
  /** Workloads, Services and policies. */
  readonly objects: readonly Weighed<ObjectChange>[];
  /** Ways in from outside. */
  readonly exposures: readonly ExposureChange[];
}

/** The highest severity of all changes; undefined if there is no change. */
export const gravest = ({ connections, unknown, objects, exposures }: Difference): Severity | undefined => {
  const found = new Set([...connections, ...unknown, ...objects, ...exposures].map(({ severity }) => severity));
  return severities.findLast((severity) => found.has(severity));
};

/** Each change of connections, objects and ways in, with its severity by the settings of the new state. */
export function differenceOf(old: Model, now: Model, plans: readonly Plan[]): Difference {
  const state = (model: Model, other: Model): ConnectionState => ({
    connections: [...connections(model, { itself: true }), ...imaginedConnections(model, other)],
    titles: new Set(model.ends.map(({ title }) => title)),
    hinges: (connection) => hingesOf(model, connection),
  });
  const states = [state(old, now), state(now, old)] as const;
  const [allowed, unknown] = (['allowed', 'unknown'] as const).map((which) => withoutRepetitions(connectionChanges(...states, which), now));
  const severityOf = severityOfChange(old, now, plans);
  const weighed = (changes: readonly ConnectionChange[] = []) => changes.map((change) => ({ ...change, severity: severityOf(change) }));
  const objects = [...objectChanges(old, now), ...quietPolicyChanges(old, now, [...(allowed ?? []), ...(unknown ?? [])])];
  return {
    connections: weighed(allowed),
    unknown: weighed(unknown),
    objects: objects.map((change) => ({ ...change, severity: severityOfObject(change) })),
    exposures: changedExposures(old, now, plans),
  };
}
