import { all, any } from './cel';

/** A kind of objects that route connections from outside to Services. */
export interface RouteKind {
  readonly apiGroup: string;
  readonly apiVersions: readonly string[];
  readonly resources: readonly string[];
  /** Whether a condition is true for one of its references to Services. */
  readonly leads: (toClosed: (reference: Reference) => string) => string;
}

/** Expressions for the fields of a backend. */
export interface Reference {
  readonly name: string;
  /** @default - that of the object */
  readonly namespace?: string;
  /** Number or name of the Service's port; an empty text if there is none. */
  readonly port: string;
}

const list = (path: string): string => `${path}.orValue([])`;

/** A port as number or name. */
const numberOrName = (owner: string, field: string): string => `(has(${owner}.${field}) ? string(${owner}.${field}) : '')`;

const gatewayBackend = (variable: string): Reference & { readonly isService: string } => ({
  isService: `${variable}.?kind.orValue('Service') == 'Service'`,
  name: `${variable}.name`,
  namespace: `${variable}.?namespace.orValue(request.namespace)`,
  port: numberOrName(variable, 'port'),
});

const traefikService = (variable: string): Reference => ({
  name: `${variable}.?name.orValue('')`,
  namespace: `${variable}.?namespace.orValue(request.namespace)`,
  port: numberOrName(variable, 'port'),
});

export const routeKinds: readonly RouteKind[] = [
  {
    apiGroup: 'networking.k8s.io',
    apiVersions: ['v1'],
    resources: ['ingresses'],
    leads: (toClosed) => {
      const backend = (path: string) =>
        toClosed({
          name: `${path}.?service.?name.orValue('')`,
          port: `(${path}.?service.?port.?number.hasValue() ? string(${path}.service.port.number) : ${path}.?service.?port.?name.orValue(''))`,
        });
      return any(
        `has(object.spec.defaultBackend) && ${backend('object.spec.defaultBackend')}`,
        `${list('object.spec.?rules')}.exists(rule, ${list('rule.?http.?paths')}.exists(path, ${backend('path.backend')}))`,
      );
    },
  },
  {
    apiGroup: 'gateway.networking.k8s.io',
    apiVersions: ['*'],
    resources: ['grpcroutes', 'httproutes', 'tcproutes', 'tlsroutes', 'udproutes'],
    leads: (toClosed) => {
      const backend = (variable: string) => {
        const { isService, ...reference } = gatewayBackend(variable);
        return `${isService} && ${toClosed(reference)}`;
      };
      const mirrors = (owner: string) =>
        `${list(`${owner}.?filters`)}.exists(filter, has(filter.requestMirror) && ${backend('filter.requestMirror.backendRef')})`;
      return `${list('object.spec.?rules')}.exists(rule, ${any(
        `${list('rule.?backendRefs')}.exists(backend, ${any(backend('backend'), mirrors('backend'))})`,
        mirrors('rule'),
      )})`;
    },
  },
  {
    apiGroup: 'traefik.io',
    apiVersions: ['*'],
    resources: ['ingressroutes', 'ingressroutetcps', 'ingressrouteudps', 'traefikservices'],
    leads: (toClosed) =>
      any(
        `${list('object.spec.?routes')}.exists(route, ${list('route.?services')}.exists(service, ${toClosed(traefikService('service'))}))`,
        `${list('object.spec.?weighted.?services')}.exists(service, ${toClosed(traefikService('service'))})`,
        all(
          'has(object.spec.mirroring)',
          any(
            toClosed(traefikService('object.spec.mirroring')),
            `${list('object.spec.mirroring.?mirrors')}.exists(service, ${toClosed(traefikService('service'))})`,
          ),
        ),
      ),
  },
  {
    apiGroup: 'ingress.v3.haproxy.org',
    apiVersions: ['*'],
    resources: ['tcps'],
    leads: (toClosed) => {
      const reference = (path: string): Reference => ({ name: `${path}.?name.orValue('')`, port: numberOrName(path, 'port') });
      return `object.spec.exists(route, ${any(
        `has(route.service) && ${toClosed(reference('route.service'))}`,
        `${list('route.?services')}.exists(service, ${toClosed(reference('service'))})`,
      )})`;
    },
  },
  {
    apiGroup: 'route.openshift.io',
    apiVersions: ['*'],
    resources: ['routes'],
    leads: (toClosed) =>
      `([object.spec.to] + ${list('object.spec.?alternateBackends')}).exists(backend, ${toClosed({
        name: 'backend.name',
        port: "(object.spec.?port.?targetPort.hasValue() ? string(object.spec.port.targetPort) : '')",
      })})`,
  },
  {
    apiGroup: 'configuration.konghq.com',
    apiVersions: ['*'],
    resources: ['tcpingresses', 'udpingresses'],
    leads: (toClosed) =>
      `${list('object.spec.?rules')}.exists(rule, ${toClosed({
        name: "rule.?backend.?serviceName.orValue('')",
        port: "(rule.?backend.?servicePort.hasValue() ? string(rule.backend.servicePort) : '')",
      })})`,
  },
];
