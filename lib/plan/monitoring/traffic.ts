import type { Installation } from '../../settings';
import type { AllowedTraffic, PlannedExposure, PlannedMonitoring, PlannedServer, PlannedService, TrafficPeer } from '../model';
import { target } from '../policies/traffic';
import { podRange, runsInPods, sortRanges } from '../servers/workloads';
import { watchedPorts } from './watched-ports';

/** The exporter may only connect to the ports that it probes. There is one statement for each entry point, so that it disappears together with its entry point. */
export function monitoringTraffic(
  installation: Installation,
  servers: readonly PlannedServer[],
  services: readonly PlannedService[],
  exposures: readonly PlannedExposure[],
): readonly AllowedTraffic[] {
  const { monitoring } = installation.settings;
  if (monitoring === 'none') return [];
  const { watched } = watchedPorts(servers, services, exposures);
  const entryPoints = [...new Set(watched.map(({ exposure }) => exposure.entryPoint))];
  return servers.filter(runsInPods).flatMap((workload) =>
    entryPoints.flatMap((entryPoint): readonly AllowedTraffic[] => {
      const ports = watched.filter(({ exposure, server }) => server === workload && exposure.entryPoint === entryPoint).map(({ port }) => port);
      if (ports.length === 0) return [];
      return [
        {
          ...target(installation, workload, `monitoring-${entryPoint}`),
          origin: 'monitoring',
          description: `The blackbox exporter may connect to ${ports.map(({ name }) => name).join(', ')} of workload '${workload.name}', which it probes.`,
          rules: [{ from: [exporterPeer(monitoring.exporter, workload.namespace)], ports: sortRanges(ports.map(podRange)) }],
        },
      ];
    }),
  );
}

const exporterPeer = ({ namespace, podLabels }: PlannedMonitoring['exporter'], own: string): TrafficPeer => ({
  kind: 'pods',
  ...(namespace !== own && { namespaceLabels: { 'kubernetes.io/metadata.name': namespace } }),
  podLabels,
});
