import type { EntryGateway, EntryListenerSet, GatewayListener } from '../../../plan/model';
import { group } from './references';

export const gatewaySpec = (entry: EntryGateway): object => ({
  gatewayClassName: entry.className,
  ...(entry.addresses.length > 0 && { addresses: entry.addresses.map((value) => ({ type: 'IPAddress', value })) }),
  ...(entry.infrastructure && { infrastructure: infrastructure(entry.infrastructure) }),
  listeners: entry.listeners.map((listener) => listenerSpec(listener, entry.namespace)),
});

const infrastructure = ({ annotations, labels }: NonNullable<EntryGateway['infrastructure']>): object => ({
  ...(Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
  ...(Object.keys(labels).length > 0 && { labels: { ...labels } }),
});

export const listenerSetSpec = (entry: EntryListenerSet): object => ({
  parentRef: { group, kind: 'Gateway', name: entry.gateway.name, namespace: entry.gateway.namespace },
  listeners: entry.listeners.map((listener) => listenerSpec(listener, entry.namespace)),
});

/** Kinds and namespaces of routes are explicit, so that no other route can attach to a listener of BlueMind. */
const listenerSpec = ({ name, host, number, protocol, certificate, routes }: GatewayListener, namespace: string): object => ({
  name,
  ...(host !== undefined && { hostname: host }),
  port: number,
  protocol,
  ...tls(protocol, certificate),
  allowedRoutes: {
    kinds: [{ group, kind: routes.kind }],
    namespaces:
      routes.namespace === namespace
        ? { from: 'Same' }
        : { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': routes.namespace } } },
  },
});

function tls(protocol: GatewayListener['protocol'], certificate: GatewayListener['certificate']): object {
  if (protocol === 'TLS') return { tls: { mode: 'Passthrough' } };
  if (!certificate) return {};
  const { secret, namespace } = certificate;
  return {
    tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: secret, ...(namespace !== undefined && { namespace }) }] },
  };
}
