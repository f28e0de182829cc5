import { type Labels, manager, ownLabels } from '../base/labels';
import { type FieldFault, type Installation, keepInCluster } from '../settings';
import { collisionFaults } from './collisions';
import { planDns } from './dns/dns';
import { withHostnames } from './dns/external-dns';
import { dnsChecklist } from './dns/one-name';
import { planEgress } from './egress/egress';
import { planIdentity } from './egress/identity';
import { type PlannedEntryPoint, planEntryPoints } from './entry-points';
import type { Plan, PlannedExposure } from './model';
import { monitoringChecklist } from './monitoring/checklist';
import { planMonitoring } from './monitoring/monitoring';
import { monitoringTraffic } from './monitoring/traffic';
import { addressPeerFaults } from './policies/address-peers';
import { planAdmission } from './policies/admission';
import { policyDialectFaults } from './policies/dialect';
import { guardFaults, planGuards } from './policies/guard';
import { withEgressMeaning, withMeaning } from './policies/meaning';
import { allowed, defaultDeny, isolation } from './policies/traffic';
import { planConnections } from './servers/connections';
import { insideChecklist } from './servers/machines';
import { proxyProtocolFaults } from './servers/proxy-listeners';
import { planServices } from './servers/services';
import { compare, planWorkloads, runsInPods } from './servers/workloads';

/** A plan with the faults of the settings; if there are faults, do not render the plan. */
export interface PlanWithFaults {
  readonly plan: Plan;
  readonly faults: readonly FieldFault[];
}

/** Makes the plan of an installation: a pure function of catalogue and settings. */
export function makePlan(installation: Installation): PlanWithFaults {
  const { settings } = installation;
  const servers = planWorkloads(installation);
  const workloads = servers.filter(runsInPods);
  const entryPoints = planEntryPoints(installation, servers);
  const services = planServices(installation, servers, annotationsByComponent(entryPoints));
  const identity = planIdentity(
    installation,
    servers,
    entryPoints.flatMap((entryPoint) => entryPoint.entries).sort((a, b) => compare(a.name, b.name)),
  );
  const connections = planConnections(installation, servers);
  const exposures = [...entryPoints.flatMap((entryPoint) => entryPoint.exposures), ...keptInside(installation)].sort(
    (a, b) => a.number - b.number || compare(a.port, b.port),
  );
  const stated = [
    ...workloads.flatMap((workload) => [
      defaultDeny(installation, workload),
      isolation(installation, workload, servers, connections),
      ...allowed(installation, workload),
    ]),
    ...entryPoints.flatMap((entryPoint) => entryPoint.traffic),
    ...monitoringTraffic(installation, servers, services, exposures),
  ].sort((a, b) => compare(a.name, b.name));
  const traffic = withMeaning(stated, settings.cluster.nodeCidrs);

  const dns = planDns(installation, exposures, identity.entries);
  const entries = withHostnames(installation, dns, identity.entries);
  const egress = withEgressMeaning(planEgress(installation, servers, connections), settings.cluster.nodeCidrs);
  const monitoring = planMonitoring(installation, servers, services, exposures);
  const admission = planAdmission(installation, servers, { services, entries, traffic, egress, exposures });
  const policies = { dialect: settings.policies.dialect, guards: planGuards(installation, workloads, traffic) };

  return {
    plan: {
      installation: settings.name,
      release: settings.release,
      namespace: settings.namespace,
      createNamespace: settings.createNamespace,
      namePrefix: settings.namePrefix,
      labels: {
        ...settings.labels,
        [ownLabels.managedBy]: manager,
        [ownLabels.instance]: settings.name,
        [ownLabels.name]: 'bluemind',
        [ownLabels.partOf]: settings.name,
      },
      annotations: { all: settings.annotations, byKind: settings.annotationsByKind },
      gitOps: { syncWaves: settings.gitOps.argoCd.syncWaves, nameReferences: settings.gitOps.kustomize.nameReferences },
      isolation: settings.isolation,
      workloads,
      machines: servers.filter((server) => !runsInPods(server)),
      services,
      entries,
      traffic,
      egress,
      egressGateways: identity.gateways,
      policies,
      ...(admission && { admission }),
      connections,
      cluster: {
        podCidrs: [...settings.cluster.podCidrs].sort(),
        nodeCidrs: [...settings.cluster.nodeCidrs].sort(),
        controllers: entryPoints.flatMap(({ controller }) => (controller ? [controller] : [])),
        balancers: entryPoints.flatMap(({ balancers = [] }) => balancers),
        gateways: entryPoints.flatMap(({ gateways = [] }) => gateways),
      },
      exposures,
      ...(dns && { dns }),
      ...(monitoring && { monitoring }),
      waivers: settings.waivers,
      checklist: [
        ...entryPoints.flatMap(({ checklist }) => checklist),
        ...insideChecklist(installation, servers, connections),
        ...identity.checklist,
        ...dnsChecklist(installation, exposures, identity.entries),
        ...monitoringChecklist(installation, monitoring),
      ],
    },
    faults: [
      ...servers.flatMap((server) => proxyProtocolFaults(installation, server)),
      ...entryPoints.flatMap(({ faults }) => faults),
      ...collisionFaults(installation, services, entries, [...traffic, ...egress]),
      ...identity.faults,
      ...policyDialectFaults({ traffic, egress, policies }),
      ...guardFaults(policies.guards),
      ...addressPeerFaults(installation, traffic, workloads, exposures),
    ],
  };
}

/** What all entry points together require of the Services of components. */
function annotationsByComponent(entryPoints: readonly PlannedEntryPoint[]): Readonly<Record<string, Labels>> {
  const merged = new Map<string, Labels>();
  for (const { serviceAnnotations = {} } of entryPoints)
    for (const [component, annotations] of Object.entries(serviceAnnotations)) merged.set(component, { ...merged.get(component), ...annotations });
  return Object.fromEntries(merged);
}

/** Ports that settings name and keep inside the cluster. */
const keptInside = (installation: Installation): readonly PlannedExposure[] =>
  installation.exposures
    .filter(({ entryPoint }) => entryPoint === keepInCluster)
    .flatMap(({ port, reason }) =>
      installation.catalogue.ports
        .filter(({ name }) => name === port)
        .map(({ number }): PlannedExposure => ({ kind: 'kept-inside', port, number, reason })),
    );
