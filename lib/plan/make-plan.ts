import { exposuresOf, type FieldFault, type Installation, keepInCluster } from '../settings';
import { collisionFaults } from './collisions';
import { planEntryPoints } from './entry-points';
import type { Plan, PlannedExposure } from './plan';
import { proxyProtocolFaults } from './proxy-protocol';
import { planServices } from './services';
import { allowed, defaultDeny, isolation, planConnections } from './traffic';
import { compare, planWorkloads } from './workloads';

/** A plan with whatever in the settings cannot work; where there are faults the plan is not to be rendered. */
export interface PlanWithFaults {
  readonly plan: Plan;
  readonly faults: readonly FieldFault[];
}

/** Makes the plan of an installation: a pure function of catalogue and settings. */
export function makePlan(installation: Installation): PlanWithFaults {
  const { settings } = installation;
  const workloads = planWorkloads(installation);
  const entryPoints = planEntryPoints(installation, workloads);
  const services = planServices(installation, workloads, Object.assign({}, ...entryPoints.map(({ serviceAnnotations }) => serviceAnnotations)));
  const entries = entryPoints.flatMap((entryPoint) => entryPoint.entries).sort((a, b) => compare(a.name, b.name));
  const traffic = [
    ...workloads.flatMap((workload) => [
      defaultDeny(installation, workload),
      isolation(installation, workload, workloads),
      ...allowed(installation, workload),
    ]),
    ...entryPoints.flatMap((entryPoint) => entryPoint.traffic),
  ].sort((a, b) => compare(a.name, b.name));

  return {
    plan: {
      installation: settings.name,
      release: settings.release,
      namespace: settings.namespace,
      createNamespace: settings.createNamespace,
      namePrefix: settings.namePrefix,
      labels: {
        ...settings.labels,
        'app.kubernetes.io/managed-by': 'cdk8s-bluemind',
        'app.kubernetes.io/name': 'bluemind',
        'app.kubernetes.io/part-of': settings.name,
      },
      isolation: settings.isolation,
      workloads,
      services,
      entries,
      traffic,
      egress: [],
      connections: planConnections(installation, workloads),
      cluster: {
        podCidrs: settings.cluster.podCidrs,
        nodeCidrs: settings.cluster.nodeCidrs,
        controllers: entryPoints.flatMap(({ controller }) => (controller ? [controller] : [])),
      },
      exposures: [...entryPoints.flatMap(({ exposures }) => exposures), ...keptInside(installation)].sort(
        (a, b) => a.number - b.number || compare(a.port, b.port),
      ),
      waivers: settings.waivers,
      checklist: entryPoints.flatMap(({ checklist }) => checklist),
    },
    faults: [
      ...workloads.flatMap(({ ports }) => proxyProtocolFaults(installation, ports)),
      ...entryPoints.flatMap(({ faults }) => faults),
      ...collisionFaults(installation, services, entries),
    ],
  };
}

/** Ports that settings name and keep inside. */
const keptInside = (installation: Installation): readonly PlannedExposure[] =>
  exposuresOf(installation)
    .filter(({ entryPoint }) => entryPoint === keepInCluster)
    .flatMap(({ port, reason }) =>
      installation.catalogue.ports
        .filter(({ name }) => name === port)
        .map(({ number }): PlannedExposure => ({ kind: 'kept-inside', port, number, reason })),
    );
