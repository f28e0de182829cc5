import { shell } from '../../snippets';
import { passedOn } from '../client-address';
import { annotate, type LoadBalancerProvider, type LoadBalancerRequest, tcpAndUdp } from '../provider';

/**
 * kube-vip announces addresses by ARP or BGP and leaves the rest to kube-proxy. Services share an address by naming the same one.
 * Facts: docs/reference/load-balancers.md; with an election for each Service each has its own lease, unless kube-vip.io/leaseName names a common one, which
 * is refused unless externalTrafficPolicy is Cluster.
 */
export const kubeVip: LoadBalancerProvider = {
  title: 'kube-vip',
  documentation: 'https://kube-vip.io/docs/usage/kubernetes-services/',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'none', instead: 'it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients' },
  addresses: {
    public: { kind: 'ip-addresses', most: 'one-a-family' },
    internal: { kind: 'no-such-scheme', instead: 'choose by addresses, or the interface by annotations: { kube-vip.io/serviceInterface: eth1 }' },
  },
  sharing: { kind: 'addresses', policies: 'cluster' },
  idleTimeout: { kind: 'none', because: 'it passes packets on and holds no connections; leave it out' },
  size: { kind: 'none' },
  needsNodePorts: () => false,
  annotations: (request) => ({
    ...annotate('kube-vip.io/loadbalancerIPs', request.settings.addresses.join(',')),
    ...annotate('kube-vip.io/leaseName', leaseOf(request)),
  }),
  clientAddress: passedOn,
  checklist: ({ settings }) =>
    settings.externalTrafficPolicy === 'Local'
      ? [
          {
            what: 'Run it with svc_election=true in ARP mode, so that each address is held by a node that has the pods; externalTrafficPolicy Local needs that.',
            snippet: shell('kubectl get daemonsets --all-namespaces --output yaml | grep --after-context=1 svc_election'),
          },
        ]
      : [],
};

/** The lease that keeps a shared address on one node; a lease is in the namespace of its Service, unless it names another. */
const leaseOf = ({ settings: { sharedAddress }, namespaces: [first, ...others] }: LoadBalancerRequest): string | undefined =>
  sharedAddress === undefined || others.length === 0 ? sharedAddress : `${first}/${sharedAddress}`;
