import type { Labels } from '../../base/labels';
import { renderObjects } from '../../constructs';
import type { Plan } from '../../plan';
import { probeLabels } from './labels';
import type { ProbeObject } from './probe-object';
import type { Question } from './questions';
import type { Scratch } from './running/scratch';
import { clientArguments, clientScript } from './script';
import type { Listener, StandIn, StandIns } from './stand-ins';

/** How stand-ins run. */
export interface PodOptions {
  /** With agnhost's commands and `sh`. */
  readonly image: string;
}

export const defaultImage = 'registry.k8s.io/e2e-test-images/agnhost:2.47';

/** Seconds after which listeners and clients end by themselves, so that the objects of a killed run do not use resources for long. */
const lifetimes = { listener: 3600, client: 1800 } as const;

/** Namespaces of a probe. They refuse pods that are not `restricted`. */
export const namespaceObjects = ({ namespaces, plan }: Scratch, more: Labels = {}): readonly ProbeObject[] =>
  namespaces.map(({ name, labels }) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { ...labels, 'pod-security.kubernetes.io/enforce': 'restricted', [probeLabels.installation]: plan.installation, ...more },
    },
  }));

/** The rendered objects that can be in namespaces of the probe. */
export interface Rendered {
  readonly objects: readonly ProbeObject[];
  /** Kinds that are not applied. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** Namespaced kinds by which the cluster itself forwards or drops packets. */
const kindsOfPackets: ReadonlySet<string> = new Set(['Service', 'EndpointSlice', 'NetworkPolicy', 'CiliumNetworkPolicy']);

/** The Services and policies of a plan. Load balancers become node ports: they cost nothing and use no address. */
export function renderedOf(plan: Plan): Rendered {
  const all = renderObjects(plan)
    .flatMap(({ objects }) => objects)
    .filter(isProbeObject)
    .filter(({ kind }) => kind !== 'Namespace');
  const leftOut = new Map<string, number>();
  for (const { kind } of all) if (!kindsOfPackets.has(kind)) leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1);
  const objects = all
    .filter(({ kind }) => kindsOfPackets.has(kind))
    .map((object) => labelled(plan, isBalanced(object) ? asNodePort(object) : object));
  return { objects, leftOut };
}

const isProbeObject = (object: object): object is ProbeObject =>
  'apiVersion' in object && 'kind' in object && 'metadata' in object && typeof object.metadata === 'object';

const labelled = (plan: Plan, object: ProbeObject): ProbeObject => ({
  ...object,
  metadata: { ...object.metadata, labels: { ...object.metadata.labels, [probeLabels.installation]: plan.installation } },
});

const specOf = ({ spec }: ProbeObject): Readonly<Record<string, unknown>> => (typeof spec === 'object' && spec !== null ? { ...spec } : {});

const isBalanced = (object: ProbeObject): boolean => object.kind === 'Service' && ['LoadBalancer', 'NodePort'].includes(String(specOf(object).type));

/** Fields that NodePort does not have, or that would use values of the installation itself. */
const ofBalancers: ReadonlySet<string> = new Set([
  'allocateLoadBalancerNodePorts',
  'loadBalancerClass',
  'loadBalancerIP',
  'loadBalancerSourceRanges',
  'healthCheckNodePort',
]);

function asNodePort(object: ProbeObject): ProbeObject {
  const { apiVersion, kind, metadata } = object;
  const { ports, ...spec } = Object.fromEntries(Object.entries(specOf(object)).filter(([key]) => !ofBalancers.has(key)));
  return {
    apiVersion,
    kind,
    // Annotations are for the provider of load balancers.
    metadata: {
      name: metadata.name,
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      ...(metadata.labels && { labels: metadata.labels }),
    },
    spec: {
      ...spec,
      type: 'NodePort',
      ports: (Array.isArray(ports) ? ports : []).map((port: object) =>
        Object.fromEntries(Object.entries(port).filter(([key]) => key !== 'nodePort')),
      ),
    },
  };
}

/** The listeners, each with a headless Service, by whose name clients find it. */
export const listenerObjects = ({ listeners }: StandIns, { image }: PodOptions): readonly ProbeObject[] =>
  listeners.flatMap((listener) => [listenerService(listener), listenerPod(listener, image)]);

const metadataOf = ({ name, namespace, labels }: StandIn): ProbeObject['metadata'] => ({ name, namespace, labels });

const listenerService = (listener: Listener): ProbeObject => {
  const { name, namespace, labels } = listener;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: picked(labels, [probeLabels.installation]) },
    spec: { clusterIP: 'None', selector: picked(labels, [probeLabels.listener]) },
  };
};

const picked = (labels: Labels, keys: readonly string[]): Labels => Object.fromEntries(Object.entries(labels).filter(([key]) => keys.includes(key)));

const listenerPod = (listener: Listener, image: string): ProbeObject => {
  const { ports, addressPort } = listener;
  const plain = ports.filter((port) => port !== addressPort);
  const check = ports.map((port) => `agnhost connect 127.0.0.1:${port} --timeout=1s --protocol=tcp`).join(' && ');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(listener),
    spec: {
      ...podSpec,
      activeDeadlineSeconds: lifetimes.listener,
      restartPolicy: 'Always',
      securityContext: { ...podSpec.securityContext, sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
      containers: [
        {
          ...container('listener', image, '128Mi'),
          args: ['porter'],
          env: plain.map((port) => ({ name: `SERVE_PORT_${port}`, value: listener.name })),
          ports: ports.map((containerPort) => ({ containerPort, protocol: 'TCP' })),
          // It is ready when it listens on each port: a port without a listener would look closed.
          startupProbe: {
            exec: { command: ['/bin/sh', '-c', `PATH="$PATH:/"; ${check}`] },
            timeoutSeconds: 60,
            periodSeconds: 5,
            failureThreshold: 12,
          },
        },
        ...(addressPort === undefined
          ? []
          : [{ ...container('address', image, '64Mi'), args: ['netexec', `--http-port=${addressPort}`, '--udp-port=-1'] }]),
      ],
    },
  };
};

/** The clients, each with its questions. They are never ready, so that no Service leads to them, although they have the labels of workloads. */
export const clientObjects = (clients: readonly StandIn[], questions: readonly Question[], { image }: PodOptions): readonly ProbeObject[] =>
  clients.map((client) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...metadataOf(client), labels: picked(client.labels, [probeLabels.installation]) },
    spec: {
      activeDeadlineSeconds: lifetimes.client,
      backoffLimit: 0,
      template: {
        metadata: { labels: client.labels },
        spec: {
          ...podSpec,
          restartPolicy: 'Never',
          readinessGates: [{ conditionType: `${probeLabels.installation}-client` }],
          containers: [
            {
              ...container('client', image, '512Mi'),
              command: ['/bin/sh', '-c', clientScript, 'probe'],
              args: clientArguments(
                client.name,
                questions.filter(({ source }) => source.name === client.name),
              ),
            },
          ],
        },
      },
    },
  }));

/** The requirements of Pod Security's `restricted`. */
const podSpec = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  securityContext: { runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
  terminationGracePeriodSeconds: 1,
} as const;

const container = (name: string, image: string, memory: string) => ({
  name,
  image,
  resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { cpu: '1', memory } },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
});
