import type { AdmissionBackends, Plan, PlannedAdmission } from '../../plan/model';
import { all, any, literal, not } from './cel';
import { type Reference, type RouteKind, routeKinds } from './route-kinds';
import type { AdmissionRule } from './rule';
import { howToOpen } from './words';

/** Kinds that let other routes in, and are not routes themselves. */
const grants = { apiGroup: 'gateway.networking.k8s.io', apiVersions: ['*'], resources: ['referencegrants'] } as const;

/** Ports and Services in a ConfigMap, as ingress-nginx and HAProxy read them: `25: mail/edge:smtp:PROXY`. */
const tcpServices = { apiGroup: '', apiVersions: ['v1'], resources: ['configmaps'] } as const;

/** No route leads to a closed port of a Service. Routes of all namespaces are checked, since some lead to Services of other namespaces. */
export function routeRule({ installation }: Plan, { backends }: PlannedAdmission): AdmissionRule {
  const message = `It would route from outside to a port of a Service that the settings of '${installation}' keep closed. ${howToOpen.expose}`;
  return {
    description: `Refuses Ingresses and routes to closed ports of the Services of BlueMind installation '${installation}'.`,
    resources: [...routeKinds, grants, tcpServices].map(({ apiGroup, apiVersions, resources }) => ({
      apiGroups: [apiGroup],
      apiVersions,
      resources,
      operations: ['CREATE', 'UPDATE'] as const,
    })),
    conditions: [
      {
        name: 'changes-the-specification',
        expression: "request.operation != 'UPDATE' || object.?spec != oldObject.?spec || object.?data != oldObject.?data",
      },
    ],
    variables: [
      { name: 'closed', expression: closedBackends(backends) },
      { name: 'services', expression: literal(backends.services) },
    ],
    validations: [
      ...routeKinds.map((kind) => ({
        expression: any(not(isOf(kind)), not(kind.leads(toClosed))),
        message,
      })),
      {
        expression: any(
          not(isOf(grants)),
          `!object.spec.to.exists(target, ${all(
            "target.kind == 'Service'",
            any(
              all('!has(target.name)', "variables.services.exists(service, service.startsWith(request.namespace + '/'))"),
              "(request.namespace + '/' + target.?name.orValue('')) in variables.services",
            ),
          )})`,
        ),
        message: `It would let routes of another namespace reach Services with ports that the settings of '${installation}' keep closed. ${howToOpen.except}`,
      },
      {
        expression: any(
          not(isOf(tcpServices)),
          `!object.?data.orValue({}).exists(key, key.matches('^[0-9]+$') && variables.closed.exists(port, object.data[key] == port || object.data[key].startsWith(port + ':')))`,
        ),
        message,
      },
    ],
  };
}

/** Ports to which only routes of the plan may lead are closed to all other routes. */
const closedBackends = ({ closed, ownAlone, ownRoutes }: AdmissionBackends): string =>
  ownAlone.length === 0
    ? literal(closed)
    : `${literal(closed)} + ((request.namespace + '/' + request.name) in ${literal(ownRoutes)} ? [] : ${literal(ownAlone)})`;

const isOf = ({ apiGroup, resources }: Pick<RouteKind, 'apiGroup' | 'resources'>): string =>
  `request.resource.group == ${literal(apiGroup)} && request.resource.resource in ${literal(resources)}`;

/** A backend without a port may mean any port of the Service. */
const toClosed = ({ namespace = 'request.namespace', name, port }: Reference): string => {
  const service = `${namespace} + '/' + ${name}`;
  return `(${port} == '' ? (${service}) in variables.services : (${service} + ':' + ${port}) in variables.closed)`;
};
