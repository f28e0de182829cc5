import { type Protocol, protocols } from '../../catalogue';
import { type FieldFault, type FieldPath, type Installation, leadsTo } from '../../settings';
import { sendsProxyHeader } from '../entry-points/client-address/proxy-header';
import type { PlannedServer, PodPort, PortRange, ProxyListener } from '../model';

/** Entry points that can speak the PROXY protocol to BlueMind. */
type WithProxyProtocol = { readonly proxyProtocol?: { readonly ports?: readonly string[]; readonly targetPorts: Readonly<Record<string, number>> } };

const hasProxyProtocol = (settings: object): settings is WithProxyProtocol => 'proxyProtocol' in settings && settings.proxyProtocol !== undefined;

/** BlueMind's own switch changes the listener of this port to the PROXY protocol, so it needs no separate port. */
const turnedOver = 'https';

/** Whether connections of a transport can begin with a PROXY header: no listener of BlueMind reads one from datagrams. */
const carriesHeader: Readonly<Record<Protocol, boolean>> = { TCP: true, UDP: false };

/** The listeners of a workload that expect a PROXY header, by the entry points' settings. */
export function proxyListeners(installation: Installation, workload: string, ports: readonly PodPort[]): readonly ProxyListener[] {
  return installation.exposures
    .filter((exposure) => leadsTo(exposure, workload))
    .flatMap(({ port: name, entryPoint }) => {
      const settings = installation.settings.entryPoints[entryPoint];
      const port = ports.find((candidate) => candidate.name === name);
      if (!settings || !port || !hasProxyProtocol(settings) || !settings.proxyProtocol) return [];
      const { targetPorts, ports: chosen } = settings.proxyProtocol;
      if (!carriesHeader[port.protocol] || !sendsProxyHeader(settings, name, chosen)) return [];
      return [{ port: name, entryPoint, protocol: port.protocol, podNumber: targetPorts[name] ?? port.podNumber }];
    })
    .sort((a, b) => a.podNumber - b.podNumber);
}

/** Whether a port's plain listener was changed to the PROXY protocol, so that nobody may reach it without a header. */
export const isTurnedOver = (port: PodPort, listeners: readonly ProxyListener[]): boolean =>
  listeners.some(({ podNumber, protocol }) => protocol === port.protocol && port.podNumber <= podNumber && podNumber <= port.podEndNumber);

/** Every port except the listeners that expect a PROXY header. */
export function allBut(listeners: readonly ProxyListener[]): 'all' | readonly PortRange[] {
  if (listeners.length === 0) return 'all';
  return protocols.flatMap((protocol) => {
    const closed = [...new Set(listeners.filter((listener) => listener.protocol === protocol).map(({ podNumber }) => podNumber))].sort(
      (a, b) => a - b,
    );
    const starts = [1, ...closed.map((number) => number + 1)];
    const ends = [...closed.map((number) => number - 1), 65535];
    return starts
      .map((number, index) => ({ protocol, number, endNumber: ends[index] ?? 65535 }))
      .filter(({ number, endNumber }) => number <= endNumber);
  });
}

/** Settings of the PROXY protocol that cannot work with any kind of entry point. */
export function proxyProtocolFaults(installation: Installation, { name: workload, ports }: PlannedServer): readonly FieldFault[] {
  const listeners = proxyListeners(installation, workload, ports);
  return Object.entries(installation.settings.entryPoints).flatMap(([entryPoint, settings]): FieldFault[] => {
    if (!hasProxyProtocol(settings) || !settings.proxyProtocol) return [];
    const path = ['entryPoints', entryPoint, 'proxyProtocol'];
    const { targetPorts, ports: chosen = [] } = settings.proxyProtocol;
    const exposed = installation.exposures.filter((exposure) => exposure.entryPoint === entryPoint).map(({ port }) => port);
    const here = listeners.filter((listener) => listener.entryPoint === entryPoint);
    const named = (name: string, at: FieldPath): FieldFault[] => {
      if (!exposed.includes(name))
        return [{ path: at, message: `'${name}' is not exposed through '${entryPoint}'; expose it there or remove it here` }];
      const without = ports.find((port) => port.name === name && !carriesHeader[port.protocol]);
      return without ? [{ path: at, message: `'${name}' is ${without.protocol}, which carries no PROXY header; remove it here` }] : [];
    };
    return [
      ...chosen.flatMap((name, index) => named(name, [...path, 'ports', index])),
      ...Object.keys(targetPorts).flatMap((name) => named(name, [...path, 'targetPorts', name])),
      ...here.flatMap(({ port: name, podNumber }): FieldFault[] => {
        const plain = ports.find((port) => port.podNumber <= podNumber && podNumber <= port.podEndNumber);
        if (targetPorts[name] === undefined && name !== turnedOver)
          return [
            {
              path: [...path, 'targetPorts'],
              message: `has no port for '${name}': its listener that expects the PROXY header must be separate from the plain one, which clients inside the cluster use; add '${name}: 1....'`,
            },
          ];
        if (plain && plain.name !== turnedOver)
          return [
            { path: [...path, 'targetPorts', name], message: `${podNumber} is the plain port '${plain.name}' of the same pods; choose another port` },
          ];
        const client =
          plain && installation.catalogue.connections.find(({ from, to, port, loopback }) => port === plain.name && from !== to && !loopback);
        return client
          ? [
              {
                path: [...path, 'targetPorts', name],
                message: `${podNumber}: '${client.from}' connects to it without a PROXY header; choose another port`,
              },
            ]
          : [];
      }),
    ];
  });
}
