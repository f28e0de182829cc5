import type { EntryPointSettings } from '../../../settings';

/** Whether an entry point can send the PROXY header on a port if settings ask for it. */
export type ProxyHeader =
  /** On every port, unless `proxyProtocol.ports` names others. */
  | 'by-default'
  /** Only if `proxyProtocol.ports` names the port: HTTP carries the address anyway. */
  | 'if-named'
  /** If the controller sends BlueMind its own HTTP requests, or never connects to it. */
  | 'never';

/** On the two web ports, controllers of the cluster do not handle raw TCP; only raw TCP can carry the header. */
export function proxyHeader(settings: EntryPointSettings, port: string): ProxyHeader {
  if (port !== 'http' && port !== 'https') return 'by-default';
  switch (settings.type) {
    case 'Traefik':
      return port === 'https' && settings.tlsMode === 'passthrough' ? 'by-default' : 'never';
    case 'HAProxy':
      return port === 'https' ? 'if-named' : 'never';
    case 'Gateway':
      return port === 'http' ? 'never' : settings.tlsMode === 'terminate' ? 'if-named' : 'by-default';
    case 'IngressNginx':
      return 'never';
    default:
      return 'by-default';
  }
}

/** The header is sent on the ports that settings name, or on all that carry it by default. */
export const sendsProxyHeader = (settings: EntryPointSettings, port: string, named: readonly string[] | undefined): boolean =>
  named === undefined ? proxyHeader(settings, port) === 'by-default' : named.includes(port) && proxyHeader(settings, port) !== 'never';
