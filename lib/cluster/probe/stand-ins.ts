import type { Labels } from '../../base/labels';
import type { Plan, PlannedWorkload } from '../../plan';
import { probeLabels } from './labels';
import type { Scratch } from './running/scratch';

/** What a stand-in represents. */
export type StandInKind =
  /** A workload of the installation. */
  | 'workload'
  /** A pod that a rule of the plan admits from elsewhere. */
  | 'peer'
  /** A pod in a namespace of the installation that is not BlueMind's. */
  | 'stranger'
  /** A pod in another namespace. */
  | 'foreign'
  /** A pod in another namespace with the labels of a workload. */
  | 'impostor';

/** A pod that takes part in a probe. */
export interface StandIn {
  /** Name of the object, unique among the listeners or the clients of a probe. */
  readonly name: string;
  readonly namespace: string;
  readonly kind: StandInKind;
  /** What it represents, for readers: `core`, `another namespace`. */
  readonly title: string;
  /** Including the labels of the probe. */
  readonly labels: Labels;
}

/** A pod that listens. */
export interface Listener extends StandIn {
  /** TCP ports, by number. */
  readonly ports: readonly number[];
  /** One of the ports, which returns the client address. @default - not needed */
  readonly addressPort?: number;
}

/** Who takes part in a probe. */
export interface StandIns {
  readonly listeners: readonly Listener[];
  readonly clients: readonly StandIn[];
  /** Ports of BlueMind that are not tested, as `workload UDP 123`: their protocol has no connections. */
  readonly leftOut: readonly string[];
}

/** A port that BlueMind does not use, and that no policy opens by a name or a range. */
const strangePort = 31337;

/** Listeners for every workload and one foreign pod; clients of every kind. */
export function standInsOf({ plan, foreign, peers }: Scratch): StandIns {
  const own = { [probeLabels.installation]: plan.installation };
  const name = (side: 'to' | 'from', what: string): string => `probe-${side}-${what}`;
  const listener = (standIn: Omit<Listener, 'labels'>, labels: Labels): Listener => ({
    ...standIn,
    labels: { ...labels, ...own, [probeLabels.listener]: standIn.name },
  });
  const listeners = plan.workloads.map((workload): Listener => {
    const addressPort = addressPortOf(plan, workload);
    return listener(
      {
        name: name('to', workload.name),
        namespace: workload.namespace,
        kind: 'workload',
        title: workload.name,
        ports: portsOf(workload),
        ...(addressPort !== undefined && { addressPort }),
      },
      workload.podLabels,
    );
  });
  const everyPort = [...new Set(listeners.flatMap(({ ports }) => ports))].sort((a, b) => a - b);
  const client = (kind: StandInKind, what: string, title: string, namespace: string, labels: Labels): StandIn => ({
    name: name('from', what),
    namespace,
    kind,
    title,
    labels: { ...labels, ...own },
  });
  const namespaces = [...new Set(plan.workloads.map(({ namespace }) => namespace))].sort();
  return {
    listeners: [
      ...listeners,
      listener({ name: name('to', 'elsewhere'), namespace: foreign, kind: 'foreign', title: 'another namespace', ports: everyPort }, {}),
    ],
    clients: [
      ...plan.workloads.map((workload) => client('workload', workload.name, workload.name, workload.namespace, workload.podLabels)),
      ...peers.map((peer, index) => client('peer', `peer-${index}`, `an admitted pod (${titleOf(peer.labels)})`, peer.namespace, peer.labels)),
      ...namespaces.map((namespace, index) =>
        client('stranger', `stranger-${index}`, namespaces.length > 1 ? `a stranger in ${namespace}` : 'a stranger in its namespace', namespace, {}),
      ),
      client('foreign', 'elsewhere', 'another namespace', foreign, {}),
      ...plan.workloads.map((workload, index) =>
        client('impostor', `impostor-${index}`, `another namespace, labels of ${workload.name}`, foreign, workload.podLabels),
      ),
    ],
    leftOut: plan.workloads.flatMap(({ name: workload, ports }) =>
      ports.filter(({ protocol }) => protocol !== 'TCP').map(({ protocol, podNumber }) => `${workload} ${protocol} ${podNumber}`),
    ),
  };
}

/** Every port; of a range its ends, the middle and the next port; and a port that nothing uses. */
function portsOf({ ports, proxyListeners }: PlannedWorkload): readonly number[] {
  const tcp = ports.filter(({ protocol }) => protocol === 'TCP');
  const numbers = [
    ...tcp.flatMap(({ podNumber, podEndNumber }) =>
      podEndNumber === podNumber ? [podNumber] : [podNumber, Math.floor((podNumber + podEndNumber) / 2), podEndNumber, podEndNumber + 1],
    ),
    ...proxyListeners.filter(({ protocol }) => protocol === 'TCP').map(({ podNumber }) => podNumber),
    strangePort,
  ];
  return [...new Set(numbers)].filter((number) => number < 65536).sort((a, b) => a - b);
}

/** The first port of a workload to which a Service leads clients from outside. */
const addressPortOf = ({ entries }: Plan, { name }: PlannedWorkload): number | undefined =>
  entries
    .flatMap((entry) => ((entry.kind === 'LoadBalancer' || entry.kind === 'NodePort') && entry.workload === name ? entry.ports : []))
    .find(({ protocol }) => protocol === 'TCP')?.targetPort;

const titleOf = (labels: Labels): string =>
  Object.keys(labels).length === 0
    ? 'any labels'
    : Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(',');
