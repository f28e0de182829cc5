import { shell } from '../../snippets';
import { passedOn } from '../client-address';
import { annotate, type LoadBalancerProvider, tcpAndUdp } from '../provider';

/**
 * MetalLB announces addresses by ARP, NDP or BGP and leaves the rest to kube-proxy.
 * Facts: docs/reference/load-balancers.md; the old prefix metallb.universe.tf/ is deprecated. Services share by the key and by a backend key, which is
 * the selector with Local and nothing with Cluster.
 */
export const metallb: LoadBalancerProvider = {
  title: 'MetalLB',
  documentation: 'https://metallb.io/usage/',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'none', instead: 'it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients' },
  addresses: {
    public: { kind: 'ip-addresses', most: 'one-a-family' },
    internal: { kind: 'no-such-scheme', instead: "choose the pool by addresses, or by annotations: { metallb.io/address-pool: 'POOL' }" },
  },
  sharing: { kind: 'key', policies: 'alike' },
  idleTimeout: { kind: 'none', because: 'it passes packets on and holds no connections; leave it out' },
  size: { kind: 'none' },
  needsNodePorts: () => false,
  annotations: ({ settings }) => ({
    ...annotate('metallb.io/loadBalancerIPs', settings.addresses.join(',')),
    ...annotate('metallb.io/allow-shared-ip', settings.sharedAddress),
  }),
  clientAddress: passedOn,
  checklist: ({ settings }) =>
    settings.sharedAddress === undefined
      ? []
      : [
          {
            what: 'Shared addresses do not go together with serviceSelectors of an L2Advertisement; announce them by an advertisement without serviceSelectors.',
            snippet: shell('kubectl get l2advertisements.metallb.io --all-namespaces --output yaml | grep --before-context=5 serviceSelectors'),
          },
        ],
};
