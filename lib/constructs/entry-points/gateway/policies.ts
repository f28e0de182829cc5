import type {
  EntryBackendConfigPolicy,
  EntryBackendTlsPolicy,
  EntryBackendTrafficPolicy,
  EntryCiliumPolicy,
  EntryClientTrafficPolicy,
  EntryDestinationRule,
  EntryListenerPolicy,
  EntryReferenceGrant,
  EntrySecurityPolicy,
  PortRange,
} from '../../../plan/model';
import { group, targetRef } from './references';

export const backendTlsSpec = ({ targets, serverName, caConfigMap }: EntryBackendTlsPolicy): object => ({
  targetRefs: targets.map(({ service, portName }) => ({ group: '', kind: 'Service', name: service, sectionName: portName })),
  validation: {
    hostname: serverName,
    ...(caConfigMap === undefined
      ? { wellKnownCACertificates: 'System' }
      : { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: caConfigMap }] }),
  },
});

export const referenceGrantSpec = ({ fromNamespace, secret }: EntryReferenceGrant): object => ({
  from: [{ group, kind: 'Gateway', namespace: fromNamespace }],
  to: [{ group: '', kind: 'Secret', name: secret }],
});

/** Not optional: without the header, every client would be seen as the balancer. */
export const clientTrafficSpec = ({ target }: EntryClientTrafficPolicy): object => ({
  targetRefs: [targetRef(target)],
  proxyProtocol: { optional: false },
});

export const backendTrafficSpec = ({ targets, version }: EntryBackendTrafficPolicy): object => ({
  targetRefs: targets.map(targetRef),
  proxyProtocol: { version: proxyVersion(version) },
});

/** An empty object requires the header on every connection: it has no field that allows others. */
export const listenerPolicySpec = ({ target }: EntryListenerPolicy): object => ({ targetRefs: [targetRef(target)], default: { proxyProtocol: {} } });

export const backendConfigSpec = ({ services, version }: EntryBackendConfigPolicy): object => ({
  targetRefs: services.map((name) => ({ group: '', kind: 'Service', name })),
  upstreamProxyProtocol: { version: proxyVersion(version) },
});

/** A short name belongs to the rule's own namespace, independent of the cluster domain. */
export const destinationRuleSpec = ({ service, version }: EntryDestinationRule): object => ({
  host: service,
  trafficPolicy: { proxyProtocol: { version: proxyVersion(version) } },
});

const proxyVersion = (version: 'v1' | 'v2'): string => (version === 'v1' ? 'V1' : 'V2');

export const securitySpec = ({ targets, sourceRanges }: EntrySecurityPolicy): object => ({
  targetRefs: targets.map(targetRef),
  authorization: {
    defaultAction: 'Deny',
    rules: [{ name: 'source-ranges', action: 'Allow', principal: { clientCIDRs: [...sourceRanges] } }],
  },
});

export const ciliumSpec = ({ podLabels, ports }: EntryCiliumPolicy): object => ({
  endpointSelector: { matchLabels: { ...podLabels } },
  ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: ports.map(ciliumPort) }] }],
});

/** Cilium writes numbers as text. */
const ciliumPort = ({ protocol, number, endNumber }: PortRange): object => ({
  port: String(number),
  ...(endNumber > number && { endPort: endNumber }),
  protocol,
});
