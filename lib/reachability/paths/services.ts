import { namedPorts } from '../evaluation/match';
import type { Model, PodEnd } from '../model/model';
import type { PodGroup } from '../model/parties';
import type { EndpointsObject } from '../objects/endpoints';
import type { ServiceObject, ServicePort } from '../objects/service';
import type { AddressSet } from '../sets/address-sets';
import { groupBy, memoized } from '../sets/grouping';
import { overlaps } from '../sets/intervals';
import { type Protocol, portRanges } from '../sets/ports';

/** A port of some pods, or of an address outside pods. */
export type Backend =
  | {
      readonly kind: 'pods';
      readonly end: PodEnd;
      readonly protocol: Protocol;
      readonly port: number;
      /** Whether a container of all these pods declares the port. Informational: an undeclared port may also work. */
      readonly declared: boolean;
    }
  | { readonly kind: 'address'; readonly addresses: AddressSet; readonly protocol: Protocol; readonly port: number };

/** Why a Service port has no target. */
export type ServiceProblem =
  /** The selector selects no pods. */
  | { readonly kind: 'no-pods' }
  /** The name of the target port is not declared, with that protocol, by some pods of these ends. */
  | { readonly kind: 'unresolved-port-name'; readonly name: string; readonly ends: readonly PodEnd[] }
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
  /** Pods that its selector selects; perhaps only some of an end. */
  readonly pods: readonly { readonly end: PodEnd; readonly group: PodGroup }[];
  readonly ports: readonly ResolvedPort[];
}

/** The targets of all Services, in the order in which they were given. */
export const resolvedServices: (model: Model) => readonly ResolvedService[] = memoized((model: Model) => {
  const podsOf = podFinder(model);
  return model.objects.services.map((service): ResolvedService => {
    if (service.type === 'ExternalName') return { service, pods: [], ports: service.ports.map((port) => ({ port, backends: [], problems: [] })) };
    if (service.selector === undefined) return resolveByEndpoints(service, model);
    const pods = podsOf(service.namespace, service.selector);
    return { service, pods, ports: service.ports.map((port) => resolvePort(port, pods)) };
  });
});

/** The Services of a model by `namespace/name`. */
export const servicesByName: (model: Model) => ReadonlyMap<string, ResolvedService> = memoized(
  (model: Model) =>
    new Map(resolvedServices(model).map((resolved) => [`${resolved.service.namespace}/${resolved.service.reference.name}`, resolved])),
);

/** Finds pods by labels. Checks only the pods with one of the labels, so that it is fast for each Service. */
function podFinder(model: Model): (namespace: string, selector: ReadonlyMap<string, string>) => ResolvedService['pods'] {
  const labelled = model.ends.flatMap((end) => end.groups.flatMap((group) => [...group.labels].map(([key, value]) => ({ end, group, key, value }))));
  const byLabel = groupBy(labelled, ({ end, key, value }) => `${end.workload.namespace} ${key}=${value}`);
  return (namespace, selector) => {
    const lists = [...selector].map(([key, value]) => byLabel.get(`${namespace} ${key}=${value}`) ?? []);
    const shortest = lists.reduce((short, list) => (list.length < short.length ? list : short));
    return shortest.filter(({ group }) => [...selector].every(([key, value]) => group.labels.get(key) === value));
  };
}

/** The pods' ports that a Service port leads to. It is the same for headless Services: their clients choose ports themselves, their proxies do not. */
function resolvePort(port: ServicePort, pods: ResolvedService['pods']): ResolvedPort {
  if (pods.length === 0) return { port, backends: [], problems: [{ kind: 'no-pods' }] };
  const { targetPort: target, protocol } = port;
  const found = pods.map(({ end, group }) => ({
    end,
    group,
    numbers:
      typeof target === 'number' ? [target] : portRanges(namedPorts(group, target, [protocol])).flatMap(({ first, last }) => from(first, last)),
  }));
  const unresolved = new Set(found.filter(({ numbers }) => numbers.length === 0).map(({ end }) => end));
  const problems: readonly ServiceProblem[] =
    unresolved.size === 0 || typeof target === 'number' ? [] : [{ kind: 'unresolved-port-name', name: target, ends: [...unresolved] }];
  return {
    port,
    backends: distinct(found.flatMap(({ end, group, numbers }) => numbers.map((number) => podBackend(end, group, protocol, number)))),
    problems,
  };
}

const podBackend = (end: PodEnd, group: PodGroup, protocol: Protocol, port: number): Backend => ({
  kind: 'pods',
  end,
  protocol,
  port,
  declared: group.ports.some((own) => own.port === port && own.protocol === protocol),
});

/** Backends without repetitions: pods that policies cannot distinguish are one. */
function distinct(backends: readonly Backend[]): readonly Backend[] {
  const byKey = groupBy(backends, (backend) => (backend.kind === 'pods' ? `${backend.end.title} ${backend.protocol} ${backend.port}` : backend));
  return [...byKey.values()].flatMap((same): readonly Backend[] => {
    const [first] = same;
    return first?.kind === 'pods' ? [{ ...first, declared: same.every((backend) => backend.kind === 'pods' && backend.declared) }] : same;
  });
}

const from = (first: number, last: number): readonly number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** A Service without a selector leads to the targets of its EndpointSlices: to pods, if they name one or its address, or to other addresses. */
function resolveByEndpoints(service: ServiceObject, model: Model): ResolvedService {
  const slices = model.objects.endpoints.filter((slice) => slice.namespace === service.namespace && slice.service === service.reference.name);
  return {
    service,
    pods: [],
    ports: service.ports.map((port) => {
      const backends = distinct(slices.flatMap((slice) => sliceBackends(slice, port, model)));
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
            return found ? podBackend(found.end, found.group, protocol, number) : { kind: 'address', addresses, protocol, port: number };
          }),
    );
}

function findPod(model: Model, namespace: string, pod: string | undefined, addresses: AddressSet) {
  for (const end of model.ends) {
    for (const group of end.groups) {
      const isNamed = pod !== undefined && end.workload.namespace === namespace && group.pods.includes(pod);
      if (isNamed || (pod === undefined && group.addresses !== undefined && overlaps(group.addresses, addresses))) return { end, group };
    }
  }
  return undefined;
}
