import type { Protocol } from '../../../catalogue';
import type { EntryPointSettings } from '../../../settings';
import type { Advice, AllowedTraffic, ChecklistItem, ClientAddress, ControllerRoute, Snippet } from '../../model';
import { shell } from '../../snippets';
import { proxyChecklist } from '../client-address/proxy-checklist';
import { proxyHeader } from '../client-address/proxy-header';
import { byWorkload, type EntryPointInput, type ExposedPort, listNames, wayIn } from '../entry-point';
import { backendOf } from './backend';
import { controllerPeers } from './peers';

/** Entry points that lead through an ingress controller, raw TCP included. */
export type ControllerSettings = Extract<EntryPointSettings, { type: 'Traefik' | 'HAProxy' | 'IngressNginx' }>;

export type ControllerInput<T extends ControllerSettings = ControllerSettings> = EntryPointInput<T>;

const names = { Traefik: 'Traefik', HAProxy: 'HAProxy', IngressNginx: 'ingress-nginx' } as const;

/** The controller's own name. */
export const controllerName = ({ settings }: ControllerInput): string => names[settings.type];

/** The exposed ports by the way a controller handles them. */
export interface ControllerPorts {
  /** Ports that it passes on as raw TCP, by number. */
  readonly raw: readonly ExposedPort[];
  /** HTTPS that ends at the controller. */
  readonly https?: ExposedPort;
  readonly http?: ExposedPort;
}

export function controllerPorts({ settings, exposed }: ControllerInput): ControllerPorts {
  const isRaw = ({ port }: ExposedPort) => proxyHeader(settings, port.name) === 'by-default';
  const web = (name: string) => exposed.find((one) => one.port.name === name && !isRaw(one));
  return { raw: exposed.filter(isRaw).sort((a, b) => a.port.number - b.port.number), https: web('https'), http: web('http') };
}

/** Whether controllers route a transport. All of them could route UDP, each in its own way, but that is not rendered. */
export const isLed: Readonly<Record<Protocol, boolean>> = { TCP: true, UDP: false };

/** The route of a raw port, which every controller has. */
export const controllerRoute = (input: ControllerInput, one: ExposedPort): ControllerRoute => ({
  name: one.port.name,
  number: one.port.number,
  protocol: one.port.protocol,
  backend: backendOf(input, one),
  ...(one.proxyListener && { proxyVersion: input.settings.proxyProtocol?.version }),
});

/** What the entry of every controller contains besides its routes. */
export function controllerEntry(input: ControllerInput) {
  const { installation, name, settings, exposed } = input;
  return {
    entryPoint: name,
    name: `${installation.settings.namePrefix}-${name}`,
    namespace: installation.settings.namespace,
    description: `Routes ${listNames([...exposed].sort((a, b) => a.port.number - b.port.number))} through ${controllerName(input)} to BlueMind.`,
    annotations: settings.annotations,
    ...(settings.className !== undefined && { className: settings.className }),
    sourceRanges: [...settings.sourceRanges].sort(),
    trustedProxies: [...settings.trustedProxies].sort(),
  };
}

/** Where the controller of an entry point runs: by the entry point, else by the settings of the cluster. */
export const controllerFacts = ({ installation, settings }: ControllerInput) => {
  const { cluster } = installation.settings;
  return { ...cluster, ingressController: settings.proxies ?? cluster.ingressController };
};

/** Only the controller may reach the ports to which it routes: plain ports, and those that trust its PROXY header. */
export function controllerTraffic(input: ControllerInput, reached: readonly ExposedPort[]): readonly AllowedTraffic[] {
  const peers = controllerPeers(controllerFacts(input));
  return byWorkload(reached).flatMap(({ workload, ports }) =>
    wayIn(input, {
      workload,
      ports,
      from: peers,
      proxyFrom: peers,
      description: `${controllerName(input)} may connect to ${listNames(ports)} of workload '${workload.name}', to serve '${input.name}'.`,
    }),
  );
}

/** A controller opens its own connections, so the pods see the client address only by the PROXY protocol, or on the web by an HTTP header. */
export const controllerClientAddress =
  (input: ControllerInput) =>
  (port: string): ClientAddress => {
    const { settings, exposed } = input;
    if (exposed.some((one) => one.port.name === port && one.proxyListener)) return { kind: 'proxy-protocol' };
    if (proxyHeader(settings, port) !== 'by-default') return { kind: 'kept' };
    return {
      kind: 'lost',
      seen: `the address of ${controllerName(input)}, which opens its own connections`,
      waysOut: [`have ${controllerName(input)} send it by proxyProtocol`, 'expose them through a LoadBalancer with externalTrafficPolicy: Local'],
    };
  };

/** Configuration by which BlueMind trusts the controller, and by which the controller sees the client address. */
export const controllerChecklist = (input: ControllerInput, believe: (proxies: string) => Advice): readonly ChecklistItem[] => [
  ...clientAddressItem(input, believe),
  ...proxyChecklist(input, controllerAddresses(input)),
];

function clientAddressItem(input: ControllerInput, believe: (proxies: string) => Advice): readonly ChecklistItem[] {
  const { trustedProxies } = input.settings;
  const item = (what: string, snippet: Snippet): readonly ChecklistItem[] => [
    { entryPoint: input.name, where: controllerName(input), owner: 'controller', what, snippet },
  ];
  if (trustedProxies.length > 0) {
    const { what, snippet } = believe([...trustedProxies].sort().join(','));
    return item(`${what} The balancer in front of it must send the header on these ports.`, snippet);
  }
  if (controllerFacts(input).ingressController?.kind === 'host-network') return [];
  return item(
    "Set externalTrafficPolicy: Local on its Service, unless it is set already: with Cluster the controller sees a node as the client. Behind a balancer that sends PROXY headers, list the balancer's addresses under trustedProxies instead.",
    shell(`kubectl patch service --namespace NAMESPACE SERVICE --patch '{"spec":{"externalTrafficPolicy":"Local"}}'`),
  );
}

/** Addresses from which the controller's connections come. */
function controllerAddresses(input: ControllerInput): readonly string[] {
  const { ingressController, nodeCidrs, podCidrs } = controllerFacts(input);
  return [...(ingressController?.kind === 'host-network' ? nodeCidrs : podCidrs)].sort();
}
