import { parseAddress, parseCidr } from '../../../base/addresses';
import type { Labels } from '../../../base/labels';
import type { Protocol } from '../../../catalogue';
import type { FieldFault } from '../../../settings';
import type { ClientAddress } from '../../model';
import { annotationSettings, entryPointSettings, remove } from '../../snippets';
import { versionLimits, versionNote } from '../../versions';
import { openedAnew, passedOn } from '../client-address';
import {
  allPorts,
  annotate,
  type BalancedPort,
  faultAt,
  type LoadBalancerProvider,
  type LoadBalancerRequest,
  listNumbers,
  sendsHeaders,
  tcpAndUdp,
} from '../provider';

const key = (name: string): string => `service.beta.kubernetes.io/aws-load-balancer-${name}`;

const targetType = ({ settings }: LoadBalancerRequest): 'instance' | 'ip' => settings.targetType ?? 'instance';

/**
 * Network Load Balancers by the AWS Load Balancer Controller.
 * Facts: docs/reference/load-balancers.md; instance targets with Local need no PROXY, and PROXY is set by the number of the Service port.
 * An IPv6 among the Service's families makes the targets IPv6 (model_build_target_group.go), which IPv4 clients reach with another source address.
 */
export const aws: LoadBalancerProvider = {
  title: 'AWS',
  documentation: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'per-port', versions: ['v2'], annotations: [key('proxy-protocol')] },
  addresses: {
    public: {
      kind: 'references',
      what: 'EIP allocations',
      example: 'eipalloc-0a1b2c3d4e5f60718',
      pattern: /^eipalloc-[0-9a-z]+$/,
      most: 'any',
    },
    internal: { kind: 'ip-addresses', most: 'any' },
  },
  sharing: { kind: 'none', because: 'each Service has its own balancer; put ports that belong to one address on one workload' },
  idleTimeout: { kind: 'settable', least: 60, most: 6000 },
  size: { kind: 'none' },
  needsNodePorts: (settings) => settings.targetType !== 'ip',
  annotations: (request, ports) => ({
    [key('nlb-target-type')]: targetType(request),
    [key('scheme')]: request.settings.scheme === 'public' ? 'internet-facing' : 'internal',
    [key('ip-address-type')]: hasIpv6(request) ? 'dualstack' : 'ipv4',
    ...addressAnnotations(request),
    ...proxyAnnotations(ports),
    ...preservation(request, ports),
    ...Object.fromEntries(ports.flatMap((port) => Object.entries(idleTimeout(request, port)))),
  }),
  fields: ({ settings }) => ({ class: settings.class ?? 'service.k8s.aws/nlb' }),
  clientAddress,
  limits,
  checklist: (request) => [
    {
      what: 'Neither its loadBalancerClass nor an aws-load-balancer-type can be changed on an existing Service: the old balancer would remain. Delete the Service and create it again.',
      snippet: remove('service', request.services),
    },
    ...(targetType(request) === 'ip' && request.settings.externalTrafficPolicy === 'Cluster' && request.settings.allocateNodePorts
      ? [
          {
            what: 'Set allocateNodePorts: false, since ip targets do not need node ports: BlueMind sees clients that bypass the balancer by a node port with the address of a node.',
            snippet: entryPointSettings(request.entryPoint, { allocateNodePorts: false }),
          },
        ]
      : []),
    ...(request.settings.sourceRanges.length > 0 && allPorts(request).some((port) => clientAddress(request, port).kind !== 'kept')
      ? [versionNote(versionLimits.awsSourceRangesOnBalancer)]
      : []),
    ...(request.settings.addresses.length > 0 && request.settings.annotations[key('subnets')] === undefined
      ? [
          {
            what: `Give the balancer as many subnets as it has fixed addresses (${request.settings.addresses.length}), by ${key('subnets')} or by their tags.`,
            snippet: annotationSettings(request.entryPoint, {
              [key('subnets')]: request.settings.addresses.map((_, index) => `subnet-${index + 1}`).join(','),
            }),
          },
        ]
      : []),
  ],
};

const hasIpv6 = ({ families, isDualStack }: LoadBalancerRequest): boolean => isDualStack || (families?.includes('IPv6') ?? false);

function addressAnnotations({ settings }: LoadBalancerRequest): Labels {
  if (settings.scheme === 'public') return annotate(key('eip-allocations'), settings.addresses.join(','));
  const ofFamily = (family: string) => settings.addresses.filter((address) => parseAddress(address)?.family === family).join(',');
  return { ...annotate(key('private-ipv4-addresses'), ofFamily('IPv4')), ...annotate(key('ipv6-addresses'), ofFamily('IPv6')) };
}

function proxyAnnotations(ports: readonly BalancedPort[]): Labels {
  const withHeader = ports.filter(({ hasHeader }) => hasHeader);
  if (withHeader.length === 0) return {};
  return withHeader.length === ports.length
    ? { [key('proxy-protocol')]: '*' }
    : { [key('proxy-protocol-per-target-group')]: listNumbers(withHeader) };
}

/** If pods are the targets, the balancer hides clients by default; with a PROXY header it must hide them, since policies would otherwise see unknown sources. */
function preservation(request: LoadBalancerRequest, ports: readonly BalancedPort[]): Labels {
  if (targetType(request) === 'instance') return {};
  const attribute = (isOn: boolean) => `preserve_client_ip.enabled=${isOn}`;
  return ports.some(({ hasHeader }) => hasHeader)
    ? Object.fromEntries(ports.map(({ number, hasHeader }) => [`${key('target-group-attributes')}.${number}`, attribute(!hasHeader)]))
    : { [key('target-group-attributes')]: attribute(true) };
}

/** Whether the listeners of a transport take a time: tcp.idle_timeout.seconds is an attribute only of TCP listeners. */
const hasIdleTimeout: Readonly<Record<Protocol, boolean>> = { TCP: true, UDP: false };

const idleTimeout = ({ settings }: LoadBalancerRequest, { number, protocol }: BalancedPort): Labels =>
  settings.idleTimeout === undefined || !hasIdleTimeout[protocol]
    ? {}
    : { [`${key('listener-attributes')}.TCP-${number}`]: `tcp.idle_timeout.seconds=${settings.idleTimeout}` };

/** Instances get the client's address, which Local keeps; pods that are targets get it by client IP preservation, with every externalTrafficPolicy. */
function clientAddress(request: LoadBalancerRequest, port: BalancedPort): ClientAddress {
  if (!port.hasHeader && hasIpv6(request))
    return {
      kind: 'lost',
      seen: 'a private address of the balancer instead of every IPv4 client, since a Service with IPv6 has IPv6 targets with every externalTrafficPolicy and targetType',
      waysOut: ['set ipFamilies: [IPv4] and ipFamilyPolicy: SingleStack', 'set targetType: ip and make the balancer send it by proxyProtocol'],
    };
  if (!port.hasHeader && !isPreserved(request, port))
    return openedAnew('the balancer, whose preserve_client_ip.enabled your annotations replace,', 'the port', [
      'leave that attribute to cdk8s-bluemind',
    ])(request, port);
  if (targetType(request) === 'ip') return port.hasHeader ? { kind: 'proxy-protocol' } : { kind: 'kept' };
  return passedOn(request, port, ['set targetType: ip', 'make the balancer send it by proxyProtocol']);
}

/** The final value of the attributes, since annotations of the settings take precedence; attributes of a port take precedence over those of all ports. */
function isPreserved(request: LoadBalancerRequest, { number }: BalancedPort): boolean {
  const annotations = { ...preservation(request, allPorts(request)), ...request.settings.annotations };
  const attributes = key('target-group-attributes');
  const said = [`${attributes}.${number}`, attributes].map((name) => /preserve_client_ip\.enabled=(\w+)/.exec(annotations[name] ?? '')?.[1]);
  return (said.find((value) => value !== undefined) ?? `${targetType(request) === 'instance'}`) === 'true';
}

function limits(request: LoadBalancerRequest): readonly FieldFault[] {
  const { settings } = request;
  const subnets = settings.annotations[key('subnets')]?.split(',').length;
  return [
    ...(targetType(request) === 'instance' && settings.externalTrafficPolicy === 'Local' && sendsHeaders(request)
      ? [
          faultAt(
            request,
            ['proxyProtocol'],
            'does not go together with instance targets and externalTrafficPolicy Local: the health check of the nodes accepts no PROXY header, so all nodes would count as unhealthy; set targetType: ip, or externalTrafficPolicy: Cluster',
          ),
        ]
      : []),
    ...settings.sourceRanges.flatMap((range, index) =>
      !hasIpv6(request) && parseCidr(range)?.family === 'IPv6'
        ? [
            faultAt(
              request,
              ['sourceRanges', index],
              `'${range}' is IPv6, which the controller refuses for a balancer with only IPv4; remove it, or set ipFamilies: [IPv4, IPv6]`,
            ),
          ]
        : [],
    ),
    ...(subnets !== undefined && settings.addresses.length > 0 && subnets !== settings.addresses.length
      ? [
          faultAt(
            request,
            ['addresses'],
            `count ${settings.addresses.length}, but the annotation ${key('subnets')} names ${subnets} subnets; name one address for each`,
          ),
        ]
      : []),
    ...settings.addresses.flatMap((address, index) =>
      parseAddress(address)?.family === 'IPv6' && !hasIpv6(request)
        ? [faultAt(request, ['addresses', index], `'${address}' is IPv6, which needs a dual-stack balancer; set ipFamilies: [IPv4, IPv6]`)]
        : [],
    ),
  ];
}
