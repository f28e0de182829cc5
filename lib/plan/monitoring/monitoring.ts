import { own } from '../../base/own';
import type { Installation } from '../../settings';
import type { PlannedExposure, PlannedMonitoring, PlannedProbe, PlannedServer, PlannedService } from '../model';
import { servicePorts } from '../servers/services';
import { moduleFor, type ProbeModuleName, probeModules, whatItTries } from './modules';
import { type WatchedPort, watchedPorts } from './watched-ports';

/** How the exposed ports are monitored; undefined unless settings ask for it. */
export function planMonitoring(
  installation: Installation,
  servers: readonly PlannedServer[],
  services: readonly PlannedService[],
  exposures: readonly PlannedExposure[],
): PlannedMonitoring | undefined {
  const { monitoring, mail, namePrefix } = installation.settings;
  if (monitoring === 'none') return undefined;
  const { watched, notProbed } = watchedPorts(servers, services, exposures);
  return {
    exporter: monitoring.exporter,
    labels: monitoring.labels,
    ...(mail && { hostname: mail.hostname }),
    probes: watched.flatMap((port) => probesOf(installation, port, watched)),
    notProbed,
    modules: probeModules,
    modulesName: `${namePrefix}-blackbox-modules`,
    ruleName: `${namePrefix}-monitoring`,
    ...(monitoring.dashboard && { dashboardName: `${namePrefix}-dashboard` }),
  };
}

/** The probe of the port itself, and for a web with its own host names a probe through the controller in front. */
function probesOf({ settings }: Installation, { exposure, port, service }: WatchedPort, all: readonly WatchedPort[]): readonly PlannedProbe[] {
  const several = all.some((other) => other.port.name === port.name && other.exposure !== exposure && other.exposure.workload !== exposure.workload);
  const name = [settings.namePrefix, port.name, ...(several ? [exposure.workload] : [])].join('-');
  const module = moduleFor(port);
  const hosts = port.name === 'https' ? hostsOf(settings.entryPoints, exposure.entryPoint) : [];
  const common = { port: port.name, workload: exposure.workload };
  const askedFor = settings.mail?.hostname;
  return [
    {
      ...common,
      name,
      way: 'inside',
      module,
      tries: whatItTries[module],
      targets: servicePorts(port).map(({ port: number }) => targetOf(module, `${service.name}.${service.namespace}.svc:${number}`)),
      ...(askedFor !== undefined && { askedFor }),
      bearsHostname: askedFor !== undefined && hosts.length === 0 && module !== 'bluemind_tcp' && module !== 'bluemind_http_redirect',
    },
    ...(hosts.length > 0 ? [publicProbe(common, `${name}-public`, hosts)] : []),
  ];
}

const publicProbe = (common: Pick<PlannedProbe, 'port' | 'workload'>, name: string, hosts: readonly string[]): PlannedProbe => ({
  ...common,
  name,
  way: 'public',
  module: 'bluemind_https_public',
  tries: whatItTries.bluemind_https_public,
  targets: hosts.map((host) => `https://${host}/`),
  bearsHostname: false,
});

/** Host names of an entry point; a probe cannot use a wildcard. */
function hostsOf(entryPoints: Installation['settings']['entryPoints'], entryPoint: string): readonly string[] {
  const way = own(entryPoints, entryPoint);
  return way && 'hosts' in way ? way.hosts.filter((host) => !host.startsWith('*')) : [];
}

const schemes: Readonly<Partial<Record<ProbeModuleName, string>>> = { bluemind_http_redirect: 'http', bluemind_https: 'https' };

/** In the form of the exporter: a URL for HTTP, else host and port. */
const targetOf = (module: ProbeModuleName, address: string): string => (schemes[module] === undefined ? address : `${schemes[module]}://${address}/`);
