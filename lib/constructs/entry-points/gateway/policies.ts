import type {
  EntryBackendTlsPolicy,
  EntryBackendTrafficPolicy,
  EntryCiliumPolicy,
  EntryClientTrafficPolicy,
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

/** Not optional: whoever may connect without the header would be taken for the balancer. */
export const clientTrafficSpec = ({ target }: EntryClientTrafficPolicy): object => ({
  targetRefs: [targetRef(target)],
  proxyProtocol: { optional: false },
});

export const backendTrafficSpec = ({ targets, version }: EntryBackendTrafficPolicy): object => ({
  targetRefs: targets.map(targetRef),
  proxyProtocol: { version: version === 'v1' ? 'V1' : 'V2' },
});

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
