import type { Installation } from '../../settings';
import { configMapOf } from '../entry-points/controllers/config-map';
import type {
  AdmissionBackends,
  AdmissionException,
  AdmissionServer,
  AdmissionSubject,
  AdmittedPeers,
  Plan,
  PlannedAdmission,
  PlannedEntry,
  PlannedServer,
  PlannedService,
  PortRange,
  ServicePort,
  TrafficPeer,
  TrafficRule,
} from '../model';
import { podRange } from '../servers/workloads';
import { commonRanges, mergeRanges, withoutRanges } from './ranges';

type Planned = Pick<Plan, 'services' | 'entries' | 'traffic' | 'egress' | 'exposures'>;

/** What the API server keeps closed; undefined unless settings ask for it. */
export function planAdmission({ settings }: Installation, servers: readonly PlannedServer[], planned: Planned): PlannedAdmission | undefined {
  const { admission } = settings.policies;
  if (admission === false) return undefined;
  const guarded = servers.map((server) => admissionServer(server, planned));
  const backends = backendsOf(servers, guarded, planned);
  return {
    policies: subjectsOf(guarded, backends).map((about) => ({ about, name: `${settings.namespace}.${settings.namePrefix}-admission-${about}` })),
    actions: admission.actions,
    exceptions: admission.exceptions.flatMap(({ serviceAccount = '', object, reason }): AdmissionException => {
      if (object) return { kind: 'object', objectKind: object.kind, namespace: object.namespace ?? settings.namespace, name: object.name, reason };
      const [namespace = '', name = ''] = serviceAccount.split('/');
      return { kind: 'service-account', namespace, name, reason };
    }),
    servers: guarded,
    backends,
    defaultDenies: [
      ...planned.traffic.filter(({ origin }) => origin === 'default-deny').map((statement) => ({ ...statement, direction: 'Ingress' as const })),
      ...planned.egress.filter(({ rules }) => rules.length === 0).map((statement) => ({ ...statement, direction: 'Egress' as const })),
    ].map(({ name, namespace, podLabels, direction }) => ({ name, namespace, podLabels, direction })),
  };
}

/** Machines have neither pods nor policies, and a plan may have no closed Service port. */
const subjectsOf = (servers: readonly AdmissionServer[], { services }: AdmissionBackends): readonly AdmissionSubject[] => [
  'services',
  ...(services.length > 0 ? ['routes' as const] : []),
  ...(servers.some(({ found }) => found.by === 'labels') ? (['pods', 'policies'] as const) : []),
];

/** A Service that leads to a server: of a component, or of an entry point. */
type LeadingService = PlannedService | Extract<PlannedEntry, { readonly workload: string }>;

const servicesOf = ({ name }: Pick<PlannedServer, 'name'>, { services, entries }: Planned): readonly LeadingService[] =>
  [...services, ...entries.filter((entry) => 'workload' in entry)].filter(({ workload }) => workload === name);

function admissionServer(server: PlannedServer, planned: Planned): AdmissionServer {
  const { name, namespace, ports } = server;
  const listeners = listenersOf(server);
  const listening = [...ports.map(podRange), ...listeners];
  // If an entry point sends PROXY headers, its listener is open to it, and the plain port stays closed.
  const exposed = ports.filter(
    (port) =>
      planned.exposures.some((exposure) => exposure.kind === 'exposed' && exposure.workload === name && exposure.port === port.name) &&
      !server.proxyListeners.some((listener) => listener.port === port.name),
  );
  const rules = planned.traffic.filter(({ workload }) => workload === name).flatMap((statement) => statement.rules);
  const open = rules.filter(({ from }) => from === 'anyone').flatMap((rule) => (rule.ports === 'all' ? listening : rule.ports));
  const guarded = withoutRanges(listening, open);
  const services = servicesOf(server, planned);
  return {
    name,
    namespace,
    found:
      server.runsOn === 'pods'
        ? { by: 'labels', podLabels: server.podLabels }
        : { by: 'services', services: services.map((service) => service.name) },
    closedOutside: withoutRanges(listening, exposed.map(podRange)),
    ownWays: services
      .map((service) => ({ service: service.name, ports: service.ports.map(targetRange).filter((range) => isWithin(range, listeners)) }))
      .filter((way) => way.ports.length > 0),
    guarded,
    admitted: admittedTo(guarded, rules),
  };
}

const listenersOf = ({ proxyListeners }: PlannedServer): readonly PortRange[] =>
  proxyListeners.map(({ protocol, podNumber }) => ({ protocol, number: podNumber, endNumber: podNumber }));

const targetRange = ({ protocol, targetPort }: ServicePort): PortRange => ({ protocol, number: targetPort, endNumber: targetPort });

const isWithin = (range: PortRange, ranges: readonly PortRange[]): boolean => withoutRanges([range], ranges).length === 0;

/** Peers that rules admit to closed ports; peers that may reach the same ports are one group. */
function admittedTo(closed: readonly PortRange[], rules: readonly TrafficRule[]): readonly AdmittedPeers[] {
  const byPorts = new Map<string, { readonly peers: TrafficPeer[]; readonly ports: AdmittedPeers['ports'] }>();
  for (const { from, ports } of rules) {
    const common = ports === 'all' ? ports : mergeRanges(commonRanges(closed, ports));
    if (from === 'anyone' || common.length === 0) continue;
    const key = JSON.stringify(common);
    const known = byPorts.get(key) ?? { peers: [], ports: common };
    byPorts.set(key, known);
    for (const peer of from) if (!known.peers.some((other) => JSON.stringify(other) === JSON.stringify(peer))) known.peers.push(peer);
  }
  return [...byPorts.values()];
}

function backendsOf(servers: readonly PlannedServer[], guarded: readonly AdmissionServer[], planned: Planned): AdmissionBackends {
  const ports = servers.flatMap((server, index) =>
    servicesOf(server, planned).flatMap((service) =>
      service.ports
        .filter((port) => isWithin(targetRange(port), guarded[index]?.closedOutside ?? []))
        .map((port) => ({
          service: `${service.namespace}/${service.name}`,
          names: [port.port, port.name].map((word) => `${service.namespace}/${service.name}:${word}`),
          isOwn: isWithin(targetRange(port), listenersOf(server)),
        })),
    ),
  );
  const namesOf = (own: boolean) => ports.filter(({ isOwn }) => isOwn === own).flatMap(({ names }) => names);
  return {
    closed: namesOf(false),
    ownAlone: namesOf(true),
    ownRoutes: [...new Set(planned.entries.flatMap(routeNames))],
    services: [...new Set(ports.map(({ service }) => service))],
  };
}

/** Objects that may be rendered of an entry, as `namespace/name`: controllers have one route for each port, or one ConfigMap for all. */
const routeNames = (entry: PlannedEntry): readonly string[] => [
  `${entry.namespace}/${entry.name}`,
  ...('routes' in entry ? [...entry.routes.map(({ name }) => name), 'https', 'http'].map((port) => `${entry.namespace}/${entry.name}-${port}`) : []),
  ...[configMapOf(entry) ?? []].flat().map(({ namespace, name }) => `${namespace}/${name}`),
];
