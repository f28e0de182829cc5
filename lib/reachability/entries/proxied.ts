import { doubted } from '../evaluation/connectivity';
import type { Doubt } from '../evaluation/match';
import { explain, type Verdict, verdictOn } from '../explain';
import type { ObjectReference } from '../input/manifest';
import type { Model } from '../model/model';
import type { Party } from '../model/parties';
import type { RouteObject } from '../objects/route';
import { requestsOf } from '../paths/cleartext';
import { controllerParties, type ResolvedBackend, type ResolvedRoute, resolvedRoutes } from '../paths/routes';
import type { Backend } from '../paths/services';
import { union } from '../sets/intervals';
import { leadTo } from './direct';
import type { Entry, Way } from './entry';

/** Ways through a proxy in the cluster, which itself is reached through direct ways. */
export const proxiedEntries = (model: Model, direct: readonly Entry[]): readonly Entry[] =>
  resolvedRoutes(model).flatMap((route) => routeEntries(model, route, direct));

function routeEntries(model: Model, resolved: ResolvedRoute, direct: readonly Entry[]): readonly Entry[] {
  const { route, ways } = resolved;
  return listensOf(resolved).flatMap(({ objects, port, className, cleartext: onListener, doubt: absent }) => {
    const pods = controllerParties(route, className ?? route.className, model);
    return ways.flatMap(({ way, backends }) =>
      backends.flatMap((reference) => {
        const { cleartext = onListener, closed } = requestsOf(route, way, reference.service?.service.annotations, model);
        if (closed) return [];
        return reference.backends.map((backend) => {
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
            proxyHeader: sendsProxyHeader(route, reference),
            ...(cleartext !== undefined && { cleartext }),
          };
          return leadThrough(model, entryWay, backend, pods, direct, [absent, reference.doubt]);
        });
      }),
    );
  });
}

/** HAProxy's controller reads this annotation of the Service. */
const haproxyHeader = 'haproxy.org/send-proxy-protocol';

const sendsProxyHeader = ({ dialect }: RouteObject, { reference, service }: ResolvedBackend): boolean =>
  reference.sendsProxyHeader === true ||
  ((dialect === 'haproxy' || dialect === 'tcp-services') && service?.service.annotations.get(haproxyHeader)?.startsWith('proxy') === true);

function serviceOf({ service, ports }: ResolvedBackend, backend: Backend): Pick<Entry, 'service'> {
  const port = ports.find(({ backends }) => backends.includes(backend))?.port;
  return service && port ? { service: { service: service.service, port } } : {};
}

/** Port on which the proxy of a route listens. */
interface Listen {
  readonly objects: readonly ObjectReference[];
  readonly port?: number;
  readonly className?: string;
  /** Why requests come without TLS here. */
  readonly cleartext?: string;
  readonly doubt?: Doubt;
}

/** A Gateway API route listens on the listeners to which it is attached, or may listen if its Gateway is not given; other routes listen on the ports of their controller. */
function listensOf({ route, attached, detached }: ResolvedRoute): readonly Listen[] {
  if (route.dialect !== 'gateway') return [{ objects: [] }];
  return [
    ...attached.map(({ gateways, listener, doubt }): Listen => {
      const className = gateways.at(-1)?.className;
      return {
        objects: gateways.toReversed().map(({ reference }) => reference),
        port: listener.port,
        ...(className !== undefined && { className }),
        ...(listener.protocol === 'HTTP' && { cleartext: `listener ${listener.name} speaks HTTP without TLS` }),
        ...(doubt && { doubt }),
      };
    }),
    ...detached
      .filter(({ kind }) => kind !== 'refused')
      .map(
        ({ parent, kind, reason }): Listen => ({
          objects: [],
          ...(parent.port !== undefined && { port: parent.port }),
          ...(kind === 'missing' && { doubt: { basis: 'backend', reason } }),
        }),
      ),
  ];
}

/** Combines the parts of a way through a proxy: what clients can reach of it, and what it can reach. */
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
  // If the pods of the controller, or ways to them, are not given, they are assumed to be open, since that is their purpose.
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

/** Whether an entry to a proxy leads to the port on which it listens: by the number of the Service or of the pods, since controllers differ. */
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
