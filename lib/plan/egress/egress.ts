import { dialectTraits } from '../../base/policy-dialects';
import type { Installation } from '../../settings';
import type { AllowedEgress, EgressPeer, EgressRule, PlannedConnection, PlannedServer, PlannedWorkload, PortRange } from '../model';
import { isOnOwnNode } from '../policies/meaning';
import { peersOf } from '../policies/peers';
import { plainPorts, target } from '../policies/traffic';
import { compare, podRange, runsInPods, sortRanges } from '../servers/workloads';
import { type Destination, destinationsOf } from './destinations';

/** Where each workload may connect to, sorted by name; nothing if egress is open. */
export function planEgress(
  installation: Installation,
  servers: readonly PlannedServer[],
  connections: readonly PlannedConnection[],
): readonly AllowedEgress[] {
  if (!installation.settings.egress.restricted) return [];
  const destinations = destinationsOf(installation, servers);
  return servers
    .filter(runsInPods)
    .flatMap((workload) => [
      defaultDeny(installation, workload),
      toDns(installation, workload),
      ...toInstallation(installation, workload, servers, connections),
      ...destinations
        .filter(({ workloads }) => workloads.includes(workload.name))
        .map((destination) => toDestination(installation, workload, destination)),
      ...toApiServer(installation, workload),
    ])
    .sort((a, b) => compare(a.name, b.name));
}

const defaultDeny = (installation: Installation, workload: PlannedWorkload): AllowedEgress => ({
  ...target(installation, workload, 'default-deny-egress'),
  description: `Workload '${workload.name}' may connect to nothing unless another policy allows it.`,
  rules: [],
});

/** Port of DNS, which servers outside pods always use. */
const dnsPort = 53;

/** Servers that are found by addresses are outside pods, such as a cache on the network of the nodes. */
function toDns(installation: Installation, workload: PlannedWorkload): AllowedEgress {
  const dns = installation.settings.egress.restricted?.dns;
  const pods: readonly EgressRule[] = dns
    ? [
        {
          to: [{ kind: 'pods', namespaceLabels: { 'kubernetes.io/metadata.name': dns.namespace }, podLabels: dns.podLabels }],
          ports: sortRanges(dns.ports.flatMap(byUdpAndTcp)),
        },
        // For a redirected connection Cilium evaluates policies against the pod that receives it; both its own policies and NetworkPolicies.
        ...cachePods(installation, dns).map((pods) => ({ to: [pods], ports: byUdpAndTcp(dnsPort) })),
      ]
    : [];
  const cidrs = [...(dns?.cidrs ?? [])].sort();
  return {
    ...target(installation, workload, 'to-dns'),
    description: `Workload '${workload.name}' may query the DNS of the cluster, by UDP and, for the large answers that mail needs, by TCP.`,
    rules: [
      ...pods,
      ...(cidrs.length > 0 ? [{ to: cidrs.map((cidr): EgressPeer => ({ kind: 'addresses', cidr, except: [] })), ports: byUdpAndTcp(dnsPort) }] : []),
    ],
  };
}

type Dns = NonNullable<Installation['settings']['egress']['restricted']>['dns'];

/** NodeLocal DNSCache as Cilium's example of a Local Redirect Policy runs it, or as settings say. */
function cachePods({ settings }: Installation, { cachePods: own, cidrs }: Dns): readonly EgressPeer[] {
  if (own) return [own];
  const isAtAll =
    dialectTraits[settings.policies.dialect].mayLeadToDnsCache && cidrs.some((cidr) => isOnOwnNode({ kind: 'addresses', cidr, except: [] }));
  return isAtAll
    ? [{ kind: 'pods', namespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' }, podLabels: { 'k8s-app': 'node-local-dns' } }]
    : [];
}

const byUdpAndTcp = (number: number): readonly PortRange[] => (['TCP', 'UDP'] as const).map((protocol) => ({ protocol, number, endNumber: number }));

/** The connections that the other end admits. */
function toInstallation(
  installation: Installation,
  workload: PlannedWorkload,
  servers: readonly PlannedServer[],
  connections: readonly PlannedConnection[],
): readonly AllowedEgress[] {
  const outgoing = connections.filter(({ fromWorkload }) => fromWorkload === workload.name);
  const reached = servers
    .map((server) => {
      const names = new Set(outgoing.filter(({ toWorkload }) => toWorkload === server.name).map(({ port }) => port));
      return { server, ports: plainPorts(server).filter(({ name }) => names.has(name)) };
    })
    .filter(({ ports }) => ports.length > 0);
  if (reached.length === 0) return [];
  const described = reached.map(({ server, ports }) => `${ports.map(({ name }) => name).join(', ')} of ${server.name}`);
  return [
    {
      ...target(installation, workload, 'to-installation'),
      description: `Workload '${workload.name}' may make BlueMind's known connections and no others: to ${described.join('; ')}.`,
      rules: reached.map(({ server, ports }) => ({ to: peersOf(server, workload), ports: sortRanges(ports.map(podRange)) })),
    },
  ];
}

const toDestination = (installation: Installation, workload: PlannedWorkload, { name, to, ports, where, reason }: Destination): AllowedEgress => ({
  ...target(installation, workload, `to-${name}`),
  description: `Workload '${workload.name}' may connect to ${where} on ${ports.map(({ number }) => number).join(', ')}: ${reason}`,
  rules: [{ to, ports }],
});

function toApiServer(installation: Installation, workload: PlannedWorkload): readonly AllowedEgress[] {
  const apiServer = installation.settings.egress.restricted?.apiServer;
  if (!apiServer || !(apiServer.workloads ?? [workload.name]).includes(workload.name)) return [];
  return [
    {
      ...target(installation, workload, 'to-api-server'),
      description: `Workload '${workload.name}' may connect to the API server of Kubernetes: ${apiServer.reason}`,
      rules: [
        {
          to: [{ kind: 'api-server', cidrs: [...apiServer.cidrs].sort() }],
          ports: sortRanges(apiServer.ports.map((number) => ({ protocol: 'TCP', number, endNumber: number }))),
        },
      ],
    },
  ];
}
