import type { Construct } from 'constructs';
import { Admission, annotate, DnsEndpoint, EgressGateways, EntryPoints, Monitoring, Namespaces, Policies, Services } from '../constructs';
import type { Plan } from '../plan/model';
import { leaveSettings } from './leave-settings';

/** Ids of the constructs below a network, each with its content; an object's own id is its name. They never change, so that patches find them. */
export const networkChildren = {
  namespace: 'namespace',
  admission: 'admission',
  services: 'services',
  policies: 'network-policies',
  egressGateways: 'egress-gateways',
  entryPoints: 'entry-points',
  dns: 'dns',
  monitoring: 'monitoring',
} as const;

/** Renders policies again when peers are allowed later. */
export interface PolicyScopes {
  readonly admission: Construct;
  readonly policies: Construct;
}

/**
 * Adds the objects of a plan to a scope.
 * @param settings that the validation plugin reads, in their state when the app is synthesised
 */
export function buildNetwork(scope: Construct, plan: Plan, settings: () => object): PolicyScopes {
  const ids = networkChildren;
  if (plan.createNamespace) new Namespaces(scope, ids.namespace, plan);
  const admission = new Admission(scope, ids.admission, plan);
  new Services(scope, ids.services, plan);
  const policies = new Policies(scope, ids.policies, plan);
  new EgressGateways(scope, ids.egressGateways, plan);
  new EntryPoints(scope, ids.entryPoints, plan);
  new DnsEndpoint(scope, ids.dns, plan);
  new Monitoring(scope, ids.monitoring, plan);
  leaveTraces(scope, plan, settings);
  return { admission, policies };
}

/** Gives every object the annotations that settings define, and the first object the settings. */
export function leaveTraces(scope: Construct, plan: Plan, settings: () => object): void {
  annotate(scope, plan);
  leaveSettings(scope, settings);
}
