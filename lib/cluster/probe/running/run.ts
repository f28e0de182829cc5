import { type Fault, InputError } from '../../../base/faults';
import type { AssumptionOptions } from '../../../reachability';
import { failureOf, type Kubectl } from '../../kubectl';
import { probeLabels } from '../labels';
import { type Matrix, matrixOf } from '../matrix';
import type { Probe } from '../probe';
import { apply, at, listAt, type Members, mustRun, parsed, readJson, refuse, textAt } from './cluster';
import { meet, type Outside, outsideOf, outsideQuestionsOf } from './outside';
import { remove } from './removal';
import { sleep, stopIfInterrupted } from './waiting';

/** How a probe is run. */
export interface RunOptions {
  /** Seconds until pods must be ready and clients must have ended. */
  readonly patience: number;
  readonly assumptions: AssumptionOptions;
  /** Reports progress. */
  readonly tell: (text: string) => void;
  /** Seconds between two checks. @default 2 */
  readonly pause?: number;
  readonly signal?: AbortSignal;
}

/** Tries ways in from the machine that runs the command. @param listeners the pods in the cluster */
export type AskOutside = (kubectl: Kubectl, probe: Probe, listeners: readonly Members[], options: RunOptions) => Promise<readonly Outside[]>;

/**
 * Applies a probe, waits for it, reads its results, and removes it in any case.
 * @throws InputError if the cluster cannot run it; it names what is left behind
 */
export async function runProbe(kubectl: Kubectl, probe: Probe, options: RunOptions, askOutside: AskOutside = askNodePorts): Promise<Matrix> {
  const { namespaces } = probe.scratch;
  const found = await Promise.all(namespaces.map(({ name }) => standingNamespace(kubectl, probe, name)));
  stopIfInterrupted(options.signal);
  const places = namespaces.map(({ name }, index) => ({ name, isPrepared: found[index] === 'prepared' }));
  const result = await everything(() => askAll(kubectl, probe, places, options, askOutside));
  options.tell('removing the stand-ins');
  const removal = await everything(() => remove(kubectl, places));
  const faults = [
    ...result.faults,
    ...removal.faults.map((fault) => ({ ...fault, message: `${fault.message}; 'probe --cleanup' removes what is left` })),
  ];
  if (result.value === undefined || faults.length > 0) throw new InputError(faults);
  return result.value;
}

async function everything<Value>(act: () => Promise<Value>): Promise<{ readonly value?: Value; readonly faults: readonly Fault[] }> {
  try {
    return { value: await act(), faults: [] };
  } catch (error) {
    if (error instanceof InputError) return { faults: error.faults };
    throw error;
  }
}

/** Whether a namespace of the probe exists. @throws InputError if it belongs to something else */
async function standingNamespace(kubectl: Kubectl, { installation }: Probe, name: string): Promise<'absent' | 'prepared'> {
  const doing = `namespace ${name}`;
  const answer = await kubectl(['get', 'namespace', name, '--output=json']);
  if (answer.status !== 0) {
    const failure = failureOf(answer);
    // A user without the right to read it may still have the right to create it; if not, that request fails.
    if (failure.kind === 'not-found' || failure.kind === 'forbidden') return 'absent';
    refuse(doing, failure.message);
  }
  const namespace = parsed(doing, answer.stdout);
  if (textAt(namespace, 'status', 'phase') === 'Terminating') refuse(doing, 'it is being removed; wait until it is gone, and try again');
  const label = textAt(namespace, 'metadata', 'labels', probeLabels.installation);
  if (label !== installation)
    refuse(doing, `it exists already, and no probe of ${installation} made it; remove it, or give the installation another name`);
  if (textAt(namespace, 'metadata', 'labels', probeLabels.prepared) === '')
    refuse(doing, "another probe runs there, or one that was killed left it; 'probe --cleanup' removes it");
  return 'prepared';
}

async function askAll(
  kubectl: Kubectl,
  probe: Probe,
  places: readonly { readonly name: string; readonly isPrepared: boolean }[],
  options: RunOptions,
  askOutside: AskOutside,
): Promise<Matrix> {
  const { tell, signal } = options;
  const missing = new Set(places.filter(({ isPrepared }) => !isPrepared).map(({ name }) => name));
  tell(
    `${probe.installation}: ${probe.standIns.listeners.length} listeners and ${probe.standIns.clients.length} clients in ${places.map(({ name }) => name).join(', ')}`,
  );
  const namespaces = probe.objects.namespaces.filter(({ metadata }) => missing.has(metadata.name));
  if (namespaces.length > 0) await apply(kubectl, 'making namespaces', namespaces);
  stopIfInterrupted(signal);
  if (probe.objects.listeners.length > 0) await apply(kubectl, 'applying listeners', probe.objects.listeners);
  stopIfInterrupted(signal);
  const listeners = await waitFor(kubectl, probe, options, 'pods', isReady, probe.standIns.listeners.length, probeLabels.listener);
  await apply(kubectl, 'applying clients', probe.objects.clients);
  tell(`${probe.questions.length} connections are being tried`);
  await waitFor(kubectl, probe, options, 'jobs.batch', isEnded, probe.standIns.clients.length, probeLabels.installation);
  const logs: string[] = [];
  for (const { name, namespace } of probe.standIns.clients) {
    stopIfInterrupted(signal);
    logs.push(await mustRun(kubectl, `reading the log of ${namespace}/${name}`, ['logs', `--namespace=${namespace}`, `job/${name}`, '--tail=-1']));
  }
  return matrixOf(probe, logs.join('\n'), await askOutside(kubectl, probe, listeners, options));
}

/** Polls all objects of a kind until enough of them have the wanted state. */
async function waitFor(
  kubectl: Kubectl,
  { scratch }: Probe,
  { patience, pause = 2, signal }: RunOptions,
  kind: string,
  isDone: (object: Members) => boolean,
  count: number,
  selector: string,
): Promise<readonly Members[]> {
  let most = 0;
  for (let waited = 0; ; waited += pause) {
    const lists = [];
    for (const { name } of scratch.namespaces) {
      lists.push(await readJson(kubectl, `waiting for ${kind} in ${name}`, ['get', kind, `--namespace=${name}`, `--selector=${selector}`]));
      stopIfInterrupted(signal);
    }
    const objects = lists.flatMap((list) => listAt(list, 'items'));
    for (const object of objects) refuseFailed(object);
    if (objects.length < most)
      refuse(
        `waiting for ${kind}`,
        `${most - objects.length} of ${most} are gone: something else removes them or their namespaces; stop that, and try again`,
      );
    most = objects.length;
    if (objects.length >= count && objects.every(isDone)) return objects;
    if (waited >= patience) {
      const late = objects.filter((object) => !isDone(object)).map((object) => `${titleOf(object)}${waitingFor(object)}`);
      refuse(
        `waiting for ${kind}`,
        `not done after ${patience} seconds: ${late.slice(0, 5).join(', ') || 'they do not exist'}; give it more time with --timeout`,
      );
    }
    await sleep(pause, signal);
  }
}

const titleOf = (object: Members): string => `${textAt(object, 'metadata', 'namespace')}/${textAt(object, 'metadata', 'name')}`;

const conditionOf = (object: Members, type: string): Members | undefined =>
  listAt(object, 'status', 'conditions').find((one) => textAt(one, 'type') === type);

const isReady = (pod: Members): boolean => textAt(conditionOf(pod, 'Ready'), 'status') === 'True';

const isEnded = (job: Members): boolean => textAt(conditionOf(job, 'Complete'), 'status') === 'True';

/** Why containers wait, and what the scheduler reports. */
function waitingFor(object: Members): string {
  const reasons = [
    ...listAt(object, 'status', 'containerStatuses').map((one) => textAt(one, 'state', 'waiting', 'reason')),
    textAt(conditionOf(object, 'PodScheduled'), 'message'),
  ].filter((reason) => reason !== '');
  return reasons.length > 0 ? ` (${reasons.join(', ')})` : '';
}

/** Faults that waiting does not solve. */
const hopeless: ReadonlySet<string> = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'CrashLoopBackOff',
]);

function refuseFailed(object: Members): void {
  const doing = titleOf(object);
  for (const status of listAt(object, 'status', 'containerStatuses')) {
    const reason = textAt(status, 'state', 'waiting', 'reason');
    if (hopeless.has(reason))
      refuse(
        doing,
        `its container did not start: ${reason} (${textAt(status, 'state', 'waiting', 'message')}); name an image that the nodes can pull and that has agnhost and sh with --image`,
      );
  }
  if (textAt(object, 'status', 'phase') === 'Failed')
    refuse(doing, `the pod failed: ${textAt(object, 'status', 'reason')} ${textAt(object, 'status', 'message')}`.trim());
  const failed = conditionOf(object, 'Failed');
  if (textAt(failed, 'status') === 'True') refuse(doing, `the client failed: ${textAt(failed, 'reason')} ${textAt(failed, 'message')}`.trim());
}

/** The node ports of the stand-ins, at every node on which they run. */
const askNodePorts: AskOutside = async (kubectl, probe, listeners, { assumptions, signal, tell }) => {
  const { plan } = probe.scratch;
  const entryNames = new Set(plan.entries.map(({ name }) => name));
  const services = probe.objects.listeners.filter(({ kind, metadata }) => kind === 'Service' && entryNames.has(metadata.name));
  const standing = [];
  for (const { metadata } of services) {
    const service = await readJson(kubectl, `reading Service ${metadata.namespace}/${metadata.name}`, [
      'get',
      'service',
      metadata.name,
      `--namespace=${metadata.namespace}`,
    ]);
    standing.push({
      name: metadata.name,
      namespace: metadata.namespace ?? '',
      ports: listAt(service, 'spec', 'ports').flatMap((port) => {
        const [targetPort, nodePort] = [at(port, 'targetPort'), at(port, 'nodePort')];
        return typeof targetPort === 'number' && typeof nodePort === 'number' ? [{ targetPort, nodePort }] : [];
      }),
    });
  }
  const nodeOf = new Map(listeners.map((pod) => [textAt(pod, 'metadata', 'name'), textAt(pod, 'status', 'hostIP')]));
  const nodes = [...new Set(nodeOf.values())].filter((address) => address !== '').sort();
  const questions = outsideQuestionsOf(
    plan,
    probe.standIns,
    [...probe.objects.namespaces, ...probe.objects.listeners],
    standing,
    nodeOf,
    nodes,
    assumptions,
  );
  if (questions.length === 0) return [];
  tell(`${questions.length} ways in are being tried from this machine`);
  stopIfInterrupted(signal);
  return outsideOf(questions, await Promise.all(questions.map(meet)), nodes);
};
