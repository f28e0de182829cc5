import { doubted } from './evaluation/connectivity';
import type { Doubt } from './evaluation/match';
import { type Explanation, explain, type Verdict, verdictOn } from './explain';
import type { ObjectReference } from './input/manifest';
import type { Model, PodEnd } from './model/model';
import type { ClusterNode, ExternalAddresses, Party } from './model/parties';
import type { ServiceObject, ServicePort } from './objects/service';
import { controllerPods, type ResolvedBackend, type ResolvedRoute, resolvedRoutes } from './paths/routes';
import { type Backend, resolvedServices } from './paths/services';
import type { AddressSet } from './sets/address-sets';
import { groupBy, memoized } from './sets/grouping';
import { cut, intersection, union } from './sets/intervals';
import type { Protocol } from './sets/ports';

/** How clients outside the cluster get in. */
export type Access =
  /** The address of a load balancer. */
  | 'load-balancer'
  /** A port of every node. */
  | 'node-port'
  /** An address that the cluster's nodes have taken for a Service. */
  | 'external-ip'
  /** A port of the nodes that the pod runs on, led to it. */
  | 'host-port'
  /** The pod uses the network of its node. */
  | 'host-network'
  /** A proxy in the cluster: an ingress controller or a gateway. */
  | 'controller';

/** Where an entry leads. */
export type EntryDestination =
  | { readonly kind: 'pods'; readonly end: PodEnd; readonly protocol: Protocol; readonly port: number }
  | { readonly kind: 'address'; readonly addresses: AddressSet; readonly protocol: Protocol; readonly port: number };

/** A way from outside the cluster to a port of a pod. */
export interface Entry {
  readonly access: Access;
  readonly protocol: Protocol;
  /** Port that clients connect to. Unset where the cluster chooses it, or a controller does. */
  readonly port?: number;
  /** Host names or entry points that pick this way; empty picks all. */
  readonly matches: readonly string[];
  /** Objects on the way, from outside to inside: Service; Gateway, TCPRoute, Service; Pod. */
  readonly objects: readonly ObjectReference[];
  /** The Service in front of the pods, and its port. */
  readonly service?: { readonly service: ServiceObject; readonly port: ServicePort };
  /** Clients that the entry itself lets in, whatever the policies. */
  readonly clients: AddressSet;
  /** Source address that the pod and its policies see. */
  readonly seenAs: 'client' | 'node' | 'controller';
  readonly destination: EntryDestination;
  readonly verdict: Verdict;
  /** Clients that get through to the pod. Empty unless the verdict is allowed. */
  readonly admitted: AddressSet;
  /** Ways to the controller, where its pods are given. */
  readonly through: readonly Entry[];
  /** What the policies make of it, with their rules; of one client, where they treat clients differently. */
  readonly explain: () => Explanation | undefined;
}

const node: ClusterNode = { kind: 'node' };

/** All ways from outside to pods, in the order in which the objects were given. Also those that policies close: their verdict is denied. */
export const entries: (model: Model) => readonly Entry[] = memoized((model: Model): readonly Entry[] => {
  const direct = [...serviceEntries(model), ...hostEntries(model)];
  return [...direct, ...resolvedRoutes(model).flatMap((route) => routeEntries(model, route, direct))];
});

/** A way in before it is known what policies make of it. */
type Way = Pick<Entry, 'access' | 'protocol' | 'port' | 'matches' | 'objects' | 'service' | 'clients' | 'seenAs'>;

function serviceEntries(model: Model): readonly Entry[] {
  return resolvedServices(model).flatMap(({ service, ports }) =>
    ports.flatMap(({ port, backends }) => accessesOf(service, port, model).flatMap((way) => backends.map((backend) => leadTo(model, way, backend)))),
  );
}

/** Ways that a Service opens to one of its ports. */
function accessesOf(service: ServiceObject, port: ServicePort, model: Model): readonly Way[] {
  const { assumptions, world } = model;
  const isLoadBalancer = service.type === 'LoadBalancer';
  const way = { protocol: port.protocol, matches: [], objects: [service.reference], service: { service, port }, clients: world };
  const local = service.externalTrafficPolicy === 'Local';
  const ways: Way[] = [];
  if (isLoadBalancer) {
    const ranges = assumptions.sourceRanges === 'enforced' ? service.sourceRanges : undefined;
    const clients = ranges ? intersection(ranges, world) : world;
    ways.push({
      ...way,
      access: 'load-balancer',
      port: port.port,
      clients,
      seenAs: local && assumptions.clientAddress === 'kept' ? 'client' : 'node',
    });
  }
  if (service.type === 'NodePort' || (isLoadBalancer && (service.allocatesNodePorts || port.nodePort !== undefined))) {
    ways.push({ ...way, access: 'node-port', ...(port.nodePort !== undefined && { port: port.nodePort }), seenAs: local ? 'client' : 'node' });
  }
  if (service.externalAddresses.length > 0) ways.push({ ...way, access: 'external-ip', port: port.port, seenAs: local ? 'client' : 'node' });
  return ways;
}

/** Ports that pods open on their nodes by themselves. */
function hostEntries(model: Model): readonly Entry[] {
  return model.ends.flatMap((end) => {
    const opened = end.groups.flatMap((group) =>
      group.ports.flatMap(({ protocol, port, hostPort }) => {
        const open = group.hostNetwork ? port : hostPort;
        return open === undefined ? [] : [{ group, protocol, port, open }];
      }),
    );
    const distinct = groupBy(opened, ({ protocol, port, open }) => `${protocol} ${port} ${open}`);
    return [...distinct.values()].flatMap(([first]) => {
      if (first === undefined) return [];
      const { group, protocol, port, open } = first;
      const access = group.hostNetwork ? 'host-network' : 'host-port';
      const way: Way = { access, protocol, port: open, matches: [], objects: [group.reference], clients: model.world, seenAs: 'client' };
      return [leadTo(model, way, { kind: 'pods', end, protocol, port, declared: true })];
    });
  });
}

const noPod: Doubt = { basis: 'backend', reason: 'it leads to an address that is none of the given pods’' };

/** A way in with what policies make of it. */
function leadTo(model: Model, way: Way, backend: Backend): Entry {
  if (backend.kind === 'address') {
    const verdict: Verdict = { kind: 'unknown', doubts: [noPod] };
    return { ...way, destination: backend, verdict, admitted: [], through: [], explain: () => undefined };
  }
  const { end, protocol, port } = backend;
  const [group] = end.groups;
  const destination: EntryDestination = { kind: 'pods', end, protocol, port };
  const sources = way.seenAs === 'client' ? clientsOf(model, way.clients) : [node];
  const verdicts = sources.map((source) => ({ source, verdict: verdictOn(model.evaluator.between(source, group), protocol, port) }));
  const best =
    verdicts.find(({ verdict }) => verdict.kind === 'allowed') ?? verdicts.find(({ verdict }) => verdict.kind === 'unknown') ?? verdicts[0];
  const allowed = verdicts.filter(({ verdict }) => verdict.kind === 'allowed');
  return {
    ...way,
    destination,
    // Where the source ranges are empty nobody gets in.
    verdict: best?.verdict ?? { kind: 'denied' },
    admitted:
      way.seenAs === 'client'
        ? union(...allowed.map(({ source }) => (source.kind === 'addresses' ? source.addresses : [])))
        : allowed.length > 0
          ? way.clients
          : [],
    through: [],
    explain: () => best && explain(model, best.source, group, protocol, port),
  };
}

/** Clients, cut where rules treat them differently. */
function clientsOf(model: Model, clients: AddressSet): readonly ExternalAddresses[] {
  if (clients === model.world) return model.outside.sources;
  const edges = model.outside.sources.map(({ addresses }) => addresses);
  return cut(clients, edges).map((interval) => ({ kind: 'addresses', addresses: [interval] }));
}

function routeEntries(model: Model, resolved: ResolvedRoute, direct: readonly Entry[]): readonly Entry[] {
  const { route, ways } = resolved;
  return listensOf(resolved).flatMap(({ objects, port, className, doubt: absent }) => {
    const pods = controllerPods(route, className ?? route.className, model);
    return ways.flatMap(({ way, backends }) =>
      backends.flatMap((reference) =>
        reference.backends.map((backend) => {
          const open = port ?? way.port;
          const entryWay: Way = {
            access: 'controller',
            protocol: way.protocol,
            ...(open !== undefined && { port: open }),
            matches: way.matches,
            objects: [...objects, route.reference, ...(reference.service ? [reference.service.service.reference] : [])],
            ...serviceOf(reference, backend),
            clients: model.world,
            seenAs: 'controller',
          };
          return leadThrough(model, entryWay, backend, pods, direct, [absent, reference.doubt]);
        }),
      ),
    );
  });
}

function serviceOf({ service, ports }: ResolvedBackend, backend: Backend): Pick<Entry, 'service'> {
  const port = ports.find(({ backends }) => backends.includes(backend))?.port;
  return service && port ? { service: { service: service.service, port } } : {};
}

/** Where a route's proxy listens. */
interface Listen {
  readonly objects: readonly ObjectReference[];
  readonly port?: number;
  readonly className?: string;
  readonly doubt?: Doubt;
}

/** A Gateway API route listens where it is attached, or perhaps where its Gateway is not given; other routes wherever their controller does. */
function listensOf({ route, attached, detached }: ResolvedRoute): readonly Listen[] {
  if (route.dialect !== 'gateway') return [{ objects: [] }];
  return [
    ...attached.map(({ gateways, listener }): Listen => {
      const className = gateways.at(-1)?.className;
      return { objects: gateways.toReversed().map(({ reference }) => reference), port: listener.port, ...(className !== undefined && { className }) };
    }),
    ...detached
      .filter(({ kind }) => kind === 'missing')
      .map(({ parent, reason }): Listen => {
        return { objects: [], ...(parent.port !== undefined && { port: parent.port }), doubt: { basis: 'backend', reason } };
      }),
  ];
}

/** Leads over a proxy: what clients can reach of it, and what it can reach. */
function leadThrough(
  model: Model,
  way: Way,
  backend: Backend,
  pods: readonly Party[],
  direct: readonly Entry[],
  doubts: readonly (Doubt | undefined)[],
): Entry {
  if (backend.kind === 'address') return leadTo(model, way, backend);
  const { end, protocol, port } = backend;
  const [group] = end.groups;
  const through = direct.filter(({ destination }) => destination.kind === 'pods' && destination.end.groups.some((own) => pods.includes(own)));
  const onPort = through.filter((entry) => way.port === undefined || leadsToPort(entry, way.port));
  // Where the pods of the controller are not given, or nothing that leads to them, they are taken to be open: that is what they are for.
  const outer: Verdict =
    through.length === 0 ? { kind: 'allowed' } : onPort.length === 0 ? unpublished(way.port) : bestOf(onPort.map(({ verdict }) => verdict));
  const inner = bestOf(
    pods.map((pod) => {
      const reached = model.evaluator.between(pod, group);
      return verdictOn(doubts.reduce(doubted, reached), protocol, port);
    }),
  );
  const verdict = worstOf(outer, inner);
  const [first] = pods;
  return {
    ...way,
    destination: { kind: 'pods', end, protocol, port },
    verdict,
    admitted: verdict.kind !== 'allowed' ? [] : through.length === 0 ? way.clients : union(...onPort.map(({ admitted }) => admitted)),
    through: onPort,
    explain: () => first && explain(model, first, group, protocol, port),
  };
}

/** Whether an entry to a proxy leads to the port on which it listens: by the Service's number or by that of the pods, as controllers differ. */
const leadsToPort = ({ port, service, destination }: Entry, listening: number): boolean =>
  port === listening || service?.port.port === listening || destination.port === listening;

const unpublished = (port: number | undefined): Verdict => ({
  kind: 'unknown',
  doubts: [{ basis: 'backend', reason: `no given Service leads to port ${port} of the proxy` }],
});

const rank = { denied: 0, unknown: 1, allowed: 2 } as const;

const bestOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce((best, verdict) => (rank[verdict.kind] > rank[best.kind] ? verdict : best), { kind: 'denied' });

const worstOf = (a: Verdict, b: Verdict): Verdict => (rank[a.kind] <= rank[b.kind] ? a : b);
