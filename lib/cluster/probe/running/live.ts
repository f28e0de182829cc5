import { modelOptionsOf } from '../../../checks/intent/plan-intent';
import { renderObjects } from '../../../constructs';
import type { Plan } from '../../../plan';
import { explain, type Model, objectsModel, type PodGroup } from '../../../reachability';
import type { Kubectl } from '../../kubectl';
import { probeLabels } from '../labels';
import type { Matrix } from '../matrix';
import { clientObjects, namespaceObjects } from '../objects';
import type { Probe } from '../probe';
import type { Question } from '../questions';
import type { StandIn } from '../stand-ins';
import { at, listAt, readJson, refuse, textAt } from './cluster';
import { fromOutside, meet, type OutsideQuestion, outsideOf } from './outside';
import { type AskOutside, type RunOptions, runProbe } from './run';
import { type Scratch, scratchOf } from './scratch';

/**
 * Tests the real pods from a foreign pod: a TCP connection to each of their ports, without sending data.
 * @throws InputError if the cluster cannot run it
 */
export async function runLive(kubectl: Kubectl, plan: Plan, options: RunOptions & { readonly image: string }): Promise<Matrix> {
  const pods = await podsOf(kubectl, plan);
  return runProbe(kubectl, liveProbeOf(plan, pods, options), options, askEntryPoints(pods));
}

/** A pod of the installation. */
export interface LivePod {
  readonly name: string;
  readonly address: string;
  readonly nodeAddress: string;
  readonly workload: string;
}

async function podsOf(kubectl: Kubectl, { workloads }: Plan): Promise<readonly LivePod[]> {
  const pods: LivePod[] = [];
  for (const { name, namespace, podLabels } of workloads) {
    const selector = Object.entries(podLabels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    const list = await readJson(kubectl, `reading pods in ${namespace}`, ['get', 'pods', `--namespace=${namespace}`, `--selector=${selector}`]);
    for (const pod of listAt(list, 'items')) {
      const address = textAt(pod, 'status', 'podIP');
      if (address !== '' && textAt(pod, 'status', 'phase') === 'Running')
        pods.push({ name: `${namespace}/${textAt(pod, 'metadata', 'name')}`, address, nodeAddress: textAt(pod, 'status', 'hostIP'), workload: name });
    }
  }
  if (pods.length === 0)
    refuse(
      '--live',
      `no pod of workload ${workloads.map(({ namespace, name }) => `${namespace}/${name}`).join(', ')} runs; start BlueMind, or leave out --live to use test pods`,
    );
  return pods;
}

/** The probe of real pods: one client in one foreign namespace. */
export function liveProbeOf(
  plan: Plan,
  pods: readonly LivePod[],
  { image, assumptions }: Pick<RunOptions, 'assumptions'> & { readonly image: string },
): Probe {
  const whole = scratchOf(plan);
  const scratch: Scratch = { ...whole, plan, namespaces: whole.namespaces.filter(({ name }) => name === whole.foreign), peers: [] };
  const source: StandIn = {
    name: 'probe-from-elsewhere',
    namespace: whole.foreign,
    kind: 'foreign',
    title: 'another namespace',
    labels: { [probeLabels.installation]: plan.installation },
  };
  const namespaces = namespaceObjects(scratch);
  const rendered = renderObjects(plan).flatMap(({ objects }) => objects);
  const model = objectsModel([...rendered, ...namespaces, ...clientObjects([source], [], { image })], { ...modelOptionsOf(plan), ...assumptions });
  const from = groupOf(model, source.namespace, source.name);
  const questions = pods.flatMap(({ name, address, workload }) => {
    const planned = plan.workloads.find((one) => one.name === workload);
    const to = planned && groupOf(model, planned.namespace, planned.name);
    if (!planned || !from || !to) return [];
    return planned.ports
      .filter(({ protocol }) => protocol === 'TCP')
      .map(({ podNumber: port }): Question => {
        const { verdict } = explain(model, from, to, 'TCP', port);
        const expected = verdict.kind === 'denied' ? 'closed' : verdict.kind === 'allowed' ? 'open' : 'undecided';
        return {
          source,
          destination: name,
          kind: 'live',
          host: address,
          port,
          expected,
          ...(expected === 'closed' && { closedBy: 'ingress' as const }),
          notes: [],
        };
      });
  });
  return {
    installation: plan.installation,
    scratch,
    standIns: { listeners: [], clients: [source], leftOut: [] },
    questions,
    objects: { namespaces, listeners: [], clients: clientObjects([source], questions, { image }) },
    notAsked: [
      'whether something listens behind a closed port: a port that refuses, although it may be reachable, counts as undecided',
      'sources other than a pod of another namespace, and egress: leave out --live to test them with test pods',
    ],
  };
}

/** Every port of the workloads to which entry points lead, at the addresses of load balancers and at node ports. */
const askEntryPoints =
  (pods: readonly LivePod[]): AskOutside =>
  async (kubectl, { scratch: { plan } }, _, { tell }) => {
    const model = objectsModel(
      renderObjects(plan).flatMap(({ objects }) => objects),
      modelOptionsOf(plan),
    );
    const questions: OutsideQuestion[] = [];
    for (const entry of plan.entries) {
      if (entry.kind !== 'LoadBalancer' && entry.kind !== 'NodePort') continue;
      const service = await readJson(kubectl, `reading Service ${entry.namespace}/${entry.name}`, [
        'get',
        'service',
        entry.name,
        `--namespace=${entry.namespace}`,
      ]);
      const workload = plan.workloads.find(({ name }) => name === entry.workload);
      if (workload === undefined) continue;
      const base = { service: entry.name, policy: entry.externalTrafficPolicy, tellsAddress: false };
      const expected = (port: number) => fromOutside(model, workload.namespace, workload.name, port);
      for (const ingress of listAt(service, 'status', 'loadBalancer', 'ingress')) {
        const address = textAt(ingress, 'ip') || textAt(ingress, 'hostname');
        const shown = new Map(entry.ports.map(({ port, targetPort }) => [port, targetPort]));
        for (const [port, targetPort] of shown) questions.push({ ...base, address, port, expected: expected(targetPort) });
        for (const { number } of workload.ports) if (!shown.has(number)) questions.push({ ...base, address, port: number, expected: 'closed' });
      }
      const nodes = new Set(pods.map(({ nodeAddress }) => nodeAddress).filter((address) => address !== ''));
      for (const port of listAt(service, 'spec', 'ports')) {
        const [targetPort, nodePort] = [at(port, 'targetPort'), at(port, 'nodePort')];
        if (typeof targetPort !== 'number' || typeof nodePort !== 'number') continue;
        for (const address of nodes) {
          const isIdle =
            entry.externalTrafficPolicy === 'Local' && !pods.some((pod) => pod.nodeAddress === address && pod.workload === entry.workload);
          questions.push({ ...base, address, port: nodePort, expected: isIdle ? 'closed' : expected(targetPort) });
        }
      }
    }
    tell(`${questions.length} ways in are being tried from this machine`);
    return outsideOf(questions, await Promise.all(questions.map(meet)), []);
  };

const groupOf = (model: Model, namespace: string, name: string): PodGroup | undefined =>
  model.workloads.find((workload) => workload.namespace === namespace && workload.name === name)?.groups[0];
