import { exposuresOf, type Installation, keepInCluster } from '../../settings';
import type { PlannedWorkload } from '../plan';
import type { EntryPointInput, EntryPointPlan, ExposedPort } from './entry-point';
import { planIngress } from './ingress';
import { planLoadBalancer } from './load-balancer';
import { planNodePort } from './node-port';

/** Plans every entry point through which a port is exposed, sorted by name. */
export function planEntryPoints(installation: Installation, workloads: readonly PlannedWorkload[]): readonly EntryPointPlan[] {
  const exposures = exposuresOf(installation).filter(({ entryPoint }) => entryPoint !== keepInCluster);
  return Object.entries(installation.settings.entryPoints)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, settings]) => {
      const exposed = exposures
        .filter(({ entryPoint }) => entryPoint === name)
        .flatMap(({ port }) => workloads.flatMap((workload) => findPort(workload, port)));
      return exposed.length === 0 ? [] : [planEntryPoint({ installation, name, settings, exposed })];
    });
}

const findPort = (workload: PlannedWorkload, name: string): readonly ExposedPort[] =>
  workload.ports.filter((port) => port.name === name).map((port) => ({ port, workload }));

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
