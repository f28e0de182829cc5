import type { Advice } from '../../model';
import { shell } from '../../snippets';
import { versionLimits, versionNote } from '../../versions';
import { passedOn } from '../client-address';
import { annotate, faultAt, type LoadBalancerProvider, type LoadBalancerRequest, tcpAndUdp } from '../provider';

/** An internal forwarding rule can name this many ports; with more it forwards all ports, and the firewall rule still names each. */
const mostInternalPorts = 5;

/**
 * Passthrough Network Load Balancers of Google Kubernetes Engine.
 * Facts: docs/reference/load-balancers.md.
 */
export const gke: LoadBalancerProvider = {
  title: 'GKE',
  documentation: 'https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters',
  transports: tcpAndUdp,
  proxyProtocol: { kind: 'none', instead: 'it passes packets on, and externalTrafficPolicy: Local keeps the addresses of clients' },
  addresses: { public: reservedAddresses(), internal: reservedAddresses() },
  sharing: { kind: 'none', because: 'each Service has its own balancer; put ports that belong to one address on one workload' },
  idleTimeout: { kind: 'none', because: 'it passes packets on and holds no connections; leave it out' },
  size: { kind: 'none' },
  needsNodePorts: () => false,
  annotations: ({ settings }) => ({
    // A class has the same meaning, and takes precedence over the annotation.
    ...(settings.class === undefined &&
      (settings.scheme === 'internal' ? { 'networking.gke.io/load-balancer-type': 'Internal' } : { 'cloud.google.com/l4-rbs': 'enabled' })),
    ...annotate('networking.gke.io/load-balancer-ip-addresses', settings.addresses.join(',')),
  }),
  clientAddress: passedOn,
  limits: (request) => [
    ...(classes.some((name) => name === request.settings.class) && request.settings.class !== classOf[request.settings.scheme]
      ? [
          faultAt(
            request,
            ['class'],
            `'${request.settings.class}' does not go together with scheme ${request.settings.scheme}; use ${classOf[request.settings.scheme]}, or leave it out`,
          ),
        ]
      : []),
  ],
  checklist: (request) => [...internalRules(request), ...mixedProtocols(request)],
};

/** Something that looks like a fault in the console but is not one. */
const internalRules = ({ settings, services }: LoadBalancerRequest): readonly Advice[] =>
  services
    .filter(({ ports }) => settings.scheme === 'internal' && ports.length > mostInternalPorts)
    .map(
      ({ workload, namespace, name, ports }): Advice => ({
        what: `The forwarding rule of workload '${workload}' takes every port, since it can name ${mostInternalPorts} and there are ${ports.length}; GKE's firewall rule for it still names each port, so keep your own rules from admitting more.`,
        snippet: shell(
          `gcloud compute firewall-rules list --filter='description~${namespace}/${name}' --format='table(name,sourceRanges.list(),allowed[].map().firewall_rule().list())'`,
        ),
      }),
    );

/** Both protocols on one Service. */
const mixedProtocols = ({ services }: LoadBalancerRequest): readonly Advice[] =>
  services.some(({ ports }) => new Set(ports.map(({ protocol }) => protocol)).size > 1) ? [versionNote(versionLimits.gkeMixedProtocols)] : [];

const classOf = { public: 'networking.gke.io/l4-regional-external', internal: 'networking.gke.io/l4-regional-internal' } as const;
const classes = Object.values(classOf);

function reservedAddresses() {
  return {
    kind: 'references',
    what: 'names of reserved addresses',
    example: 'mail-ipv4',
    pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    most: 'one-a-family',
  } as const;
}
