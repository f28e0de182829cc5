import { exposuresOf, type FieldFault, type Installation, keepInCluster } from '../../settings';
import { clientAddressFaults, isGuarded } from '../client-address';
import type { ChecklistItem, PlannedExposure, PlannedWorkload } from '../plan';
import { compare } from '../workloads';
import type { EntryPointInput, EntryPointPlan, ExposedPort } from './entry-point';
import { planIngress } from './ingress';
import { planLoadBalancer } from './load-balancer';
import { planNodePort } from './node-port';

/** An entry point's plan, checked for what becomes of the addresses of clients. */
export interface PlannedEntryPoint extends Omit<EntryPointPlan, 'clientAddress' | 'faults' | 'checklist'> {
  readonly exposures: readonly PlannedExposure[];
  readonly faults: readonly FieldFault[];
  readonly checklist: readonly ChecklistItem[];
}

/** Plans every entry point through which a port is exposed, sorted by name. */
export function planEntryPoints(installation: Installation, workloads: readonly PlannedWorkload[]): readonly PlannedEntryPoint[] {
  const exposures = exposuresOf(installation).filter(({ entryPoint }) => entryPoint !== keepInCluster);
  return Object.entries(installation.settings.entryPoints)
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([name, settings]) => {
      const exposed = exposures
        .filter(({ entryPoint }) => entryPoint === name)
        .flatMap(({ port }) => workloads.flatMap((workload) => findPort(workload, port, name)));
      return exposed.length === 0 ? [] : [guardClientAddress({ installation, name, settings, exposed })];
    });
}

const findPort = (workload: PlannedWorkload, name: string, entryPoint: string): readonly ExposedPort[] =>
  workload.ports
    .filter((port) => port.name === name)
    .map((port) => ({
      port,
      workload,
      proxyListener: workload.proxyListeners.find((listener) => listener.port === name && listener.entryPoint === entryPoint),
    }));

/** The reason for which a lost address is accepted stands in the objects, so that it is seen where the harm would be done. */
function guardClientAddress(input: EntryPointInput): PlannedEntryPoint {
  const { name, settings, exposed } = input;
  const plan = planEntryPoint(input);
  const accepted = 'acceptLostClientAddress' in settings ? settings.acceptLostClientAddress : undefined;
  const addresses = exposed.map(({ port }) => ({ port: port.name, clientAddress: plan.clientAddress(port.name) }));
  return {
    ...plan,
    entries:
      accepted === undefined
        ? plan.entries
        : plan.entries.map((entry) => ({ ...entry, annotations: { ...entry.annotations, [lostAddressAnnotation]: accepted } })),
    exposures: exposed.map(({ port, workload }) => ({
      kind: 'exposed',
      port: port.name,
      number: port.number,
      entryPoint: name,
      workload: workload.name,
      clientAddress: plan.clientAddress(port.name),
      ...(accepted !== undefined && isGuarded(port.name) && { acceptedBecause: accepted }),
    })),
    faults: [...(plan.faults ?? []), ...clientAddressFaults(name, accepted, addresses)],
    checklist: plan.checklist ?? [],
  };
}

/** Annotation that holds why a lost client address was accepted. */
export const lostAddressAnnotation = 'cdk8s-bluemind/client-address-lost';

function planEntryPoint({ settings, ...rest }: EntryPointInput): EntryPointPlan {
  switch (settings.type) {
    case 'LoadBalancer':
      return planLoadBalancer({ ...rest, settings });
    case 'NodePort':
      return planNodePort({ ...rest, settings });
    case 'Ingress':
      return planIngress({ ...rest, settings });
  }
}
