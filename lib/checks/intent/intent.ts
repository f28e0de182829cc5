import type { Catalogue } from '../../catalogue';
import type { Plan, PlannedConnection, PlannedExposure, PodPort, ProxyListener } from '../../plan';
import type { AddressSet, Labels, Model, ObjectReference, PodEnd, PodGroup, Workload } from '../../reachability';

/** What should be, against which the checks hold what is. */
export interface Intent {
  readonly catalogue: Catalogue;
  /** @default - no settings at hand: the catalogue alone speaks */
  readonly plan?: Plan;
  /** Which of the pods are BlueMind's. */
  readonly pods: readonly IntendedPods[];
  /** Machines outside the cluster that are BlueMind's, which no policy guards. */
  readonly machines: readonly IntendedMachines[];
  /** Connections that BlueMind needs, between what is named by `IntendedPods.name`. */
  readonly connections: readonly PlannedConnection[];
}

/** Pods of BlueMind, with what they should be. */
export interface IntendedPods {
  /** Name of the planned workload, or what the manifests call them. */
  readonly name: string;
  readonly end: PodEnd;
  readonly workload: Workload;
  /** One of its pods: to policies all are alike. */
  readonly group: PodGroup;
  readonly ports: readonly PodPort[];
  readonly proxyListeners: readonly ProxyListener[];
}

/** What pods and machines of BlueMind have in common. */
export interface IntendedServer extends Pick<IntendedPods, 'name' | 'ports' | 'proxyListeners'> {
  readonly workload: Pick<Workload, 'title'>;
}

/** Machines of BlueMind, with what they should be. */
export interface IntendedMachines extends IntendedServer {
  /** One by one, since rules may treat them differently. */
  readonly addresses: readonly AddressSet[];
}

/** The pods of a model that policies can tell apart, with one to ask for each. */
export const endsOf = (model: Model) => model.ends.map((end) => ({ end, workload: end.workload, group: end.groups[0] }));

/** Whether pods or namespaces carry labels, among others. */
export const carries = (labels: Labels, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([key, value]) => labels.get(key) === value);

/** The decision of the settings on an external port, where there is one. */
export const exposureOf = ({ plan }: Intent, port: string): PlannedExposure | undefined => plan?.exposures.find((exposure) => exposure.port === port);

/**
 * Whether a port may be reached from outside: chosen by the settings, or external by the catalogue where there are none.
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

/** Namespaces in which BlueMind's pods are, or its objects should be; none where there is no trace of BlueMind. */
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
 * How grave a fault of an object by itself is: what others keep in the same cluster or app is their business, what they keep in BlueMind's namespaces
 * is worth a look, and what the plan renders must be right. Without a plan all of BlueMind's namespaces must.
 */
export function graveness(intent: Intent, { name, namespace }: Pick<ObjectReference, 'name' | 'namespace'>): 'error' | 'warning' | undefined {
  const { plan } = intent;
  if (plan && isPlanned(plan, name)) return 'error';
  const namespaces = namespacesOf(intent);
  if (namespace !== undefined && namespaces.size > 0 && !namespaces.has(namespace)) return undefined;
  return plan ? 'warning' : 'error';
}
