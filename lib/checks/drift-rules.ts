import type { Rule } from './finding';

/** What a rule of drift says, whose check needs a live cluster beside the settings. */
export type DriftRule = Omit<Rule, 'check'>;

const rule = (name: string, severity: DriftRule['severity'], why: string, mend: string): DriftRule => ({ name, severity, why, mend });

/** Rules that hold a live cluster against what is rendered; beside them all others hold for it. */
export const driftRules = {
  objectMissing: rule(
    'object-missing',
    'error',
    'What the object was to open or to close is not opened or closed.',
    'Apply what the settings render.',
  ),
  kindNotServed: rule(
    'kind-not-served',
    'error',
    'Without the definition of its kind no such object can be in the cluster, and what there were are gone with it.',
    'Install the custom resource definitions of the component, then apply what the settings render.',
  ),
  objectChanged: rule(
    'object-changed',
    'error',
    'Somebody changed the object in the cluster: what was proved of the settings does not hold for it.',
    'Apply what the settings render, or take the change into the settings.',
  ),
  objectTerminating: rule(
    'object-terminating',
    'error',
    'What is being removed is gone in a moment, or waits for a finalizer while nothing can be made in it.',
    'Wait until it is gone and apply what the settings render, or look for what its finalizers wait for.',
  ),
  objectLeftOver: rule(
    'object-left-over',
    'error',
    'An object of earlier settings still works: a policy adds what it admits to all others, a Service or route keeps its way in.',
    'Remove it, and apply with --prune or a GitOps controller that prunes.',
  ),
  wayInAdded: rule(
    'way-in-added',
    'error',
    'A way in that no settings describe is one that nobody proved or watches.',
    'Remove the object, or choose the way in the settings in its place; a waiver with its name accepts it for a while.',
  ),
  policyAdded: rule(
    'policy-added',
    'info',
    'Policies add up: what one admits, no other closes again.',
    'Remove the policy, or allow what it admits with a reason under `allow`; a waiver with its name accepts it for a while.',
  ),
  serviceAdded: rule(
    'service-added',
    'info',
    'It opens nothing that policies close, and whoever changes its type opens the ports to the outside.',
    'Nothing to do where you know whose it is.',
  ),
  podsMissing: rule(
    'pods-missing',
    'info',
    'What is computed of a workload without pods is of what the settings say that its pods are.',
    'Look after the workload, or after the labels of its pods.',
  ),
} as const satisfies Readonly<Record<string, DriftRule>>;
