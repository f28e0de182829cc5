import { shell } from '../../snippets';
import { passedOn } from '../client-address';
import { annotate, faultAt, type LoadBalancerProvider, tcpAndUdp } from '../provider';

const layer2 = 'io.cilium/l2-announcer';

/**
 * Cilium's LB IPAM assigns addresses, its BGP control plane or L2 announcements announce them.
 * Facts: docs/reference/load-balancers.md; with Local, Services share an address only if they select the same pods (its operator's lbipam sources).
 */
export const cilium: LoadBalancerProvider = {
  title: 'Cilium',
  documentation: 'https://docs.cilium.io/en/stable/network/lb-ipam/',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'none', instead: 'it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients' },
  addresses: {
    public: { kind: 'ip-addresses', most: 'one-a-family' },
    internal: {
      kind: 'no-such-scheme',
      instead: 'choose the pool by addresses, or by labels that the serviceSelector of a CiliumLoadBalancerIPPool matches',
    },
  },
  sharing: { kind: 'key', policies: 'alike' },
  idleTimeout: { kind: 'none', because: 'it passes packets on and holds no connections; leave it out' },
  size: { kind: 'none' },
  needsNodePorts: () => false,
  annotations: ({ settings, namespaces }) => ({
    ...annotate('lbipam.cilium.io/ips', settings.addresses.join(',')),
    ...annotate('lbipam.cilium.io/sharing-key', settings.sharedAddress),
    // Each Service must name the namespaces of the Services with which it shares.
    ...(settings.sharedAddress !== undefined && namespaces.length > 1 && annotate('lbipam.cilium.io/sharing-cross-namespace', namespaces.join(','))),
  }),
  clientAddress: passedOn,
  limits: (request) =>
    request.settings.class === layer2 && request.settings.externalTrafficPolicy === 'Local'
      ? [
          faultAt(
            request,
            ['class'],
            `'${layer2}' announces an address on nodes without pods too, which drop its traffic with externalTrafficPolicy Local; announce it by BGP (class: io.cilium/bgp-control-plane), or use another provider such as metallb`,
          ),
        ]
      : [],
  checklist: ({ settings }) =>
    settings.class === undefined && settings.externalTrafficPolicy === 'Local'
      ? [
          {
            what: 'Announce the address by BGP: L2 announcements do not look for nodes with pods, which externalTrafficPolicy Local needs.',
            snippet: shell('kubectl get ciliumbgpadvertisements,ciliumbgpclusterconfigs,ciliuml2announcementpolicies'),
          },
        ]
      : [],
};
