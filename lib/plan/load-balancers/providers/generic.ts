import { annotationSettings, entryPointSettings } from '../../snippets';
import { passedOn } from '../client-address';
import { type LoadBalancerProvider, listNumbers, tcpAndUdp } from '../provider';

const byAnnotations = 'name the provider, or say it by annotations of the balancer';

/** A balancer of which nothing is known but the fields of Kubernetes: taken for one that passes packets on. */
export const generic: LoadBalancerProvider = {
  title: 'the generic provider',
  documentation: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'per-port', versions: ['v1', 'v2'], annotations: [] },
  addresses: {
    public: { kind: 'ip-addresses', most: 'one' },
    internal: { kind: 'no-such-scheme', instead: byAnnotations },
  },
  sharing: { kind: 'none', because: `nothing is known of a way to share; ${byAnnotations}` },
  idleTimeout: { kind: 'none', because: `nothing is known of a way to say it; ${byAnnotations}` },
  size: { kind: 'none' },
  needsNodePorts: () => false,
  annotations: () => ({}),
  fields: ({ settings }) => ({ class: settings.class, address: settings.addresses[0] }),
  clientAddress: (request, port) => passedOn(request, port, ['have the balancer hand it on by proxyProtocol']),
  checklist: ({ entryPoint, settings, services }) => [
    ...(settings.proxyProtocol === undefined
      ? []
      : [
          {
            what: 'Tell the balancer by its own annotations to send the PROXY header on these ports and on no others; a provider would have them set.',
            snippet: annotationSettings(entryPoint, {
              'ANNOTATION-OF-THE-BALANCER': listNumbers(services.flatMap(({ ports }) => ports.filter(({ hasHeader }) => hasHeader))),
            }),
          },
        ]),
    ...(settings.proxyProtocol === undefined && settings.externalTrafficPolicy === 'Local'
      ? [
          {
            what: 'Make sure that the balancer passes packets on: one that opens connections of its own shows its own address to BlueMind, whatever externalTrafficPolicy says. Naming the provider settles it.',
            snippet: entryPointSettings(entryPoint, { type: 'LoadBalancer', provider: 'metallb' }),
          },
        ]
      : []),
  ],
};
