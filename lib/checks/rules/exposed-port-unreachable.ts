import type { Plan, PlannedExposure } from '../../plan';
import { type WayIn, waysIn } from '../access/ways-in';
import type { Rule } from '../finding';

type Exposed = Extract<PlannedExposure, { readonly kind: 'exposed' }>;

/** Clients outside reach the ports that settings expose, through to the pods. */
export const exposedPortUnreachable: Rule = {
  name: 'exposed-port-unreachable',
  severity: 'error',
  why: 'The settings promise this port to clients, but clients cannot connect.',
  mend: 'Compare the entry point, the Service, its selector and target port, and the policies of the pods with what the settings render.',
  check: (model, intent) => {
    const { plan } = intent;
    if (!plan) return [];
    const ways = waysIn(model, intent).filter(({ doubt }) => doubt === undefined);
    return plan.exposures
      .filter((exposure) => exposure.kind === 'exposed')
      .filter((exposure) => !isRedirectedBefore(plan, exposure) && !ways.some((way) => isPromised(plan, exposure, way)))
      .map(({ port, number, entryPoint, workload }) => ({
        message: `Port ${port} (${number}) should be exposed through '${entryPoint}', but no client outside can connect to workload '${workload}'.`,
        port,
        setting: ['expose', port],
      }));
  },
};

/** A controller serves a redirect itself if it also serves the target port of the redirect. */
const isRedirectedBefore = (plan: Plan, { port, workload, entryPoint }: Exposed): boolean =>
  portOf(plan, workload, port)?.external?.redirectsTo !== undefined &&
  plan.cluster.controllers.some((controller) => controller.entryPoint === entryPoint);

const portOf = (plan: Plan, workload: string, port: string) =>
  [...plan.workloads, ...plan.machines].find(({ name }) => name === workload)?.ports.find(({ name }) => name === port);

/** Whether a way leads to the exposed port, from the number that its clients use. */
function isPromised(plan: Plan, exposure: Exposed, { entry, pods, port, proxyListener }: WayIn): boolean {
  const leadsThere = port?.name === exposure.port || (proxyListener?.port === exposure.port && proxyListener.entryPoint === exposure.entryPoint);
  return pods.name === exposure.workload && leadsThere && isOfferedAt(plan, exposure, entry);
}

function isOfferedAt(plan: Plan, exposure: Exposed, { access, port }: WayIn['entry']): boolean {
  const nodePort = plan.entries
    .flatMap((entry) => (entry.kind === 'NodePort' && entry.entryPoint === exposure.entryPoint ? entry.ports : []))
    .find(({ name }) => name === exposure.port)?.nodePort;
  if (nodePort !== undefined) return access === 'node-port' && port === nodePort;
  if (access !== 'controller') return access !== 'node-port' && port === exposure.number;
  // Most routes do not name the controller's port.
  const listener = plan.cluster.controllers.find(({ entryPoint }) => entryPoint === exposure.entryPoint)?.listeners[exposure.port];
  return port === undefined || port === (listener ?? exposure.number);
}
