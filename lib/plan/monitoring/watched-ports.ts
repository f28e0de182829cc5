import type { Protocol } from '../../catalogue';
import type { PlannedExposure, PlannedMonitoring, PlannedServer, PlannedService, PodPort } from '../model';
import { servicePorts } from '../servers/services';

type Exposed = Extract<PlannedExposure, { readonly kind: 'exposed' }>;

/** An exposed port with the Service through which pods reach it. */
export interface WatchedPort {
  readonly exposure: Exposed;
  readonly server: PlannedServer;
  readonly port: PodPort;
  readonly service: PlannedService;
}

/** Whether the blackbox exporter has a module for a transport: to get an answer over UDP it would have to speak the protocol of the service. */
const isProbed: Readonly<Record<Protocol, boolean>> = { TCP: true, UDP: false };

/** Ports that a pod can probe, and why it cannot probe the others. */
export function watchedPorts(
  servers: readonly PlannedServer[],
  services: readonly PlannedService[],
  exposures: readonly PlannedExposure[],
): { readonly watched: readonly WatchedPort[]; readonly notProbed: PlannedMonitoring['notProbed'] } {
  const judged = exposures
    .filter((exposure) => exposure.kind === 'exposed')
    .flatMap((exposure): WatchedPort | { readonly port: string; readonly reason: string } | readonly [] => {
      const server = servers.find(({ name }) => name === exposure.workload);
      const port = server?.ports.find(({ name }) => name === exposure.port);
      // Each exposed port was found on its workload.
      if (!server || !port) return [];
      if (!isProbed[port.protocol]) return { port: port.name, reason: `it is ${port.protocol}, which the exporter cannot probe` };
      const service = services.find((one) => one.workload === server.name && one.component === port.component && !one.headless && leadsTo(one, port));
      return service
        ? { exposure, server, port, service }
        : { port: port.name, reason: 'its listener expects a PROXY header, which the exporter cannot send; probe it through the load balancer' };
    });
  return {
    watched: judged.filter((one) => 'service' in one),
    notProbed: judged.filter((one) => 'reason' in one),
  };
}

const leadsTo = ({ ports }: PlannedService, port: PodPort): boolean =>
  servicePorts(port).every(({ name }) => ports.some((servicePort) => servicePort.name === name));
