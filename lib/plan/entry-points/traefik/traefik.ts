import type { EntryPointSettings } from '../../../settings';
import type { EntryTraefik, TraefikHttp, TraefikHttps, TraefikRoute } from '../../model';
import { backendOf, backendServices } from '../controllers/backend';
import {
  type ControllerPorts,
  controllerChecklist,
  controllerClientAddress,
  controllerEntry,
  controllerPorts,
  controllerRoute,
  controllerTraffic,
} from '../controllers/controller';
import { controllerFaults, unexposedKeyFaults } from '../controllers/faults';
import type { EntryPointInput, EntryPointPlan, ExposedPort } from '../entry-point';
import { withSecret } from '../ingress/certificate';
import { believeProxies, traefikChecklist } from './checklist';
import { entryPointFor } from './names';
import { traefikServersTransport } from './servers-transport';

export type TraefikSettings = Extract<EntryPointSettings, { type: 'Traefik' }>;
type TraefikInput = EntryPointInput<TraefikSettings>;

/** Traefik's own routes: IngressRouteTCP for raw TCP and IngressRoute for HTTP. */
export function planTraefik(input: TraefikInput): EntryPointPlan {
  const ports = controllerPorts(input);
  const https = ports.https && httpsOf(input, ports.https);
  const http = httpOf(input, ports);
  const entry: EntryTraefik = {
    kind: 'Traefik',
    ...controllerEntry(input),
    routes: ports.raw.map((one) => traefikRoute(input, one)),
    ...(https && { https }),
    ...(http && { http }),
  };
  const reached = [...ports.raw, ...(ports.https ? [ports.https] : []), ...(ports.http ? [ports.http] : [])];
  return {
    entries: [entry, ...backendServices(input)],
    traffic: controllerTraffic(input, reached),
    faults: [...controllerFaults(input), ...unexposedKeyFaults(input, 'entryPoints', input.settings.entryPoints)],
    clientAddress: controllerClientAddress(input),
    checklist: [...traefikChecklist(entry), ...controllerChecklist(input, (proxies) => believeProxies(entry, proxies))],
  };
}

const entryPointOf = ({ settings }: TraefikInput, port: string): string => settings.entryPoints[port] ?? entryPointFor(port);

const sortedHosts = ({ settings }: TraefikInput): readonly string[] => [...settings.hosts].sort();

/** A connection that begins in clear text names no host, so only BlueMind can use its entry point. */
function traefikRoute(input: TraefikInput, one: ExposedPort): TraefikRoute {
  const startsWithTls = one.port.external?.encryption === 'implicit-tls';
  return {
    ...controllerRoute(input, one),
    entryPoint: entryPointOf(input, one.port.name),
    hosts: startsWithTls ? sortedHosts(input) : [],
  };
}

function httpsOf(input: TraefikInput, one: ExposedPort): TraefikHttps {
  const { installation, name, settings } = input;
  const prefix = `${installation.settings.namePrefix}-${name}`;
  const certificate = withSecret(settings.tls, `${prefix}-tls`);
  return {
    entryPoint: entryPointOf(input, 'https'),
    number: one.port.number,
    hosts: sortedHosts(input),
    ...(certificate && { certificate }),
    backend: backendOf(input, one),
    serversTransport: traefikServersTransport(prefix, settings),
  };
}

/** BlueMind's own port 80 does everything: it redirects, and answers challenges for certificates. */
function httpOf(input: TraefikInput, { http }: ControllerPorts): TraefikHttp | undefined {
  if (!http) return undefined;
  return { entryPoint: entryPointOf(input, 'http'), number: http.port.number, hosts: sortedHosts(input), backend: backendOf(input, http) };
}
