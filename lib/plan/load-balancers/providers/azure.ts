import { parseAddress } from '../../../base/addresses';
import type { Labels } from '../../../base/labels';
import { annotationSettings } from '../../snippets';
import { passedOn } from '../client-address';
import { annotate, type LoadBalancerProvider, type LoadBalancerRequest, tcpAndUdp } from '../provider';

const key = (name: string): string => `service.beta.kubernetes.io/azure-${name}`;

/**
 * Azure's Load Balancer by the Azure cloud provider. Services share an address by naming the same one.
 * Facts: docs/reference/load-balancers.md; an address is shared also by the name of a public IP.
 */
export const azure: LoadBalancerProvider = {
  title: 'Azure',
  documentation: 'https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'none', instead: 'it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients' },
  addresses: {
    public: {
      kind: 'references',
      what: 'names of public IP addresses',
      example: 'mail-ipv4',
      pattern: /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9_])?$/,
      most: 'one-a-family',
    },
    internal: { kind: 'ip-addresses', most: 'one-a-family' },
  },
  sharing: { kind: 'addresses', policies: 'any' },
  idleTimeout: { kind: 'settable', least: 240, most: 6000, step: 60 },
  size: { kind: 'none' },
  needsNodePorts: () => false,
  annotations: (request) => ({
    [key('load-balancer-internal')]: `${request.settings.scheme === 'internal'}`,
    ...addressAnnotations(request),
    ...annotate(key('load-balancer-tcp-idle-timeout'), minutes(request.settings.idleTimeout)),
  }),
  clientAddress: passedOn,
  checklist: ({ entryPoint, settings }) =>
    settings.scheme === 'public' && settings.addresses.length > 0
      ? [
          {
            what: `Its public IP addresses must be in the resource group of the nodes, or name theirs by the annotation ${key('load-balancer-resource-group')}.`,
            snippet: annotationSettings(entryPoint, { [key('load-balancer-resource-group')]: 'RESOURCE-GROUP' }),
          },
        ]
      : [],
};

const addressKeys = {
  public: { IPv4: key('pip-name'), IPv6: key('pip-name-ipv6') },
  internal: { IPv4: key('load-balancer-ipv4'), IPv6: key('load-balancer-ipv6') },
} as const;

/** A name does not show its family: names are in the order of the families, by default IPv4 first. */
const addressAnnotations = ({ settings: { scheme, addresses }, families = ['IPv4', 'IPv6'] }: LoadBalancerRequest): Labels =>
  Object.fromEntries(addresses.map((address, index) => [addressKeys[scheme][parseAddress(address)?.family ?? families[index] ?? 'IPv4'], address]));

const minutes = (seconds: number | undefined): string | undefined => (seconds === undefined ? undefined : `${seconds / 60}`);
