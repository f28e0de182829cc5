import type { Doubt } from '../evaluation/match';
import { explain, type Verdict, verdictOn } from '../explain';
import type { Model } from '../model/model';
import type { ClusterNode, ExternalAddresses, Party } from '../model/parties';
import type { ServiceObject, ServicePort } from '../objects/service';
import { type Backend, resolvedServices } from '../paths/services';
import type { AddressSet } from '../sets/address-sets';
import { groupBy } from '../sets/grouping';
import { cut, intersection, union } from '../sets/intervals';
import type { Entry, EntryDestination, Way } from './entry';

const node: ClusterNode = { kind: 'node' };

/** Ways straight to pods: through Services, and through ports that pods open on their nodes. */
export const directEntries = (model: Model): readonly Entry[] => [...serviceEntries(model), ...hostEntries(model)];

function serviceEntries(model: Model): readonly Entry[] {
  return resolvedServices(model).flatMap(({ service, ports }) =>
    ports.flatMap(({ port, backends }) => accessesOf(service, port, model).flatMap((way) => backends.map((backend) => leadTo(model, way, backend)))),
  );
}

/** Ways that a Service opens to one of its ports. */
function accessesOf(service: ServiceObject, port: ServicePort, model: Model): readonly Way[] {
  const { assumptions, world } = model;
  const isLoadBalancer = service.type === 'LoadBalancer';
  const local = service.externalTrafficPolicy === 'Local';
  const way = { protocol: port.protocol, matches: [], objects: [service.reference], service: { service, port }, clients: world, proxyHeader: false };
  const balancer = assumptions.balancers.find(
    ({ namespace, service: name, ports }) =>
      namespace === service.reference.namespace && name === service.reference.name && port.name !== undefined && ports.includes(port.name),
  );
  const ways: Way[] = [];
  if (isLoadBalancer) {
    const ranges = assumptions.sourceRanges === 'enforced' ? service.sourceRanges : undefined;
    const clients = ranges ? intersection(ranges, world) : world;
    const seenAs = local && assumptions.clientAddress === 'kept' ? 'client' : 'node';
    ways.push({ ...way, access: 'load-balancer', port: port.port, clients, seenAs, ...(balancer && throughBalancer(balancer.seen)) });
  }
  if (service.type === 'NodePort' || (isLoadBalancer && (service.allocatesNodePorts || port.nodePort !== undefined))) {
    ways.push({
      ...way,
      access: 'node-port',
      ...(port.nodePort !== undefined && { port: port.nodePort }),
      seenAs: local ? 'client' : 'node',
      ...(balancer && !isLoadBalancer && throughBalancer(balancer.seen)),
    });
  }
  if (service.externalAddresses.length > 0) ways.push({ ...way, access: 'external-ip', port: port.port, seenAs: local ? 'client' : 'node' });
  return ways;
}

/** Facts about the balancer take precedence over the Service. */
const throughBalancer = (seen: 'clients' | AddressSet): Pick<Way, 'seenAs' | 'balancer' | 'proxyHeader'> =>
  seen === 'clients' ? { seenAs: 'client', proxyHeader: false } : { seenAs: 'balancer', balancer: seen, proxyHeader: true };

/** Ports that pods open on their nodes. */
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
      const seen = { clients: model.world, seenAs: 'client', proxyHeader: false } as const;
      const way: Way = { access, protocol, port: open, matches: [], objects: [group.reference], ...seen };
      return [leadTo(model, way, { kind: 'pods', end, protocol, port, declared: true })];
    });
  });
}

const noPod: Doubt = { basis: 'backend', reason: 'its address belongs to none of the given pods' };

/** A way in with the verdict of the policies. */
export function leadTo(model: Model, way: Way, backend: Backend): Entry {
  if (backend.kind === 'address') {
    const verdict: Verdict = { kind: 'unknown', doubts: [noPod] };
    return { ...way, destination: backend, verdict, admitted: [], through: [], explain: () => undefined };
  }
  const { end, protocol, port } = backend;
  const [group] = end.groups;
  const destination: EntryDestination = { kind: 'pods', end, protocol, port };
  const sources = sourcesOf(model, way);
  const verdicts = sources.map((source) => ({ source, verdict: verdictOn(model.evaluator.between(source, group), protocol, port) }));
  const best =
    verdicts.find(({ verdict }) => verdict.kind === 'allowed') ?? verdicts.find(({ verdict }) => verdict.kind === 'unknown') ?? verdicts[0];
  const allowed = verdicts.filter(({ verdict }) => verdict.kind === 'allowed');
  return {
    ...way,
    destination,
    // If the source ranges are empty, nobody gets in.
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

/** The source address that the pod sees. */
function sourcesOf(model: Model, { seenAs, clients, balancer = [] }: Way): readonly Party[] {
  if (seenAs === 'client') return clientsOf(model, clients);
  return seenAs === 'balancer' ? clientsOf(model, balancer) : [node];
}

/** Clients, divided by the blocks in rules. */
function clientsOf(model: Model, clients: AddressSet): readonly ExternalAddresses[] {
  if (clients === model.world) return model.outside.sources;
  const edges = model.outside.sources.map(({ addresses }) => addresses);
  return cut(clients, edges).map((interval) => ({ kind: 'addresses', addresses: [interval] }));
}
