import { annotationSettings, entryPointSettings } from '../../snippets';
import { passedOn } from '../client-address';
import { type LoadBalancerProvider, listNumbers, tcpAndUdp } from '../provider';

const byAnnotations = 'name the provider, or set annotations of the balancer';

/** A balancer about which only the fields of Kubernetes are known: it is assumed to forward packets. */
export const generic: LoadBalancerProvider = {
  title: 'the generic provider',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'per-port', versions: ['v1', 'v2'], annotations: [] },
  addresses: {
    public: { kind: 'ip-addresses', most: 'one' },
    internal: { kind: 'no-such-scheme', instead: byAnnotations },
  },
  sharing: { kind: 'none', because: `no way to share is known; ${byAnnotations}` },
  idleTimeout: { kind: 'none', because: `no way to set it is known; ${byAnnotations}` },
  size: { kind: 'none' },
  needsNodePorts: () => false,
  annotations: () => ({}),
  fields: ({ settings }) => ({ class: settings.class, address: settings.addresses[0] }),
  clientAddress: (request, port) => passedOn(request, port, ['make the balancer send it by proxyProtocol']),
  checklist: ({ entryPoint, settings, services }) => [
    ...(settings.proxyProtocol === undefined
      ? []
      : [
          {
            what: 'Make the balancer send the PROXY header on exactly these ports, by its own annotations; for a named provider they are rendered.',
            snippet: annotationSettings(entryPoint, {
              'ANNOTATION-OF-THE-BALANCER': listNumbers(services.flatMap(({ ports }) => ports.filter(({ hasHeader }) => hasHeader))),
            }),
          },
        ]),
    ...(settings.proxyProtocol === undefined && settings.externalTrafficPolicy === 'Local'
      ? [
          {
            what: 'Make sure that the balancer passes packets on: one that opens its own connections shows its own address to BlueMind, with every externalTrafficPolicy. Name the provider to make this certain.',
            snippet: entryPointSettings(entryPoint, { type: 'LoadBalancer', provider: 'metallb' }),
          },
        ]
      : []),
  ],
};
