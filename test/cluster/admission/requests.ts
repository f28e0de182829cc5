import type { Plan } from '../../../lib/plan';
import type { KubernetesObject } from '../objects';
import { installationNamespace as namespace, otherNamespace } from './settings';

/** A request to the API server. */
export interface Request {
  readonly title: string;
  /** `apply` sends the whole object, `merge` what of it changes. */
  readonly by: 'apply' | 'merge' | 'delete';
  readonly object: KubernetesObject;
  /** Service account that sends it, as `namespace/name`. @default - an administrator */
  readonly as?: string;
}

type Fields = Readonly<Record<string, unknown>>;

const objectOf =
  (apiVersion: string, kind: string) =>
  (name: string, fields: Fields = {}, inNamespace: string = namespace): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { name, namespace: inNamespace },
    ...fields,
  });

export const labelsOf = (workload: string) => ({
  'app.kubernetes.io/component': workload,
  'app.kubernetes.io/instance': 'mail',
  'app.kubernetes.io/name': 'bluemind',
});

export const apply = (title: string, object: KubernetesObject, as?: string): Request => ({ title, by: 'apply', object, ...(as && { as }) });
export const merge = (title: string, object: KubernetesObject, as?: string): Request => ({ title, by: 'merge', object, ...(as && { as }) });
export const remove = (title: string, object: KubernetesObject, as?: string): Request => ({ title, by: 'delete', object, ...(as && { as }) });

const service = objectOf('v1', 'Service');
export const loadBalancer = (selector: Fields | undefined, ...ports: readonly Fields[]) =>
  service('new', serviceSpec('LoadBalancer', selector, ports));
export const nodePort = (selector: Fields | undefined, ...ports: readonly Fields[]) => service('new', serviceSpec('NodePort', selector, ports));
export const clusterIp = (selector: Fields | undefined, ports: readonly Fields[], further: Fields = {}, inNamespace: string = namespace) =>
  service('new', { spec: { type: 'ClusterIP', ...(selector && { selector }), ports, ...further } }, inNamespace);
export const serviceNamed = (name: string, selector: Fields, ...ports: readonly Fields[]) =>
  service(name, serviceSpec('LoadBalancer', selector, ports));
export const serviceChange = (name: string, spec: Fields) => service(name, { spec });
const serviceSpec = (type: string, selector: Fields | undefined, ports: readonly Fields[]) => ({
  spec: { type, ...(selector && { selector }), ports },
});

export const port = (number: number, targetPort?: number | string, protocol = 'TCP', name?: string) => ({
  port: number,
  protocol,
  ...(targetPort !== undefined && { targetPort }),
  ...(name !== undefined && { name }),
});

const container = (ports: readonly Fields[] = []) => ({ name: 'main', image: 'registry.k8s.io/pause:3.10', ports });
export const podSpec = (ports: readonly Fields[] = [], further: Fields = {}) => ({ containers: [container(ports)], ...further });
export const pod = (labels: Readonly<Record<string, string>>, spec: Fields, name = 'new', inNamespace: string = namespace): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: inNamespace, labels },
  spec,
});
const template = (labels: Fields, spec: Fields) => ({ metadata: { labels }, spec });
export const deployment = (labels: Fields, spec: Fields, name = 'new') =>
  objectOf('apps/v1', 'Deployment')(name, { spec: { selector: { matchLabels: labels }, template: template(labels, spec) } });
export const statefulSet = (labels: Fields, spec: Fields) =>
  objectOf('apps/v1', 'StatefulSet')('new', { spec: { serviceName: 'new', selector: { matchLabels: labels }, template: template(labels, spec) } });
export const daemonSet = (labels: Fields, spec: Fields) =>
  objectOf('apps/v1', 'DaemonSet')('new', { spec: { selector: { matchLabels: labels }, template: template(labels, spec) } });
export const job = (labels: Fields, spec: Fields) =>
  objectOf('batch/v1', 'Job')('new', { spec: { template: template(labels, { ...spec, restartPolicy: 'Never' }) } });
export const cronJob = (labels: Fields, spec: Fields) =>
  objectOf('batch/v1', 'CronJob')('new', {
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: template(labels, { ...spec, restartPolicy: 'Never' }) } } },
  });

export const networkPolicy = (
  podSelector: Fields,
  ingress: readonly Fields[] | undefined,
  further: Fields = {},
  name = 'new',
  inNamespace = namespace,
) =>
  objectOf('networking.k8s.io/v1', 'NetworkPolicy')(
    name,
    { spec: { podSelector, policyTypes: ['Ingress'], ...(ingress && { ingress }), ...further } },
    inNamespace,
  );
export const selecting = (workload: string) => ({ matchLabels: labelsOf(workload) });
export const pods = (labels: Fields | undefined, inNamespace?: string) => ({
  ...(labels && { podSelector: { matchLabels: labels } }),
  ...(inNamespace !== undefined && { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': inNamespace } } }),
});
export const tcp = (number: number | string, endPort?: number) => ({ protocol: 'TCP', port: number, ...(endPort !== undefined && { endPort }) });
export const policyNamed = objectOf('networking.k8s.io/v1', 'NetworkPolicy');

const backend = (name: string, portOf: Fields) => ({ service: { name, port: portOf } });
export const ingress = (name: string, portOf: Fields, inNamespace: string = namespace) =>
  objectOf('networking.k8s.io/v1', 'Ingress')(
    'new',
    { spec: { rules: [{ host: 'new.example.org', http: { paths: [{ path: '/', pathType: 'Prefix', backend: backend(name, portOf) }] } }] } },
    inNamespace,
  );
export const ingressByDefault = (name: string, portOf: Fields) =>
  objectOf('networking.k8s.io/v1', 'Ingress')('new', { spec: { defaultBackend: backend(name, portOf) } });
export const httpRoute = (name: string, number: number, further: Fields = {}, inNamespace: string = namespace) =>
  objectOf('gateway.networking.k8s.io/v1', 'HTTPRoute')(
    'new',
    { spec: { parentRefs: [{ name: 'gateway' }], rules: [{ backendRefs: [{ name, port: number, ...further }] }] } },
    inNamespace,
  );
export const mirrorRoute = (name: string, number: number) =>
  objectOf('gateway.networking.k8s.io/v1', 'HTTPRoute')('new', {
    spec: {
      parentRefs: [{ name: 'gateway' }],
      rules: [
        {
          filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name, port: number } } }],
          backendRefs: [{ name: 'elsewhere', port: 80 }],
        },
      ],
    },
  });
export const referenceGrant = (to: Fields) =>
  objectOf('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant')('new', {
    spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: otherNamespace }], to: [{ group: '', ...to }] },
  });
export const traefikRoute = (
  name: string,
  portOf: number | string | undefined,
  further: Fields = {},
  objectName = 'new',
  inNamespace: string = namespace,
) =>
  objectOf('traefik.io/v1alpha1', 'IngressRouteTCP')(
    objectName,
    {
      spec: {
        entryPoints: ['new'],
        routes: [{ match: 'HostSNI(`*`)', services: [{ name, ...(portOf !== undefined && { port: portOf }), ...further }] }],
      },
    },
    inNamespace,
  );
export const traefikService = (name: string, number: number) =>
  objectOf('traefik.io/v1alpha1', 'TraefikService')('new', { spec: { weighted: { services: [{ name, port: number, weight: 1 }] } } });
export const haproxyTcp = (name: string, number: number) =>
  objectOf('ingress.v3.haproxy.org/v3', 'TCP')('new', {
    spec: [
      { name: 'new', frontend: { name: 'new', binds: { v4: { name: 'v4', address: '0.0.0.0', port: 10000 } } }, service: { name, port: number } },
    ],
  });
export const tcpServices = (data: Fields, inNamespace: string = otherNamespace) => objectOf('v1', 'ConfigMap')('tcp-services', { data }, inNamespace);

/** A request that each of the policies of these settings refuses: services, routes, pods, policies. */
export function openings({ workloads, services }: Plan): readonly Request[] {
  const inside = services.find(({ component }) => component === 'core');
  const podLabels = workloads.find(({ name }) => name === inside?.workload)?.podLabels ?? {};
  return [
    apply('Service', loadBalancer(podLabels, port(8090))),
    apply('route', ingress(inside?.name ?? '', { number: 8090 })),
    apply('pod', pod(podLabels, podSpec([], { hostNetwork: true }))),
    apply('policy', networkPolicy({}, [{}])),
  ];
}
