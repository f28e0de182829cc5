import { descend, type Field, isGiven, items, member, report, required, text, textMap } from '../input/fields';
import type { Manifest } from '../input/manifest';
import { has, portNumber, portOrName } from './checks';
import type { BackendReference, RouteObject, Way, WebWay } from './route';

/** Reads an Ingress of networking.k8s.io/v1. */
export function ingressOf({ reference }: Manifest, root: Field): RouteObject {
  const spec = member(root, 'spec');
  const namespace = reference.namespace ?? 'default';
  const rules = items(member(spec, 'rules'));
  if (rules.length === 0 && !has(spec, 'defaultBackend')) report(spec, 'needs rules or a defaultBackend');
  const className = text(member(spec, 'ingressClassName')) ?? text(descend(root, 'metadata', 'annotations', 'kubernetes.io/ingress.class'));
  const web: WebWay = { tls: items(member(spec, 'tls')).length > 0, entryPoints: [], middlewares: [] };
  const ways: readonly Way[] = [
    ...rules.map((rule): Way => {
      const host = text(member(rule, 'host'));
      return {
        protocol: 'TCP',
        matches: host === undefined ? [] : [host],
        backends: items(descend(rule, 'http', 'paths')).flatMap((path) =>
          serviceBackend(
            required(member(path, 'backend'), (field) => field),
            namespace,
          ),
        ),
        web,
      };
    }),
    ...(has(spec, 'defaultBackend')
      ? [{ protocol: 'TCP' as const, matches: [], backends: serviceBackend(member(spec, 'defaultBackend'), namespace), web }]
      : []),
  ];
  const annotations = textMap(descend(root, 'metadata', 'annotations'));
  return { reference, namespace, dialect: 'ingress', ...(className !== undefined && { className }), annotations, parents: [], ways };
}

/** The Service of a backend; a backend of another kind leads to no known pod. */
function serviceBackend(backend: Field | undefined, namespace: string): readonly BackendReference[] {
  if (backend === undefined || !isGiven(backend) || has(backend, 'resource')) return [];
  const service = member(backend, 'service');
  const name = required(member(service, 'name'), text);
  const port = member(service, 'port');
  const number = portNumber(member(port, 'number'));
  const portName = text(member(port, 'name'));
  if (has(port, 'number') === has(port, 'name')) report(port, 'needs either a number or a name');
  if (name === undefined) return [];
  const chosen = number ?? portName;
  return [{ group: '', kind: 'Service', namespace, name, ...(chosen !== undefined && { port: chosen }), path: backend.path }];
}

/** Reads a Route of OpenShift, whose port is the name of a Service port or the number of a pod port. */
export function openshiftRouteOf({ reference }: Manifest, root: Field): RouteObject {
  const spec = member(root, 'spec');
  const namespace = reference.namespace ?? 'default';
  const port = portOrName(descend(spec, 'port', 'targetPort'));
  const host = text(member(spec, 'host'));
  const backends = [required(member(spec, 'to'), (field) => field), ...items(member(spec, 'alternateBackends'))].flatMap(
    (field): BackendReference[] => {
      const name = field && text(member(field, 'name'));
      if (field === undefined || name === undefined) return [];
      return [{ group: '', kind: text(member(field, 'kind')) ?? 'Service', namespace, name, ...(port !== undefined && { port }), path: field.path }];
    },
  );
  return {
    reference,
    namespace,
    dialect: 'openshift',
    parents: [],
    ways: [
      {
        protocol: 'TCP',
        matches: host === undefined ? [] : [host],
        backends,
        web: {
          tls: has(spec, 'tls'),
          cleartext: text(descend(spec, 'tls', 'insecureEdgeTerminationPolicy')) === 'Allow',
          entryPoints: [],
          middlewares: [],
        },
      },
    ],
  };
}
