import type { Labels } from '../../base/labels';
import { own } from '../../base/own';
import type { Installation } from '../../settings';
import type {
  AllowedTraffic,
  ChecklistItem,
  PlannedExposure,
  PlannedMonitoring,
  PlannedProbe,
  PlannedServer,
  PlannedService,
  PodPort,
  TrafficPeer,
} from '../model';
import { target } from '../policies/traffic';
import { servicePorts } from '../servers/services';
import { podRange, runsInPods, sortRanges } from '../servers/workloads';
import { moduleFor, type ProbeModuleName, probeModules, whatItTries } from './modules';

type Exposed = Extract<PlannedExposure, { readonly kind: 'exposed' }>;

/** An exposed port with the Service through which pods reach it. */
interface WatchedPort {
  readonly exposure: Exposed;
  readonly server: PlannedServer;
  readonly port: PodPort;
  readonly service: PlannedService;
}

/** How the exposed ports are watched; not at all, unless the settings want it. */
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

/** What can be probed from a pod, and why the rest cannot. */
function watchedPorts(
  servers: readonly PlannedServer[],
  services: readonly PlannedService[],
  exposures: readonly PlannedExposure[],
): { readonly watched: readonly WatchedPort[]; readonly notProbed: PlannedMonitoring['notProbed'] } {
  const judged = exposures
    .filter((exposure) => exposure.kind === 'exposed')
    .map((exposure): WatchedPort | { readonly port: string; readonly reason: string } => {
      const server = servers.find(({ name }) => name === exposure.workload);
      const port = server?.ports.find(({ name }) => name === exposure.port);
      if (!server || !port) return { port: exposure.port, reason: 'no workload serves it' };
      if (port.protocol !== 'TCP') return { port: port.name, reason: `it is ${port.protocol}, which the exporter cannot probe` };
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

/** The probe of the port itself, and for the web, where it has host names of its own, that of what stands in front. */
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

/** Host names that an entry point leads by; a probe needs a whole one. */
function hostsOf(entryPoints: Installation['settings']['entryPoints'], entryPoint: string): readonly string[] {
  const way = own(entryPoints, entryPoint);
  return way && 'hosts' in way ? way.hosts.filter((host) => !host.startsWith('*')) : [];
}

const schemes: Readonly<Partial<Record<ProbeModuleName, string>>> = { bluemind_http_redirect: 'http', bluemind_https: 'https' };

/** As the prober wants it: a URL for HTTP, host and port else. */
const targetOf = (module: ProbeModuleName, address: string): string => (schemes[module] === undefined ? address : `${schemes[module]}://${address}/`);

/** The exporter may connect to what it probes and to nothing else; a statement for each entry point, so that one that is closed takes its own along. */
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

/** What the objects cannot do by themselves. */
export function monitoringChecklist({ settings }: Installation, monitoring: PlannedMonitoring | undefined): readonly ChecklistItem[] {
  if (!monitoring) return [];
  const { exporter, hostname, labels, modulesName, notProbed, probes } = monitoring;
  const item = (where: string, what: string, snippet: ChecklistItem['snippet']): ChecklistItem => ({
    entryPoint: 'monitoring',
    where,
    owner: 'monitoring',
    what,
    snippet,
  });
  const looksAtNames = hostname !== undefined || probes.some(({ way }) => way === 'public');
  return [
    item(
      'blackbox exporter',
      `Give the exporter in namespace ${exporter.namespace} the modules of BlueMind: as values of its chart, or as ConfigMap ${exporter.namespace}/${modulesName} for --config.file.`,
      {
        language: 'sh',
        text: `helm upgrade --install prometheus-blackbox-exporter prometheus-community/prometheus-blackbox-exporter --namespace ${exporter.namespace} -f values/${settings.name}/prometheus-blackbox-exporter.yaml`,
      },
    ),
    item('Prometheus', 'Let Prometheus select the Probes and the PrometheusRule.', { language: 'yaml', text: selectors(settings.namespace, labels) }),
    ...(looksAtNames
      ? []
      : [
          item('certificates', 'Nobody looks at the names in certificates: say in the settings which name they should bear.', {
            language: 'yaml',
            text: 'mail:\n  hostname: mail.example.org',
          }),
        ]),
    ...notProbed.map(({ port, reason }) =>
      item('blackbox exporter', `${port} is not probed: ${reason}.`, { language: 'text', text: `Watch ${port} from outside of the cluster.` }),
    ),
  ];
}

/** Fields of the operator's Prometheus that select what is rendered. */
function selectors(namespace: string, labels: Labels): string {
  const byLabels = Object.entries(labels).map(([key, value]) => `    ${key}: "${value}"`);
  const objects = byLabels.length > 0 ? [':', '  matchLabels:', ...byLabels] : [': {}'];
  const inNamespace = [':', '  matchLabels:', `    kubernetes.io/metadata.name: "${namespace}"`];
  return ['probe', 'rule']
    .flatMap((what) => [
      [`${what}Selector`, ...objects],
      [`${what}NamespaceSelector`, ...inNamespace],
    ])
    .map(([name, first, ...rest]) => [`${name}${first}`, ...rest].join('\n'))
    .join('\n');
}
