import type { Doubt } from '../evaluation/match';
import type { Model } from '../model/model';
import { namespaceNamed } from '../model/namespaces';
import { type CiliumProxy, type ClusterNode, imaginedPods, type PodGroup, type UnknownPod } from '../model/parties';
import type { BackendReference, RouteDialect, RouteObject, Way } from '../objects/route';
import { memoized } from '../sets/grouping';
import { type Attachment, attachmentsOf, type Detachment } from './attachments';
import { type Backend, type ResolvedPort, type ResolvedService, servicesByName } from './services';

/** Why a route does not lead to a backend. */
export type RouteProblem =
  | { readonly kind: 'missing-service'; readonly message: string }
  | { readonly kind: 'missing-port'; readonly message: string }
  /** In another namespace, without a ReferenceGrant. */
  | { readonly kind: 'not-granted'; readonly message: string }
  /** Neither a Service nor anything else that leads to pods in a known way. */
  | { readonly kind: 'unsupported-backend'; readonly message: string };

/** A backend of a route and where it leads. */
export interface ResolvedBackend {
  readonly reference: BackendReference;
  readonly service?: ResolvedService;
  /** Ports of the Service: one, or all if the route names none. */
  readonly ports: readonly ResolvedPort[];
  readonly backends: readonly Backend[];
  readonly problem?: RouteProblem;
  /** Why it may lead there or not. */
  readonly doubt?: Doubt;
}

/** One way of a route and where it leads. */
export interface ResolvedWay {
  readonly way: Way;
  readonly backends: readonly ResolvedBackend[];
}

/** A route and where it leads. */
export interface ResolvedRoute {
  readonly route: RouteObject;
  readonly ways: readonly ResolvedWay[];
  /** Only of Gateway API routes. */
  readonly attached: readonly Attachment[];
  readonly detached: readonly Detachment[];
}

/** The targets of all routes, in the order in which they were given. */
export const resolvedRoutes: (model: Model) => readonly ResolvedRoute[] = memoized((model: Model) =>
  model.objects.routes.map((route): ResolvedRoute => {
    const ways = route.ways.map((way) => ({ way, backends: way.backends.map((reference) => resolveBackend(reference, route, model)) }));
    return { route, ways, ...attachmentsOf(route, model) };
  }),
);

function resolveBackend(reference: BackendReference, route: RouteObject, model: Model): ResolvedBackend {
  const failed = (problem: RouteProblem): ResolvedBackend => ({ reference, ports: [], backends: [], problem });
  if (reference.kind !== 'Service' || reference.group !== '') {
    return failed({ kind: 'unsupported-backend', message: `${reference.kind} ${reference.namespace}/${reference.name} is not a Service` });
  }
  const name = `${reference.namespace}/${reference.name}`;
  if (route.dialect === 'gateway' && reference.namespace !== route.namespace && !isGranted(reference, route, model)) {
    return failed({ kind: 'not-granted', message: `no ReferenceGrant lets ${route.reference.kind}s of ${route.namespace} lead to Service ${name}` });
  }
  const service = servicesByName(model).get(name);
  if (service === undefined) return failed({ kind: 'missing-service', message: `there is no Service ${name}` });
  const { port } = reference;
  const ports =
    port === undefined ? service.ports : service.ports.filter((candidate) => candidate.port.port === port || candidate.port.name === port);
  if (ports.length > 0) return { reference, service, ports, backends: ports.flatMap(({ backends }) => backends) };
  const offered = service.ports.map((candidate) => [candidate.port.port, candidate.port.name].filter(Boolean).join(' ')).join(', ');
  const problem: RouteProblem = { kind: 'missing-port', message: `Service ${name} has no port ${port}; it has ${offered === '' ? 'none' : offered}` };
  const targets = service.ports.filter((candidate) => candidate.port.targetPort === port);
  if (targets.length === 0) return { ...failed(problem), service };
  const backends = targets.flatMap((candidate) => candidate.backends);
  // The port of an OpenShift Route is that of the pods.
  if (route.dialect === 'openshift') return { reference, service, ports: targets, backends };
  const reason = `${problem.message}; ${port} is a port of its pods, which ingress-nginx accepts and other controllers refuse`;
  return { reference, service, ports: targets, backends: route.dialect === 'ingress' ? backends : [], problem, doubt: { basis: 'backend', reason } };
}

const isGranted = (reference: BackendReference, route: RouteObject, model: Model): boolean =>
  model.objects.referenceGrants.some(
    ({ namespace, from, to }) =>
      namespace === reference.namespace &&
      from.some(
        ({ group, kind, namespace: source }) => group === 'gateway.networking.k8s.io' && kind === route.reference.kind && source === route.namespace,
      ) &&
      to.some(({ group, kind, name }) => group === '' && kind === 'Service' && (name === undefined || name === reference.name)),
  );

/** Name of the proxy of a route in lists of connections. */
export const controllerTitle = (dialect: RouteDialect): string => (dialect === 'gateway' ? '{gateway-controller}' : '{ingress-controller}');

/** The known proxies of a controller. */
type ControllerParty = PodGroup | ClusterNode | CiliumProxy;

/** The proxies of a route: the controllers that were named for it, with given or imagined pods, or else an unknown pod. */
export function controllerParties(route: RouteObject, className: string | undefined, model: Model): readonly (ControllerParty | UnknownPod)[] {
  const serving = model.assumptions.controllers.filter(
    ({ dialects, classNames }) =>
      (dialects === undefined || dialects.includes(route.dialect)) &&
      (classNames === undefined || className === undefined || classNames.includes(className)),
  );
  if (serving.length === 0) return [{ kind: 'unknown-pod', what: route.dialect === 'gateway' ? 'the gateway' : 'the ingress controller' }];
  return partiesOf(serving, model);
}

/** The proxies of Gateways, or of all other routes, if the controllers were named. */
export const namedControllers = (model: Model, leads: 'gateways' | 'ingresses'): readonly ControllerParty[] =>
  partiesOf(
    model.assumptions.controllers.filter(
      ({ dialects }) => dialects === undefined || dialects.some((dialect) => (dialect === 'gateway') === (leads === 'gateways')),
    ),
    model,
  );

/** Pods on the network of their nodes of which nothing else is known count as the nodes. */
const partiesOf = (controllers: Model['assumptions']['controllers'], model: Model): readonly ControllerParty[] =>
  controllers.flatMap(({ namespace, labels, hostNetwork = false, isCiliumProxy = false }): readonly ControllerParty[] => {
    if (isCiliumProxy) return [{ kind: 'cilium-proxy' }];
    const given = model.workloads
      .filter((workload) => workload.namespace === namespace)
      .flatMap(({ groups }) => groups.filter((group) => [...labels].every(([key, value]) => group.labels.get(key) === value)));
    if (given.length > 0) return given;
    return [hostNetwork && namespace === '' ? { kind: 'node' } : imaginedPods(namespaceNamed(namespace, model), labels, hostNetwork)];
  });
