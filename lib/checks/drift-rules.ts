import type { Rule } from './finding';

/** A rule of drift, whose check needs a live cluster in addition to the settings. */
export type DriftRule = Omit<Rule, 'check'>;

const rule = (name: string, severity: DriftRule['severity'], why: string, mend: string): DriftRule => ({ name, severity, why, mend });

/** Rules that compare a live cluster with the rendered objects; all other rules apply to it, too. */
export const driftRules = {
  objectMissing: rule(
    'object-missing',
    'error',
    'The ports that the object should open or close are not opened or closed.',
    'Apply what the settings render.',
  ),
  kindNotServed: rule(
    'kind-not-served',
    'error',
    'Without the definition of its kind the cluster can hold no such object, and earlier ones were removed with the definition.',
    'Install the custom resource definitions of the component, then apply what the settings render.',
  ),
  objectChanged: rule(
    'object-changed',
    'error',
    'Somebody changed the object in the cluster, so the proof of the settings does not hold for it.',
    'Apply what the settings render, or make the same change in the settings.',
  ),
  objectTerminating: rule(
    'object-terminating',
    'error',
    'An object that is being removed is gone soon, or waits for a finalizer; until then nothing can be created in its place.',
    'Wait until it is gone and apply what the settings render, or find out what its finalizers wait for.',
  ),
  objectLeftOver: rule(
    'object-left-over',
    'error',
    'An object of earlier settings still has effect: a policy still admits its peers, a Service or route still opens a way in.',
    'Remove it, and apply with --prune or a GitOps controller that prunes.',
  ),
  wayInAdded: rule(
    'way-in-added',
    'error',
    'Nobody proved or watches a way in that no settings describe.',
    'Remove the object, or add the way in to the settings; a waiver with its name accepts it until a day that you choose.',
  ),
  policyAdded: rule(
    'policy-added',
    'info',
    'Policies add up: no policy can close what another policy admits.',
    'Remove the policy, or allow the same under `allow` with a reason; a waiver with its name accepts it until a day that you choose.',
  ),
  serviceAdded: rule(
    'service-added',
    'info',
    'It opens nothing that policies close. A change of its type would open the ports to the outside.',
    'Nothing to do if you know who owns it.',
  ),
  podsMissing: rule(
    'pods-missing',
    'info',
    'For a workload without pods the answer is computed for the pods that the settings describe.',
    'Check the workload and the labels of its pods.',
  ),
} as const satisfies Readonly<Record<string, DriftRule>>;
