import { type Catalogue, catalogues, isExternal, isNetworkPort, lastNumber, type Release } from '../catalogue';
import type { Plan, PlannedConnection, PlannedExposure, PodPort, ProxyListener } from '../plan';
import {
  type AddressSet,
  type Labels,
  type Model,
  type ModelOptions,
  type PodEnd,
  type PodGroup,
  parseAddressSet,
  resolvedServices,
  type StandIn,
  type Workload,
} from '../reachability';

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

/** What the evaluation needs to know besides manifests, as a plan tells it: the workloads stand in where manifests hold no pods. */
export function modelOptionsOf({ workloads, cluster }: Plan): ModelOptions {
  return {
    standIns: workloads.map(
      ({ name, namespace, podLabels, ports, proxyListeners }): StandIn => ({
        namespace,
        name,
        labels: podLabels,
        ports: [
          ...ports.flatMap(({ name: port, protocol, podNumber, podEndNumber }) =>
            Array.from({ length: podEndNumber - podNumber + 1 }, (_, index) => ({
              protocol,
              port: podNumber + index,
              ...(podEndNumber === podNumber && { name: port }),
            })),
          ),
          ...proxyListeners
            .filter(({ podNumber }) => !ports.some((port) => port.podNumber <= podNumber && podNumber <= port.podEndNumber))
            .map(({ protocol, podNumber }) => ({ protocol, port: podNumber })),
        ],
      }),
    ),
    ...(cluster.podCidrs.length > 0 && { podAddresses: cluster.podCidrs }),
    ...(cluster.nodeCidrs.length > 0 && { nodeAddresses: cluster.nodeCidrs }),
    controllers: cluster.controllers.map(({ source }) =>
      source.kind === 'pods' ? { namespace: source.namespace, labels: source.podLabels } : { namespace: '', labels: {}, hostNetwork: true },
    ),
  };
}

/** What a plan intends for the pods of a model. */
export const intentOfPlan = (model: Model, plan: Plan): Intent => ({
  catalogue: catalogues[plan.release],
  plan,
  pods: endsOf(model).flatMap(({ end, workload, group }) =>
    plan.workloads
      .filter(({ namespace, podLabels }) => group.namespace.name === namespace && carries(group.labels, podLabels))
      .map(({ name, ports, proxyListeners }) => ({ name, end, workload, group, ports, proxyListeners })),
  ),
  machines: plan.machines.map(({ name, addresses, ports, proxyListeners }) => ({
    name,
    workload: { title: `the machines of workload '${name}'` },
    addresses: addresses.map((address) => parseAddressSet(address) ?? []),
    ports,
    proxyListeners,
  })),
  connections: plan.connections,
});

/** Labels by which pods are BlueMind's where no settings say so. */
export const bluemindLabels = { 'app.kubernetes.io/name': 'bluemind' } as const;

/**
 * What the catalogue alone intends: pods with these labels are BlueMind's, and they have the ports of the catalogue that their containers declare
 * or their Services lead to.
 */
export function intentOfCatalogue(model: Model, release: Release, labels: Readonly<Record<string, string>> = bluemindLabels): Intent {
  const catalogue = catalogues[release];
  const pods = endsOf(model)
    .filter(({ group }) => carries(group.labels, labels))
    .map(({ end, workload, group }) => ({
      name: workload.title,
      end,
      workload,
      group,
      ports: knownPorts(model, end, catalogue),
      proxyListeners: [],
    }));
  const componentsAt = ({ ports }: IntendedPods) => new Set(ports.map(({ component }) => component));
  return {
    catalogue,
    pods,
    machines: [],
    connections: catalogue.connections
      .filter(({ loopback }) => !loopback)
      .flatMap(({ from, to, port, description }) =>
        pods
          .filter((source) => componentsAt(source).has(from))
          .flatMap((source) =>
            pods
              .filter((destination) => destination.ports.some(({ name }) => name === port))
              .map((destination) => ({ from, fromWorkload: source.name, to, toWorkload: destination.name, port, description })),
          ),
      ),
  };
}

/** Without pods among the manifests the Services' selectors tell which there are. */
export const standInsOfServices = (model: Model, labels: Readonly<Record<string, string>>): readonly StandIn[] => {
  const selectors = new Map(
    model.objects.services.flatMap(({ namespace, selector }) =>
      selector ? [[`${namespace} ${JSON.stringify([...selector].sort())}`, { namespace, selector }] as const] : [],
    ),
  );
  return [...selectors.values()]
    .filter(({ selector }) => carries(selector, labels))
    .map(({ namespace, selector }) => ({
      namespace,
      name: selector.get('app.kubernetes.io/component') ?? [...selector.values()].join('-'),
      labels: Object.fromEntries(selector),
      ports: [],
    }));
};

function knownPorts(model: Model, end: PodEnd, catalogue: Catalogue): readonly PodPort[] {
  const served = resolvedServices(model).flatMap(({ ports }) =>
    ports.flatMap(({ port, backends }) =>
      backends.flatMap((backend) =>
        backend.kind === 'pods' && backend.end === end ? [{ name: port.name, number: backend.port, protocol: backend.protocol }] : [],
      ),
    ),
  );
  return catalogue.ports.filter(isNetworkPort).flatMap((port): PodPort[] => {
    const last = lastNumber(port);
    const declared = end.groups[0].ports.find(
      (own) => own.protocol === port.protocol && (own.name === port.name || (port.number <= own.port && own.port <= last)),
    );
    const target = served.find(
      ({ name, number, protocol }) =>
        protocol === port.protocol && (name === port.name || name === `${port.name}-${port.number}` || (port.number <= number && number <= last)),
    );
    const podNumber =
      declared?.name === port.name
        ? declared.port
        : target?.name === port.name || target?.name === `${port.name}-${port.number}`
          ? target.number
          : port.number;
    if (!declared && !target) return [];
    return [
      {
        name: port.name,
        component: port.component,
        audience: port.audience,
        protocol: port.protocol,
        number: port.number,
        endNumber: last,
        podNumber,
        podEndNumber: podNumber + last - port.number,
        ...(isExternal(port) && {
          external: { need: port.need, encryption: port.encryption, ...(port.redirectsTo !== undefined && { redirectsTo: port.redirectsTo }) },
        }),
      },
    ];
  });
}

const endsOf = (model: Model) => model.ends.map((end) => ({ end, workload: end.workload, group: end.groups[0] }));

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
