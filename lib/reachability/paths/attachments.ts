import { own } from '../../base/own';
import { type Doubt, type Match, matchNamespace } from '../evaluation/match';
import type { Model } from '../model/model';
import { namespaceNamed } from '../model/namespaces';
import type { AllowedNamespaces, GatewayObject, Listener } from '../objects/gateway';
import type { ParentReference, RouteObject } from '../objects/route';

/** A listener that a route is attached to. */
export interface Attachment {
  /** The Gateway, preceded by the ListenerSet if it contains the listener. */
  readonly gateways: readonly GatewayObject[];
  readonly listener: Listener;
  /** Why it may be attached or not. */
  readonly doubt?: Doubt;
}

/** Why a route is not attached to its parent. */
export interface Detachment {
  readonly parent: ParentReference;
  /** `missing`: the parent is not in the objects, so it may allow the route or not; `elsewhere`: it is assumed to exist. */
  readonly kind: 'missing' | 'elsewhere' | 'refused';
  readonly reason: string;
}

/** Kinds of routes that fit each protocol of a listener that does not name kinds. */
const fittingKinds: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** Listeners that a Gateway API route is attached to, and why not to others. */
export function attachmentsOf(
  route: RouteObject,
  model: Model,
): { readonly attached: readonly Attachment[]; readonly detached: readonly Detachment[] } {
  const attached: Attachment[] = [];
  const detached: Detachment[] = [];
  for (const parent of route.parents) {
    if (parent.kind === 'Service') {
      detached.push({ parent, kind: 'refused', reason: 'a route of a Service routes only traffic inside the cluster' });
      continue;
    }
    const gateway = model.objects.gateways.find(
      ({ reference: { kind, name, namespace } }) => kind === parent.kind && name === parent.name && namespace === parent.namespace,
    );
    if (gateway === undefined) {
      const reason = `there is no ${parent.kind} ${parent.namespace}/${parent.name}`;
      detached.push({ parent, kind: parent.kind === 'Gateway' && stands(model, parent) ? 'elsewhere' : 'missing', reason });
      continue;
    }
    const chain = chainOf(gateway, model);
    if ('refusal' in chain) {
      detached.push({ parent, kind: 'refused', reason: chain.refusal });
      continue;
    }
    const named = gateway.listeners.filter(
      ({ name, port }) => (parent.section === undefined || parent.section === name) && (parent.port === undefined || parent.port === port),
    );
    const verdicts = named.map((listener) => ({ listener, ...takes(listener, gateway, route, model) }));
    const accepting = verdicts.filter(({ refusal }) => refusal === undefined);
    attached.push(...accepting.map(({ listener, doubt = chain.doubt }) => ({ gateways: chain.gateways, listener, ...(doubt && { doubt }) })));
    if (accepting.length === 0) {
      const where = `${gateway.reference.kind} ${gateway.namespace}/${gateway.reference.name}`;
      const reason = verdicts.find(({ refusal }) => refusal !== undefined)?.refusal;
      detached.push({
        parent,
        kind: 'refused',
        reason: reason ? `${where}: ${reason}` : `${where} has no listener ${parent.section ?? parent.port ?? 'at all'}`,
      });
    }
  }
  return { attached, detached };
}

/** Why something is not accepted, or why that cannot be decided; neither if it is accepted. */
interface Taken {
  readonly refusal?: string;
  readonly doubt?: Doubt;
}

/** The Gateway behind a ListenerSet, or why it has none. */
function chainOf(
  gateway: GatewayObject,
  model: Model,
): { readonly gateways: readonly GatewayObject[]; readonly doubt?: Doubt } | { readonly refusal: string } {
  const { parent } = gateway;
  if (parent === undefined) return { gateways: [gateway] };
  const owner = model.objects.gateways.find(
    ({ reference, namespace }) => reference.kind === 'Gateway' && reference.name === parent.name && namespace === parent.namespace,
  );
  if (owner === undefined) {
    const reason = `there is no Gateway ${parent.namespace}/${parent.name} for ${gateway.reference.kind} ${gateway.reference.name}`;
    return { gateways: [gateway], ...(!stands(model, parent) && { doubt: { basis: 'backend', reason } }) };
  }
  const allowed = allows(owner.allowedListeners, owner.namespace, gateway.namespace, model);
  if (allowed === 'no')
    return { refusal: `Gateway ${owner.namespace}/${owner.reference.name} allows no listeners from namespace ${gateway.namespace}` };
  return { gateways: [gateway, owner], ...(allowed !== 'yes' && { doubt: allowed }) };
}

/** Whether a Gateway that is not in the objects is assumed to exist in the cluster. */
const stands = ({ assumptions }: Model, wanted: { readonly namespace: string; readonly name: string }): boolean =>
  assumptions.gateways.some(({ namespace, name }) => namespace === wanted.namespace && name === wanted.name);

function allows(allowed: AllowedNamespaces, own: string, other: string, model: Model): Match {
  switch (allowed.from) {
    case 'All':
      return 'yes';
    case 'Same':
      return own === other ? 'yes' : 'no';
    case 'None':
      return 'no';
    case 'Selector':
      return matchNamespace(allowed.selector, namespaceNamed(other, model));
  }
}

function takes(listener: Listener, gateway: GatewayObject, route: RouteObject, model: Model): Taken {
  const { kind } = route.reference;
  const kinds = listener.kinds ?? own(fittingKinds, listener.protocol);
  if (kinds !== undefined && !kinds.includes(kind)) return { refusal: `listener ${listener.name} accepts ${kinds.join(' and ')}, not ${kind}` };
  const admitted = allows(listener.allowed, gateway.namespace, route.namespace, model);
  if (admitted === 'no') return { refusal: `listener ${listener.name} allows no routes from namespace ${route.namespace}` };
  const hosts = route.ways[0]?.matches ?? [];
  const { hostname } = listener;
  if (hostname !== undefined && hosts.length > 0 && !hosts.some((host) => hostsMeet(hostname, host))) {
    return { refusal: `listener ${listener.name} is for ${hostname}, the route for ${hosts.join(', ')}` };
  }
  return admitted === 'yes' ? {} : { doubt: admitted };
}

/** Whether two names, which may begin with `*.`, have a host in common. */
function hostsMeet(a: string, b: string): boolean {
  if (a.startsWith('*.') && b.startsWith('*.')) return a.endsWith(b.slice(1)) || b.endsWith(a.slice(1));
  if (a.startsWith('*.')) return b.endsWith(a.slice(1)) && b.length >= a.length;
  return b.startsWith('*.') ? hostsMeet(b, a) : a === b;
}
