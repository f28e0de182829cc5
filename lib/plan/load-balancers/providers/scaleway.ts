import type { Labels } from '../../../base/labels';
import { openedAnew } from '../client-address';
import type { BalancedPort, LoadBalancerProvider, LoadBalancerRequest } from '../provider';
import { annotate, listNumbers } from '../provider';

const key = (name: string): string => `service.beta.kubernetes.io/scw-loadbalancer-${name}`;

/**
 * Load Balancers of Scaleway, which open connections of their own.
 * Facts: reference/edge.md 3.7; the cloud controller manager's docs/loadbalancer-annotations.md (PROXY by port, timeouts as Go durations, private)
 * and sources (ip-mode). Its pull request #12 brought source ranges.
 */
export const scaleway: LoadBalancerProvider = {
  title: 'Scaleway',
  documentation: 'https://github.com/scaleway/scaleway-cloud-controller-manager/blob/master/docs/loadbalancer-annotations.md',
  proxyProtocol: { kind: 'per-port', versions: ['v1', 'v2'], annotations: [key('proxy-protocol'), key('send-proxy')] },
  addresses: {
    public: {
      kind: 'references',
      what: 'IDs of IPs',
      example: '11111111-2222-4333-8444-555555555555',
      pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      most: 'one-a-family',
    },
    internal: { kind: 'none', instead: 'a private load balancer takes its address from its private network' },
  },
  sharing: { kind: 'none', because: 'each Service has a balancer of its own; put ports that belong to one address on one workload' },
  idleTimeout: { kind: 'settable' },
  size: { kind: 'settable', expected: 'a type such as LB-S', pattern: /^lb-/i },
  needsNodePorts: () => true,
  annotations: (request, ports) => ({
    ...(request.settings.scheme === 'internal' && { [key('private')]: 'true' }),
    ...annotate(key('ip-ids'), request.settings.addresses.join(',')),
    ...(request.settings.addresses.length === 0 && annotate(key('flexible-ip-types'), addressTypes(request))),
    ...annotate(key('type'), request.settings.size),
    ...proxyAnnotations(request, ports),
    ...timeouts(request),
  }),
  clientAddress: openedAnew('Scaleway', 'the port'),
  checklist: ({ settings }) =>
    settings.proxyProtocol === undefined
      ? []
      : [
          `The annotation ${key('ip-mode')} keeps kube-proxy from answering for the balancer inside the cluster, where clients would arrive without the PROXY header (kubernetes/kubernetes #66607); it needs Kubernetes 1.30, and before that ${key('use-hostname')}: 'true'.`,
        ],
};

/** Addresses of the outside; a private balancer has none. */
const addressTypes = ({ settings }: LoadBalancerRequest): string | undefined =>
  settings.scheme === 'internal' ? undefined : settings.ipFamilies?.map((family) => family.toLowerCase()).join(',');

/** Mixed ports do not make the controller choose Proxy by itself, so it is said whenever a header is sent. */
function proxyAnnotations({ settings }: LoadBalancerRequest, ports: readonly BalancedPort[]): Labels {
  const withHeader = ports.filter(({ hasHeader }) => hasHeader);
  return settings.proxyProtocol === undefined || withHeader.length === 0
    ? {}
    : { [key(`proxy-protocol-${settings.proxyProtocol.version}`)]: listNumbers(withHeader), [key('ip-mode')]: 'Proxy' };
}

function timeouts({ settings }: LoadBalancerRequest): Labels {
  if (settings.idleTimeout === undefined) return {};
  const duration = `${settings.idleTimeout}s`;
  return { [key('timeout-client')]: duration, [key('timeout-server')]: duration, [key('timeout-tunnel')]: duration };
}
