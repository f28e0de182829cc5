import { get } from 'node:http';
import { connect } from 'node:net';
import type { Plan } from '../../../plan';
import { type AssumptionOptions, explain, type Model, objectsModel } from '../../../reachability';
import type { ProbeObject } from '../probe-object';
import type { Expectation } from '../questions';
import type { StandIns } from '../stand-ins';

/** The result of a client outside the cluster at a way in. */
export interface Outside extends OutsideQuestion {
  readonly outcome:
    | 'agrees'
    /** It answers although it should not. */
    | 'open'
    /** It does not answer although it should. */
    | 'closed'
    /** It answers, but sees the client as a node. */
    | 'lost'
    | 'undecided';
  /** The client address that the pod saw. @default - no answer */
  readonly seen?: string;
}

/** A way in that is tried from outside. */
export interface OutsideQuestion {
  readonly service: string;
  readonly policy: 'Local' | 'Cluster';
  /** Address of a node, or of a load balancer. */
  readonly address: string;
  readonly port: number;
  readonly expected: Expectation;
  /** Whether a stand-in answers with the client address. */
  readonly tellsAddress: boolean;
}

/** A Service in the cluster. */
export interface StandingService {
  readonly name: string;
  readonly namespace: string;
  readonly ports: readonly { readonly targetPort: number; readonly nodePort?: number }[];
}

/**
 * The node ports of all entry points, each at every node on which a pod of the probe runs.
 * @param nodeOf address of the node of a listener, by the listener's name
 */
export function outsideQuestionsOf(
  plan: Plan,
  { listeners }: StandIns,
  objects: readonly ProbeObject[],
  services: readonly StandingService[],
  nodeOf: ReadonlyMap<string, string>,
  nodes: readonly string[],
  assumptions: AssumptionOptions,
): readonly OutsideQuestion[] {
  const model = objectsModel(objects, assumptions);
  return plan.entries.flatMap((entry) => {
    if (entry.kind !== 'LoadBalancer' && entry.kind !== 'NodePort') return [];
    const listener = listeners.find(({ kind, title }) => kind === 'workload' && title === entry.workload);
    const standing = services.find(({ name, namespace }) => name === entry.name && namespace === entry.namespace);
    if (listener === undefined || standing === undefined) return [];
    return standing.ports.flatMap(({ targetPort, nodePort }) =>
      nodePort === undefined
        ? []
        : nodes.map((address): OutsideQuestion => {
            const isIdle = entry.externalTrafficPolicy === 'Local' && nodeOf.get(listener.name) !== address;
            return {
              service: entry.name,
              policy: entry.externalTrafficPolicy,
              address,
              port: nodePort,
              expected: isIdle ? 'closed' : fromOutside(model, listener.namespace, listener.name, targetPort),
              tellsAddress: targetPort === listener.addressPort,
            };
          }),
    );
  });
}

/** What every client outside may do; undecided if it depends on the client. */
export function fromOutside(model: Model, namespace: string, name: string, port: number): Expectation {
  const group = model.workloads.find((workload) => workload.namespace === namespace && workload.name === name)?.groups[0];
  if (group === undefined) return 'undecided';
  const kinds = new Set(model.outside.sources.map((source) => explain(model, source, group, 'TCP', port).verdict.kind));
  if (kinds.size !== 1) return 'undecided';
  return kinds.has('allowed') ? 'open' : kinds.has('denied') ? 'closed' : 'undecided';
}

/** The result of an attempt. */
export interface Met {
  readonly isOpen: boolean;
  readonly seen?: string;
}

/** Compares results with expectations. If no node answers, nodes are not reachable from here, and nothing is known. */
export function outsideOf(questions: readonly OutsideQuestion[], met: readonly Met[], nodes: readonly string[]): readonly Outside[] {
  const isReached = met.some(({ isOpen }) => isOpen);
  return questions.map((question, index) => {
    const { isOpen, seen } = met[index] ?? { isOpen: false };
    return { ...question, ...(seen !== undefined && { seen }), outcome: isReached ? outcomeOf(question, isOpen, seen, nodes) : 'undecided' };
  });
}

function outcomeOf({ expected, policy }: OutsideQuestion, isOpen: boolean, seen: string | undefined, nodes: readonly string[]): Outside['outcome'] {
  if (expected === 'undecided') return 'undecided';
  if (isOpen !== (expected === 'open')) return isOpen ? 'open' : 'closed';
  return policy === 'Local' && seen !== undefined && nodes.includes(seen) ? 'lost' : 'agrees';
}

const timeout = 3000;

/** Tries a way in: only a TCP connection, unless a stand-in should return the client address. */
export const meet = (question: OutsideQuestion): Promise<Met> =>
  question.tellsAddress ? askAddress(question) : tryConnection(question.address, question.port);

const tryConnection = (host: string, port: number): Promise<Met> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout });
    const done = (isOpen: boolean) => {
      socket.destroy();
      resolve({ isOpen });
    };
    socket.on('connect', () => done(true));
    socket.on('timeout', () => done(false));
    socket.on('error', () => done(false));
  });

/** netexec answers `ADDRESS:PORT`. */
const askAddress = ({ address, port }: OutsideQuestion): Promise<Met> =>
  new Promise((resolve) => {
    const request = get({ host: address, port, path: '/clientip', timeout, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (data) => {
        text = `${text}${data}`.slice(0, 100);
      });
      response.on('error', () => resolve({ isOpen: true }));
      response.on('end', () => {
        const seen = text
          .trim()
          .replace(/:\d+$/, '')
          .replace(/^\[|\]$/g, '');
        resolve({ isOpen: true, ...(seen !== '' && { seen }) });
      });
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve({ isOpen: false }));
  });
