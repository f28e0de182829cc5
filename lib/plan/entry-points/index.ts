import { type EntryPointSettings, type FieldFault, type Installation, keepInCluster, leadsTo } from '../../settings';
import type { ChecklistItem, PlannedController, PlannedEntry, PlannedExposure, PlannedServer } from '../model';
import { compare } from '../servers/workloads';
import { clientAddressFaults, trustsClientAddress } from './client-address/client-address';
import type { EntryPointInput, EntryPointPlan, ExposedPort } from './entry-point';
import { planGateway } from './gateway/gateway';
import { gatewayController } from './gateway/proxies';
import { planHaproxy } from './haproxy/haproxy';
import { planIngress } from './ingress/ingress';
import { planIngressNginx } from './ingress-nginx/ingress-nginx';
import { machineChecklist, machineClientAddress, machineFaults } from './machines';
import { inNamespaceOfPods, namespaceFaults } from './namespaces';
import { planLoadBalancer } from './services/load-balancer';
import { planNodePort } from './services/node-port';
import { planTraefik } from './traefik/traefik';

/** An entry point's plan, checked for what happens to the addresses of clients. */
export interface PlannedEntryPoint extends Omit<EntryPointPlan, 'clientAddress' | 'faults' | 'checklist'> {
  readonly exposures: readonly PlannedExposure[];
  readonly faults: readonly FieldFault[];
  readonly checklist: readonly ChecklistItem[];
  /** Unset if connections go straight to the pods. */
  readonly controller?: PlannedController;
}

/** Plans every entry point through which a port is exposed, sorted by name. */
export function planEntryPoints(installation: Installation, servers: readonly PlannedServer[]): readonly PlannedEntryPoint[] {
  const exposures = installation.exposures.filter(({ entryPoint }) => entryPoint !== keepInCluster);
  return Object.entries(installation.settings.entryPoints)
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([name, settings]) => {
      const exposed = exposures
        .filter(({ entryPoint }) => entryPoint === name)
        .flatMap((exposure) => servers.filter((server) => leadsTo(exposure, server.name)).flatMap((server) => findPort(server, exposure.port, name)));
      return exposed.length === 0 ? [] : [guardClientAddress(inNamespaceOfPods({ installation, name, settings, exposed }))];
    });
}

const findPort = (workload: PlannedServer, name: string, entryPoint: string): readonly ExposedPort[] =>
  workload.ports
    .filter((port) => port.name === name)
    .map((port) => ({
      port,
      workload,
      proxyListener: workload.proxyListeners.find((listener) => listener.port === name && listener.entryPoint === entryPoint),
    }));

/** The objects contain the reason why a lost address is accepted, so that readers see it where it has its effect. */
function guardClientAddress(input: EntryPointInput): PlannedEntryPoint {
  const { name, settings, exposed } = input;
  const plan = planEntryPoint(input);
  const source = controllerOf(input);
  const accepted = 'acceptLostClientAddress' in settings ? settings.acceptLostClientAddress : undefined;
  const clientAddress = (port: string) => machineClientAddress(input, port, plan.clientAddress(port));
  const addresses = exposed.map(({ port }) => ({ port, clientAddress: clientAddress(port.name) }));
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
      clientAddress: clientAddress(port.name),
      ...(accepted !== undefined && trustsClientAddress(port) && { acceptedBecause: accepted }),
    })),
    faults: [...(plan.faults ?? []), ...namespaceFaults(input), ...machineFaults(input), ...clientAddressFaults(name, accepted, addresses)],
    checklist: [...(plan.checklist ?? []), ...machineChecklist(input)],
    ...(source && { controller: { entryPoint: name, source, listeners: listenersOf(settings, plan.entries) } }),
  };
}

/** Sources of the connections of a controller: what the entry point says about its proxies takes precedence over the settings of the cluster. */
function controllerOf({ settings, ...rest }: EntryPointInput): PlannedController['source'] | undefined {
  if (settings.type === 'LoadBalancer' || settings.type === 'NodePort') return undefined;
  if (settings.type === 'Gateway') return settings.implementation === 'cilium' ? { kind: 'cilium-proxy' } : gatewayController({ ...rest, settings });
  return 'proxies' in settings && settings.proxies ? settings.proxies : rest.installation.settings.cluster.ingressController;
}

/** Numbers on which a controller listens, if they differ from those that clients connect to: its Service maps one to the other. */
function listenersOf(settings: EntryPointSettings, entries: readonly PlannedEntry[]): Readonly<Record<string, number>> {
  if (settings.type === 'Gateway') return settings.listenerPorts;
  return Object.fromEntries(entries.flatMap((entry) => (entry.kind === 'HAProxy' ? entry.routes.map(({ name, bindPort }) => [name, bindPort]) : [])));
}

/** Annotation with the reason why a lost client address was accepted. */
export const lostAddressAnnotation = 'cdk8s-bluemind/client-address-lost';

function planEntryPoint({ settings, ...rest }: EntryPointInput): EntryPointPlan {
  switch (settings.type) {
    case 'LoadBalancer':
      return planLoadBalancer({ ...rest, settings });
    case 'NodePort':
      return planNodePort({ ...rest, settings });
    case 'Ingress':
      return planIngress({ ...rest, settings });
    case 'Gateway':
      return planGateway({ ...rest, settings });
    case 'Traefik':
      return planTraefik({ ...rest, settings });
    case 'HAProxy':
      return planHaproxy({ ...rest, settings });
    case 'IngressNginx':
      return planIngressNginx({ ...rest, settings });
  }
}
