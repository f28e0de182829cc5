import type { Labels } from '../../../base/labels';
import type { EntryPointSettings, FieldFault } from '../../../settings';
import type { EntryHaproxy, HaproxyTcp } from '../../model';
import { backendServices } from '../controllers/backend';
import {
  controllerChecklist,
  controllerClientAddress,
  controllerEntry,
  controllerPorts,
  controllerRoute,
  controllerTraffic,
} from '../controllers/controller';
import { controllerFaults, sourceRangeFaults, unexposedKeyFaults } from '../controllers/faults';
import type { EntryPointInput, EntryPointPlan, ExposedPort } from '../entry-point';
import { serverNameFaults, webIngress } from '../ingress/ingress';
import { believeProxies, haproxyChecklist } from './checklist';

type HaproxyInput = EntryPointInput<Extract<EntryPointSettings, { type: 'HAProxy' }>>;

/** The class that the chart gives its controller. The controller then ignores objects without a class: an Ingress, and since 3.1 a resource TCP. */
const classOfChart = 'haproxy';

/** Raw TCP through the controller's resource TCP or its ConfigMap, the web through an Ingress. */
export function planHaproxy(given: HaproxyInput): EntryPointPlan {
  const input: HaproxyInput = { ...given, settings: { ...given.settings, className: given.settings.className ?? classOfChart } };
  const { raw, https } = controllerPorts(input);
  const entry: EntryHaproxy = {
    kind: 'HAProxy',
    ...controllerEntry(input),
    tcp: tcpOf(input),
    routes: raw.map((one) => ({ ...controllerRoute(input, one), bindPort: bindPortOf(input, one) })),
  };
  const web = https && webIngress(input, https, 'haproxy', `${entry.name}-web`);
  return {
    entries: [entry, ...(web ? [web.entry] : []), ...backendServices(input, sendProxy(input))],
    traffic: controllerTraffic(input, [...raw, ...(https ? [https] : [])]),
    faults: [
      ...controllerFaults(input),
      ...unexposedKeyFaults(input, 'bindPorts', input.settings.bindPorts),
      ...(https ? serverNameFaults(input.name, 'haproxy', input.settings.backendTls?.serverName) : []),
      ...configMapFaults(input, raw),
    ],
    clientAddress: controllerClientAddress(input),
    checklist: [...haproxyChecklist(entry), ...controllerChecklist(input, (proxies) => believeProxies(entry, web !== undefined, proxies))],
  };
}

/** The controller sends the header on all ports of a Service, so the entry point needs its own Service. */
const sendProxy = ({ settings: { proxyProtocol } }: HaproxyInput): Labels =>
  proxyProtocol ? { 'haproxy.org/send-proxy-protocol': `proxy-${proxyProtocol.version}` } : {};

/** The controller runs without privileges and cannot listen on numbers below 1024. */
const bindPortOf = ({ settings }: HaproxyInput, { port }: ExposedPort): number =>
  settings.bindPorts[port.name] ?? (port.number < 1024 ? port.number + 10000 : port.number);

function tcpOf({ installation, name, settings }: HaproxyInput): HaproxyTcp {
  const { namePrefix, namespace, cluster } = installation.settings;
  return settings.tcp === 'custom-resource'
    ? { kind: 'custom-resource', ipFamilies: cluster.ipFamilies ?? ['IPv4'] }
    : { kind: 'config-map', name: settings.configMap.name ?? `${namePrefix}-${name}-tcp`, namespace: settings.configMap.namespace ?? namespace };
}

/** A line of the ConfigMap can only name a Service. */
function configMapFaults(input: HaproxyInput, raw: readonly ExposedPort[]): readonly FieldFault[] {
  const { name, settings } = input;
  const wayOut = 'use tcp: custom-resource';
  if (settings.tcp === 'custom-resource')
    return Object.keys(settings.configMap).length > 0
      ? [{ path: ['entryPoints', name, 'configMap'], message: 'has no effect with tcp: custom-resource; remove it, or use tcp: config-map' }]
      : [];
  return [
    ...sourceRangeFaults(input, raw, 'the ConfigMap of TCP ports cannot express them', wayOut),
    ...(settings.trustedProxies.length > 0 && raw.length > 0
      ? [
          {
            path: ['entryPoints', name, 'trustedProxies'],
            message: `cannot be trusted on ${raw.map(({ port }) => port.name).join(', ')}: the controller reads PROXY headers on its web ports, and the ConfigMap of TCP ports cannot express them; ${wayOut}`,
          },
        ]
      : []),
  ];
}
