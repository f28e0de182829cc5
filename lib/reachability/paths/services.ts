import { namedPorts } from '../evaluation/match';
import type { Model } from '../model/model';
import type { PodGroup, Workload } from '../model/parties';
import type { EndpointsObject } from '../objects/endpoints';
import type { ServiceObject, ServicePort } from '../objects/service';
import type { AddressSet } from '../sets/address-sets';
import { memoized } from '../sets/grouping';
import { overlaps } from '../sets/intervals';
import { type Protocol, portRanges } from '../sets/ports';

/** A port of some pods, or of an address that is no pod's. */
export type Backend =
  | {
      readonly kind: 'pods';
      readonly workload: Workload;
      readonly group: PodGroup;
      readonly protocol: Protocol;
      readonly port: number;
      /** Whether a container declares the port. Informational: an undeclared one may work all the same. */
      readonly declared: boolean;
    }
  | { readonly kind: 'address'; readonly addresses: AddressSet; readonly protocol: Protocol; readonly port: number };

/** What keeps a Service port from leading somewhere. */
export type ServiceProblem =
  /** The selector selects no pods. */
  | { readonly kind: 'no-pods' }
  /** The name of the target port is not declared, with that protocol, by these workloads. */
  | { readonly kind: 'unresolved-port-name'; readonly name: string; readonly workloads: readonly Workload[] }
  /** There is neither a selector nor an EndpointSlice. */
  | { readonly kind: 'no-endpoints' };

/** A port of a Service and where it leads. */
export interface ResolvedPort {
  readonly port: ServicePort;
  readonly backends: readonly Backend[];
  readonly problems: readonly ServiceProblem[];
}

/** A Service and where it leads. */
export interface ResolvedService {
  readonly service: ServiceObject;
  /** Pods that its selector selects. */
  readonly pods: readonly { readonly workload: Workload; readonly group: PodGroup }[];
  readonly ports: readonly ResolvedPort[];
}

/** Where all Services lead, in the order in which they were given. */
export const resolvedServices: (model: Model) => readonly ResolvedService[] = memoized((model: Model) => {
  const podsOf = podFinder(model);
  return model.objects.services.map((service): ResolvedService => {
    if (service.type === 'ExternalName') return { service, pods: [], ports: service.ports.map((port) => ({ port, backends: [], problems: [] })) };
    if (service.selector === undefined) return resolveByEndpoints(service, model);
    const pods = podsOf(service.namespace, service.selector);
    return { service, pods, ports: service.ports.map((port) => resolvePort(service, port, pods)) };
  });
});

/** The Services of a model by `namespace/name`. */
export const servicesByName: (model: Model) => ReadonlyMap<string, ResolvedService> = memoized(
  (model: Model) =>
    new Map(resolvedServices(model).map((resolved) => [`${resolved.service.namespace}/${resolved.service.reference.name}`, resolved])),
);

/** Finds pods by labels. Goes through the pods that carry one of the labels, so that it costs little per Service. */
function podFinder(model: Model) {
  const byLabel = new Map<string, { readonly workload: Workload; readonly group: PodGroup }[]>();
  for (const workload of model.workloads) {
    for (const group of workload.groups) {
      for (const [key, value] of group.labels) {
        const index = `${workload.namespace} ${key}=${value}`;
        const list = byLabel.get(index);
        if (list) list.push({ workload, group });
        else byLabel.set(index, [{ workload, group }]);
      }
    }
  }
  return (namespace: string, selector: ReadonlyMap<string, string>) => {
    const lists = [...selector].map(([key, value]) => byLabel.get(`${namespace} ${key}=${value}`) ?? []);
    const shortest = lists.reduce((short, list) => (list.length < short.length ? list : short));
    return shortest.filter(({ group }) => [...selector].every(([key, value]) => group.labels.get(key) === value));
  };
}

function resolvePort(service: ServiceObject, port: ServicePort, pods: ResolvedService['pods']): ResolvedPort {
  if (pods.length === 0) return { port, backends: [], problems: [{ kind: 'no-pods' }] };
  // Clients of a headless Service find the pods' addresses, so that they use the port as it is named.
  const target = service.headless && typeof port.targetPort === 'number' ? port.port : port.targetPort;
  const backends: Backend[] = [];
  const unresolved: Workload[] = [];
  for (const { workload, group } of pods) {
    const numbers =
      typeof target === 'number' ? [target] : portRanges(namedPorts(group, target, [port.protocol])).flatMap(({ first, last }) => from(first, last));
    if (numbers.length === 0) unresolved.push(workload);
    for (const number of numbers) {
      const declared = group.ports.some((own) => own.port === number && own.protocol === port.protocol);
      backends.push({ kind: 'pods', workload, group, protocol: port.protocol, port: number, declared });
    }
  }
  const problems: readonly ServiceProblem[] =
    unresolved.length === 0 || typeof target === 'number' ? [] : [{ kind: 'unresolved-port-name', name: target, workloads: unresolved }];
  return { port, backends, problems };
}

const from = (first: number, last: number): readonly number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** A Service without a selector leads where EndpointSlices say: to pods, if they say or share an address, or to other addresses. */
function resolveByEndpoints(service: ServiceObject, model: Model): ResolvedService {
  const slices = model.objects.endpoints.filter((slice) => slice.namespace === service.namespace && slice.service === service.reference.name);
  return {
    service,
    pods: [],
    ports: service.ports.map((port) => {
      const backends = slices.flatMap((slice) => sliceBackends(slice, port, model));
      return { port, backends, problems: backends.length === 0 ? [{ kind: 'no-endpoints' }] : [] };
    }),
  };
}

function sliceBackends(slice: EndpointsObject, port: ServicePort, model: Model): readonly Backend[] {
  return slice.ports
    .filter(({ name, protocol }) => name === (port.name ?? '') && protocol === port.protocol)
    .flatMap(({ protocol, port: number }) =>
      number === undefined
        ? []
        : slice.endpoints.map(({ addresses, pod }): Backend => {
            const found = findPod(model, slice.namespace, pod, addresses);
            if (!found) return { kind: 'address', addresses, protocol, port: number };
            const declared = found.group.ports.some((own) => own.port === number && own.protocol === protocol);
            return { kind: 'pods', ...found, protocol, port: number, declared };
          }),
    );
}

function findPod(model: Model, namespace: string, pod: string | undefined, addresses: AddressSet) {
  for (const workload of model.workloads) {
    for (const group of workload.groups) {
      const isNamed = pod !== undefined && workload.namespace === namespace && group.pods.includes(pod);
      if (isNamed || (pod === undefined && group.addresses !== undefined && overlaps(group.addresses, addresses))) return { workload, group };
    }
  }
  return undefined;
}
