import type { Catalogue } from '../../catalogue';
import type { Plan, PlannedConnection, PlannedExposure, PodPort, ProxyListener } from '../../plan';
import type { AddressSet, Labels, Model, ObjectReference, PodEnd, PodGroup, Workload } from '../../reachability';

/** The intent, with which the checks compare reality. */
export interface Intent {
  readonly catalogue: Catalogue;
  /** @default - there are no settings: only the catalogue counts */
  readonly plan?: Plan;
  /** Which of the pods are BlueMind's. */
  readonly pods: readonly IntendedPods[];
  /** BlueMind's machines outside the cluster, which no policy protects. */
  readonly machines: readonly IntendedMachines[];
  /** Connections that BlueMind needs, between pods by `IntendedPods.name`. */
  readonly connections: readonly PlannedConnection[];
}

/** Pods of BlueMind, with the intent for them. */
export interface IntendedPods {
  /** Name of the planned workload, or their name in the manifests. */
  readonly name: string;
  readonly end: PodEnd;
  readonly workload: Workload;
  /** One of its pods: policies treat all of them equally. */
  readonly group: PodGroup;
  readonly ports: readonly PodPort[];
  readonly proxyListeners: readonly ProxyListener[];
}

/** Fields that pods and machines of BlueMind share. */
export interface IntendedServer extends Pick<IntendedPods, 'name' | 'ports' | 'proxyListeners'> {
  readonly workload: Pick<Workload, 'title'>;
}

/** Machines of BlueMind, with the intent for them. */
export interface IntendedMachines extends IntendedServer {
  /** One by one, since rules may treat them differently. */
  readonly addresses: readonly AddressSet[];
}

/** The groups of pods that policies can distinguish, with one example for each. */
export const endsOf = (model: Model) => model.ends.map((end) => ({ end, workload: end.workload, group: end.groups[0] }));

/** Whether pods or namespaces carry labels, among others. */
export const carries = (labels: Labels, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([key, value]) => labels.get(key) === value);

/** The decision of the settings about an external port, if there is one. */
export const exposureOf = ({ plan }: Intent, port: string): PlannedExposure | undefined => plan?.exposures.find((exposure) => exposure.port === port);

/**
 * Whether a port may be reached from outside: chosen by the settings, or external by the catalogue if there are no settings.
 * @param workload the one that is reached, since several may serve the port. @default - any
 */
export const mayBeExposed = ({ plan }: Intent, { name, audience }: PodPort, workload?: string): boolean =>
  audience === 'external' &&
  (plan === undefined ||
    plan.exposures.some(
      (exposure) => exposure.kind === 'exposed' && exposure.port === name && (workload === undefined || exposure.workload === workload),
    ));

/** The port at a number of BlueMind's pods. */
export const portAt = ({ ports }: IntendedServer, protocol: string, number: number): PodPort | undefined =>
  ports.find((port) => port.protocol === protocol && port.podNumber <= number && number <= port.podEndNumber);

/** The listener that expects a PROXY header at a number of BlueMind's pods. */
export const proxyListenerAt = ({ proxyListeners }: IntendedServer, protocol: string, number: number): ProxyListener | undefined =>
  proxyListeners.find((listener) => listener.protocol === protocol && listener.podNumber === number);

/** Namespaces of BlueMind's pods and planned objects; none if there is no trace of BlueMind. */
const namespacesOf = ({ plan, pods }: Intent): ReadonlySet<string> =>
  new Set([...pods.map(({ group }) => group.namespace.name), ...(plan ? plannedNamespaces(plan) : [])]);

/** Namespaces in which a plan has objects. */
export const plannedNamespaces = (plan: Plan): readonly string[] => [
  plan.namespace,
  ...[...plan.services, ...plan.traffic, ...plan.entries].map(({ namespace }) => namespace),
];

/** Whether the plan has an object of that name. */
export const isPlanned = (plan: Plan, name: string): boolean =>
  [...plan.services, ...plan.traffic, ...plan.egress, ...plan.entries].some((planned) => planned.name === name);

/**
 * Severity of a fault that concerns only one object: objects of others in the same cluster or app do not count, objects of others in BlueMind's namespaces
 * give warnings, and rendered objects give errors. Without a plan, all objects in BlueMind's namespaces give errors.
 */
export function graveness(intent: Intent, { name, namespace }: Pick<ObjectReference, 'name' | 'namespace'>): 'error' | 'warning' | undefined {
  const { plan } = intent;
  if (plan && isPlanned(plan, name)) return 'error';
  const namespaces = namespacesOf(intent);
  if (namespace !== undefined && namespaces.size > 0 && !namespaces.has(namespace)) return undefined;
  return plan ? 'warning' : 'error';
}
