import { passedOn } from '../client-address';
import { annotate, type LoadBalancerProvider } from '../provider';

/**
 * kube-vip holds addresses by ARP or BGP and leaves the rest to kube-proxy. Services share an address by naming the same one.
 * Facts: reference/edge.md 3.7; kube-vip's docs/usage/kubernetes-services.md (class, several Services on one address) and its annotations.go.
 * Unconfirmed: that Local needs an election for each Service (svc_election), from memory.
 */
export const kubeVip: LoadBalancerProvider = {
  title: 'kube-vip',
  documentation: 'https://kube-vip.io/docs/usage/kubernetes-services/',
  proxyProtocol: { kind: 'none', instead: 'it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients' },
  addresses: {
    public: { kind: 'ip-addresses', most: 'one-a-family' },
    internal: { kind: 'no-such-scheme', instead: 'choose by addresses, or the interface by annotations: { kube-vip.io/serviceInterface: eth1 }' },
  },
  sharing: { kind: 'addresses', livesOnOneNode: true },
  idleTimeout: { kind: 'none', because: 'it passes packets on and holds no connections; leave it out' },
  size: { kind: 'none' },
  needsNodePorts: () => false,
  annotations: ({ settings }) => annotate('kube-vip.io/loadbalancerIPs', settings.addresses.join(',')),
  clientAddress: passedOn,
  checklist: ({ settings }) =>
    settings.externalTrafficPolicy === 'Local'
      ? [
          'Run it with svc_election=true in ARP mode, so that each address is held by a node that has the pods; externalTrafficPolicy Local needs that.',
        ]
      : [],
};
