import type { Answer, Target } from '../lab/agent';
import { nodes as labNodes, machineListener } from '../lab/network';
import type { Prediction, Predictor } from './prediction';
import type { StandingPod, StandingScenario, StandingService } from './scenario';

/** A connection that is tried, with what must come of it. */
export interface Probe {
  /** What it is an example of: a row of the table of agreement. */
  readonly kind: string;
  /** Name of the agent that connects; `namespace/name` of a pod. */
  readonly source: string;
  readonly target: Target;
  readonly judge: (answer: Answer | null) => Judgement;
}

/** What an answer, or none, says of a prediction. */
export type Judgement = { readonly kind: 'agrees' | 'undecided' } | { readonly kind: 'differs'; readonly predicted: string };

const agrees = { kind: 'agrees' } as const;
const differs = (predicted: string): Judgement => ({ kind: 'differs', predicted });

/** A pod as `explain` names it. */
const party = ({ title }: StandingPod): string => `${title}[Pod]`;

/** All connections that are tried in a scenario. */
export const probesOf = (scenario: StandingScenario, predictor: Predictor): readonly Probe[] => [
  ...incoming(scenario, predictor),
  ...outgoing(scenario, predictor),
  ...scenario.services.flatMap((service) => [...insideProbes(scenario, service, predictor), ...outsideProbes(scenario, service, predictor)]),
];

/** Every port of BlueMind's pods from everywhere. */
function incoming({ nodes, outside, pods, ports }: StandingScenario, predictor: Predictor): readonly Probe[] {
  return pods
    .filter(({ ofBlueMind }) => ofBlueMind)
    .flatMap((pod) =>
      ports.flatMap(({ protocol, port }): readonly Probe[] => {
        const target = [pod.place.address, protocol, port] as const;
        return [
          ...pods.map((source) => ({
            kind: `pod from ${sourceKind(source, pod)}`,
            source: source.title,
            target,
            judge: judge(predictor.between(party(source), party(pod), protocol, port), source.place.address),
          })),
          ...nodes.map((node) => ({
            kind: node === pod.place.node ? 'pod from its node' : 'pod from the other node',
            source: `node ${node.name}`,
            target,
            judge: judgeNode(
              predictor.between('node', party(pod), protocol, port),
              node === pod.place.node ? { kind: 'open' } : predictor.between(node.address, party(pod), protocol, port),
            ),
          })),
          ...Object.entries(outside).map(([source, { address }]) => ({
            kind: 'pod from outside',
            source,
            target,
            judge: judge(predictor.between(address, party(pod), protocol, port), address),
          })),
        ];
      }),
    );
}

function sourceKind(source: StandingPod, pod: StandingPod): string {
  if (source === pod) return 'itself';
  if (source.ofBlueMind) return JSON.stringify(source.labels) === JSON.stringify(pod.labels) ? 'its workload' : 'other workloads';
  return source.namespace === pod.namespace ? 'strangers in its namespace' : 'a foreign namespace';
}

/** Every port of others from BlueMind's pods. */
function outgoing({ outside, pods, ports }: StandingScenario, predictor: Predictor): readonly Probe[] {
  const foreign = pods.filter(({ ofBlueMind }) => !ofBlueMind).map((pod) => ({ title: party(pod), address: pod.place.address }));
  const destinations = [...foreign, ...Object.values(outside).map(({ address }) => ({ title: address, address }))];
  return pods
    .filter(({ ofBlueMind }) => ofBlueMind)
    .flatMap((source) =>
      destinations.flatMap(({ title, address }) =>
        ports.map(({ protocol, port }) => ({
          kind: 'pod to elsewhere',
          source: source.title,
          target: [address, protocol, port] as const,
          judge: judge(predictor.between(party(source), title, protocol, port), source.place.address),
        })),
      ),
    );
}

/** Every port of a Service from every pod. kube-proxy chooses one of its backends, so the answer must be of one that may be reached. */
function insideProbes(
  { pods }: StandingScenario,
  { clusterAddress, ports, pods: selected, machines }: StandingService,
  predictor: Predictor,
): readonly Probe[] {
  if (clusterAddress === undefined) return [];
  const backends = [
    ...selected.map((pod) => ({ listener: pod.title, party: party(pod) })),
    ...machines.map((address) => ({ listener: machineListener(address), party: address })),
  ];
  return ports.flatMap(({ protocol, port, targetPort }) =>
    pods.map((source) => ({
      kind: `${machines.length > 0 ? 'Service of machines' : 'Service'} by its cluster IP`,
      source: source.title,
      target: [clusterAddress, protocol, port] as const,
      judge: (answer: Answer | null): Judgement => {
        const expected = backends.filter((backend) => predictor.between(party(source), backend.party, protocol, targetPort).kind === 'open');
        if (answer === null) return expected.length === backends.length && backends.length > 0 ? differs('open') : agrees;
        if (!expected.some(({ listener }) => listener === answer.listener)) return differs('closed');
        // A pod that meets itself sees its node, since kube-proxy must see the answer.
        const seen = answer.listener === source.title ? source.place.node.address : source.place.address;
        return answer.seen === seen ? agrees : differs(`open, seen as ${seen}`);
      },
    })),
  );
}

/** Every port of a Service from outside, by the load balancer's address and by both nodes. */
function outsideProbes(
  { nodes, outside }: StandingScenario,
  { title, balancer, externalTrafficPolicy, ports, pods }: StandingService,
  predictor: Predictor,
): readonly Probe[] {
  return Object.entries(outside).flatMap(([source, { address }]) =>
    ports.flatMap(({ protocol, port, nodePort }): readonly Probe[] => [
      ...(balancer === undefined
        ? []
        : [
            {
              kind: `load balancer, ${externalTrafficPolicy}`,
              source,
              target: [balancer, protocol, port] as const,
              judge: judge(predictor.through(address, 'load-balancer', title, protocol, port), address),
            },
          ]),
      ...(nodePort === undefined
        ? []
        : nodes.map((node) => {
            // What the objects of policies do not show: Local leads no further than the node where the connection arrives.
            const isIdle = externalTrafficPolicy === 'Local' && !pods.some(({ place }) => place.node === node);
            return {
              kind: isIdle ? 'node port, Local, of a node without a pod' : `node port, ${externalTrafficPolicy}`,
              source,
              target: [node.address, protocol, nodePort] as const,
              judge: judge(isIdle ? { kind: 'closed' } : predictor.through(address, 'node-port', title, protocol, nodePort), address),
            };
          })),
    ]),
  );
}

/**
 * The objects do not decide from which node a pod is reached, so `explain` leaves it open unless policies admit every node. What the API says of it is
 * checked all the same: its own node always gets through, and another one by its address.
 */
const judgeNode =
  (prediction: Prediction, byTheApi: Prediction) =>
  (answer: Answer | null): Judgement => {
    if (prediction.kind !== 'undecided') return judge(prediction, undefined)(answer);
    const judgement = judge(byTheApi, undefined)(answer);
    return judgement.kind === 'differs' ? judgement : { kind: 'undecided' };
  };

const isNode = (address: string): boolean => labNodes.some((node) => node.address === address || node.address6 === address);

/** Compares a prediction with what happened; the source that the listener saw must be the one predicted. */
const judge =
  (prediction: Prediction, client: string | undefined) =>
  (answer: Answer | null): Judgement => {
    if (prediction.kind === 'undecided') return { kind: 'undecided' };
    if (prediction.kind === 'closed') return answer === null ? agrees : differs('closed');
    if (answer === null) return differs('open');
    if (prediction.seenAs === 'node') return isNode(answer.seen) ? agrees : differs('open, seen as a node');
    return client === undefined || answer.seen === client ? agrees : differs(`open, seen as ${client}`);
  };
