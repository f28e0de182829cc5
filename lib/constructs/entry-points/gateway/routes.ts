import type { EntryHttpRoute, EntryStreamRoute, EntryTlsRoute } from '../../../plan/model';
import { backendRef, parentRef } from './references';

/** All paths of the hosts; defaults of the API server are written out. */
export const httpRouteSpec = ({ parents, hosts, action }: EntryHttpRoute): object => ({
  parentRefs: parents.map(parentRef),
  hostnames: [...hosts],
  rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], ...ruleOf(action) }],
});

const ruleOf = (action: EntryHttpRoute['action']): object =>
  action.kind === 'redirect'
    ? { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }
    : { backendRefs: action.backends.map(backendRef), timeouts: { request: action.timeout, backendRequest: action.timeout } };

export const tlsRouteSpec = ({ parents, hosts, backends }: EntryTlsRoute): object => ({
  parentRefs: parents.map(parentRef),
  hostnames: [...hosts],
  rules: [{ backendRefs: backends.map(backendRef) }],
});

export const streamRouteSpec = ({ parents, backends }: EntryStreamRoute): object => ({
  parentRefs: parents.map(parentRef),
  rules: [{ backendRefs: backends.map(backendRef) }],
});
