import type { Plan } from '../../plan';
import type { AssumptionOptions } from '../../reachability';
import { clientObjects, listenerObjects, namespaceObjects, type PodOptions, renderedOf } from './objects';
import type { ProbeObject } from './probe-object';
import { type Question, questionsOf } from './questions';
import { type Scratch, scratchOf } from './running/scratch';
import { type StandIns, standInsOf } from './stand-ins';

/** The parts of a probe of an installation. */
export interface Probe {
  readonly installation: string;
  readonly scratch: Scratch;
  readonly standIns: StandIns;
  readonly questions: readonly Question[];
  /** In the order in which they are applied: policies before the pods that they select. */
  readonly objects: {
    readonly namespaces: readonly ProbeObject[];
    readonly listeners: readonly ProbeObject[];
    readonly clients: readonly ProbeObject[];
  };
  /** What is not tested, one line for each. */
  readonly notAsked: readonly string[];
}

/** Plans the probe of an installation. */
export function probeOf(plan: Plan, options: PodOptions, assumptions: AssumptionOptions = {}): Probe {
  const scratch = scratchOf(plan);
  const standIns = standInsOf(scratch);
  const rendered = renderedOf(scratch.plan);
  const namespaces = namespaceObjects(scratch);
  const listeners = [...rendered.objects, ...listenerObjects(standIns, options)];
  // Policies see only the labels of a client, not its questions.
  const askers = clientObjects(standIns.clients, [], options);
  const questions = questionsOf(scratch.plan, standIns, [...namespaces, ...listeners, ...askers], assumptions);
  return {
    installation: plan.installation,
    scratch,
    standIns,
    questions,
    objects: { namespaces, listeners, clients: clientObjects(standIns.clients, questions, options) },
    notAsked: [
      ...[...rendered.leftOut].map(
        ([kind, count]) => `${count} ${kind}: it cannot be created in a namespace of the probe, or a controller would have to act on it`,
      ),
      ...standIns.leftOut.map((port) => `${port}: it has no connections`),
      ...plan.machines.map(({ name }) => `workload ${name}: its machines are outside the cluster`),
      "nodes as sources: pods on their network are not 'restricted'",
    ],
  };
}
