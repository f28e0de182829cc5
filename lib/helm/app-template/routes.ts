import type { Backend, EntryHttpRoute, EntryRoute, Plan, PlannedEntry, RouteParent } from '../../plan/model';
import type { HelmMap } from '../chart';
import { metadata } from './metadata';

/** Values `route`: the routes of Gateways; the chart itself determines which version of them the cluster serves. */
export const routeValues = (plan: Plan): HelmMap =>
  Object.fromEntries(routesOf(plan).map((entry) => [entry.name, { ...metadata(plan, entry.kind, entry), ...route(entry) }]));

/** The routes of a plan. */
export const routesOf = (plan: Plan): readonly EntryRoute[] => plan.entries.filter(isRoute);

const isRoute = (entry: PlannedEntry): entry is EntryRoute =>
  entry.kind === 'HTTPRoute' || entry.kind === 'TLSRoute' || entry.kind === 'TCPRoute' || entry.kind === 'UDPRoute';

function route(entry: EntryRoute): HelmMap {
  const common = { kind: entry.kind, parentRefs: entry.parents.map(parentRef) };
  switch (entry.kind) {
    case 'HTTPRoute':
      return { ...common, hostnames: entry.hosts, rules: [httpRule(entry.action)] };
    case 'TLSRoute':
      return { ...common, hostnames: entry.hosts, rules: [{ backendRefs: entry.backends.map(backendRef) }] };
    case 'TCPRoute':
    case 'UDPRoute':
      return { ...common, rules: [{ backendRefs: entry.backends.map(backendRef) }] };
  }
}

const httpRule = (action: EntryHttpRoute['action']): HelmMap => ({
  matches: [{ path: { type: 'PathPrefix', value: '/' } }],
  ...(action.kind === 'redirect'
    ? { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }
    : { backendRefs: action.backends.map(backendRef), timeouts: { request: action.timeout, backendRequest: action.timeout } }),
});

const parentRef = ({ kind, name, namespace, listener }: RouteParent): HelmMap => ({
  group: 'gateway.networking.k8s.io',
  kind,
  name,
  ...(namespace !== undefined && { namespace }),
  sectionName: listener,
});

const backendRef = ({ service, port }: Backend): HelmMap => ({ kind: 'Service', name: service, port, weight: 1 });
