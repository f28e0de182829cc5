import { intendedPorts } from '../../checks/access/sources';
import { intentOfPlan, modelOptionsOf } from '../../checks/intent/plan-intent';
import type { Plan } from '../../plan';
import {
  type AssumptionOptions,
  type Explanation,
  explain,
  hasPort,
  type Model,
  objectsModel,
  type PodGroup,
  type Verdict,
} from '../../reachability';
import type { ProbeObject } from './probe-object';
import type { Listener, StandIn, StandIns } from './stand-ins';

/** The expected result of a connection. */
export type Expectation = 'open' | 'closed' | 'undecided';

/** A connection that a probe tries. */
export interface Question {
  readonly source: StandIn;
  /** Where it leads, for readers: `core`, `Service bluemind-core`. */
  readonly destination: string;
  /** A stand-in, a Service that leads to one, or a pod of the installation itself. */
  readonly kind: 'pod' | 'service' | 'live';
  /** Name in the DNS of the cluster. */
  readonly host: string;
  readonly port: number;
  readonly expected: Expectation;
  /** The end whose policies close it. @default - it is open, or not decided */
  readonly closedBy?: 'ingress' | 'egress' | 'both';
  /** Its position in a port range of the policies. @default - in none */
  readonly inRange?: 'first' | 'behind';
  /** Why it is not decided, or how plan and objects disagree. */
  readonly notes: readonly string[];
}

/**
 * Every question of a probe, with the answer that the applied objects require.
 * @throws InputError if the objects have faults
 */
export function questionsOf(
  plan: Plan,
  { listeners, clients }: StandIns,
  objects: readonly ProbeObject[],
  assumptions: AssumptionOptions,
): readonly Question[] {
  const model = objectsModel(objects, { ...modelOptionsOf(plan), ...assumptions });
  const group = groupsIn(model);
  const intended = intentIn(model, plan);
  return clients.flatMap((source) => {
    const from = group(source);
    const toPods = listeners
      .filter((listener) => isAsked(source, listener))
      .flatMap((listener) =>
        listener.ports.map((port): Question => {
          const explanation = explain(model, from, group(listener), 'TCP', port);
          return {
            source,
            destination: listener.title,
            kind: 'pod',
            host: hostOf(listener),
            port,
            ...expectationOf(explanation),
            ...rangeOf(plan, source, listener, port),
            notes: [...doubtsOf(explanation.verdict), ...intended(source, from, listener, port, explanation)],
          };
        }),
      );
    return [...toPods, ...(source.kind === 'workload' ? serviceQuestions(model, plan, source, listeners, group) : [])];
  });
}

/** Strangers and peers only connect to BlueMind. The foreign pod shows what BlueMind's pods may reach elsewhere, and the foreign client shows that the network reaches the foreign pod. */
const isAsked = (source: StandIn, listener: Listener): boolean =>
  listener.kind === 'workload' || source.kind === 'workload' || source.kind === 'foreign';

/** Name of a listener, which its headless Service has. */
export const hostOf = ({ name, namespace }: Pick<StandIn, 'name' | 'namespace'>): string => `${name}.${namespace}.svc`;

type GroupOf = (standIn: StandIn) => PodGroup;

function groupsIn(model: Model): GroupOf {
  const groups = new Map(model.workloads.map(({ namespace, name, groups: [group] }) => [`${namespace}/${name}`, group]));
  return ({ namespace, name }) => {
    const group = groups.get(`${namespace}/${name}`);
    if (group === undefined) throw new Error(`there is no object of the stand-in ${namespace}/${name}`);
    return group;
  };
}

/** Every Service with its own address, which leads to the pods of one workload. */
function serviceQuestions(model: Model, plan: Plan, source: StandIn, listeners: readonly Listener[], group: GroupOf): readonly Question[] {
  return plan.services.flatMap(({ name, namespace, workload, headless, backends, ports }) => {
    const listener = listeners.find(({ kind, title }) => kind === 'workload' && title === workload);
    if (headless || backends.kind !== 'pods' || listener === undefined) return [];
    return ports
      .filter(({ protocol, targetPort }) => protocol === 'TCP' && listener.ports.includes(targetPort))
      .map(({ port, targetPort }): Question => {
        const explanation = explain(model, group(source), group(listener), 'TCP', targetPort);
        return {
          source,
          destination: `Service ${name}`,
          kind: 'service',
          host: `${name}.${namespace}.svc`,
          port,
          ...expectationOf(explanation),
          ...rangeOf(plan, source, listener, targetPort),
          notes: doubtsOf(explanation.verdict),
        };
      });
  });
}

function expectationOf({ verdict, ingress, egress }: Explanation): Pick<Question, 'expected' | 'closedBy'> {
  if (verdict.kind === 'allowed') return { expected: 'open' };
  if (verdict.kind === 'unknown') return { expected: 'undecided' };
  const [byIngress, byEgress] = [ingress, egress].map((direction) => direction?.verdict.kind === 'denied');
  return { expected: 'closed', closedBy: byIngress && byEgress ? 'both' : byEgress ? 'egress' : 'ingress' };
}

const doubtsOf = (verdict: Verdict): readonly string[] =>
  verdict.kind === 'unknown' ? [...new Set(verdict.doubts.map(({ reason }) => reason))] : [];

function rangeOf({ traffic, egress }: Plan, source: StandIn, listener: Listener, port: number): Pick<Question, 'inRange'> {
  const ranges = [
    ...traffic.filter(({ workload }) => workload === listener.title),
    ...egress.filter(({ workload }) => workload === source.title),
  ].flatMap(({ rules }) =>
    rules.flatMap(({ ports }) =>
      ports === 'all' ? [] : ports.filter(({ number, endNumber }) => number <= port && port <= endNumber && number < endNumber),
    ),
  );
  if (ranges.length === 0) return {};
  return { inRange: ranges.some(({ number }) => number === port) ? 'first' : 'behind' };
}

/** Where the plan and the policies admit different peers. */
function intentIn(model: Model, plan: Plan) {
  const intent = intentOfPlan(model, plan);
  return (source: StandIn, party: PodGroup, listener: Listener, port: number, { ingress }: Explanation): readonly string[] => {
    const pods = intent.pods.find(({ name }) => name === listener.title && listener.kind === 'workload');
    if (pods === undefined || ingress === undefined || ingress.verdict.kind === 'unknown') return [];
    const isMeant = hasPort(intendedPorts(intent, { title: source.title, party }, pods), 'TCP', port);
    if (isMeant === (ingress.verdict.kind === 'allowed')) return [];
    return [isMeant ? 'the settings intend to admit it, the policies do not' : 'the settings do not intend to admit it, the policies do'];
  };
}
