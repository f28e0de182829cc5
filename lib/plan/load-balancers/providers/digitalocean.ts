import type { ClientAddress } from '../../model';
import { remove } from '../../snippets';
import { openedAnew, passedOn } from '../client-address';
import { shortCut } from '../hairpin';
import {
  annotate,
  type BalancedPort,
  faultAt,
  type LoadBalancerProvider,
  type LoadBalancerRequest,
  type LoadBalancerSettings,
  sendsHeaders,
  tcpAndUdp,
} from '../provider';

const key = (name: string): string => `service.beta.kubernetes.io/do-loadbalancer-${name}`;

/** REGIONAL opens its own connections and sends PROXY headers; REGIONAL_NETWORK forwards packets. */
const typeOf = (settings: LoadBalancerSettings): string =>
  settings.annotations[key('type')] ?? (settings.proxyProtocol === undefined ? 'REGIONAL_NETWORK' : 'REGIONAL');

/**
 * Load Balancers of DigitalOcean.
 * Facts: docs/reference/load-balancers.md. Unconfirmed: REGIONAL_NETWORK together with network INTERNAL. It sends PROXY headers of a version of its own
 * choosing.
 */
export const digitalocean: LoadBalancerProvider = {
  title: 'DigitalOcean',
  documentation: 'https://github.com/digitalocean/digitalocean-cloud-controller-manager/blob/master/docs/controllers/services/annotations.md',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'whole-balancer', versions: ['v1', 'v2'], annotations: [key('enable-proxy-protocol')] },
  addresses: {
    public: { kind: 'ip-addresses', most: 'one' },
    internal: { kind: 'none', instead: 'an internal load balancer takes its address from the VPC' },
  },
  sharing: { kind: 'none', because: 'each Service has its own balancer; put ports that belong to one address on one workload' },
  idleTimeout: { kind: 'none', because: 'it has a setting only for HTTP; leave it out' },
  size: { kind: 'settable', expected: "a number of nodes such as '2'", pattern: /^[1-9]\d*$/ },
  needsNodePorts: (settings) => typeOf(settings) === 'REGIONAL',
  annotations: (request) => ({
    [key('type')]: typeOf(request.settings),
    [key('network')]: request.settings.scheme === 'internal' ? 'INTERNAL' : 'EXTERNAL',
    [key('enable-proxy-protocol')]: `${sendsHeaders(request)}`,
    ...(request.isDualStack && { [key('network-stack')]: 'DUALSTACK' }),
    ...annotate(key('ip'), request.settings.addresses[0]),
    ...annotate(key('size-unit'), request.settings.size),
  }),
  clientAddress,
  limits: (request) => [
    ...(sendsHeaders(request) && typeOf(request.settings) !== 'REGIONAL'
      ? [
          faultAt(
            request,
            ['annotations', key('type')],
            `'${typeOf(request.settings)}' passes packets on and does not support the PROXY protocol; leave the annotation out, or leave out proxyProtocol`,
          ),
        ]
      : []),
    ...(request.settings.scheme === 'internal' && request.isDualStack
      ? [
          faultAt(
            request,
            ['ipFamilies'],
            'are two, but an internal load balancer of DigitalOcean cannot be dual stack; set ipFamilies: [IPv4] and ipFamilyPolicy: SingleStack, or scheme: public',
          ),
        ]
      : []),
  ],
  checklist: (request) => [
    ...(request.settings.addresses.length > 0
      ? [
          {
            what: `The annotation ${key('ip')} has effect only at creation, and takes only an address that you brought to DigitalOcean yourself and that is unassigned; to change it delete the Service and create it again.`,
            snippet: remove('service', request.services),
          },
        ]
      : []),
    ...shortCut(request, key('hostname')),
  ],
};

function clientAddress(request: LoadBalancerRequest, port: BalancedPort): ClientAddress {
  if (typeOf(request.settings) === 'REGIONAL')
    return openedAnew('DigitalOcean (type REGIONAL)', 'every port of the entry point', [`leave out the annotation ${key('type')}`])(request, port);
  return passedOn(request, port, ['make the balancer send it by proxyProtocol']);
}
