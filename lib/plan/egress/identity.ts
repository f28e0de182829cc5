import { parseAddress, parseCidr } from '../../base/addresses';
import type { Labels } from '../../base/labels';
import { didYouMean, type EgressIdentity, type FieldFault, type Installation } from '../../settings';
import { listCidrs } from '../entry-points/machines';
import type { ChecklistItem, PlannedEgressGateway, PlannedEntry, PlannedServer, PlannedWorkload } from '../model';
import { runsInPods } from '../servers/workloads';
import { shell, yaml } from '../snippets';
import { versionLimits, versionNote } from '../versions';
import { connecting, destinationsOf } from './destinations';

/** The objects that give outgoing mail its own source address. */
export interface PlannedIdentity {
  readonly gateways: readonly PlannedEgressGateway[];
  /** The entries with their settings for it. */
  readonly entries: readonly PlannedEntry[];
  readonly checklist: readonly ChecklistItem[];
  readonly faults: readonly FieldFault[];
}

/** The source address of outgoing mail, for the pods that send it, in the form of the provider. */
export function planIdentity(installation: Installation, servers: readonly PlannedServer[], entries: readonly PlannedEntry[]): PlannedIdentity {
  const { identity } = installation.settings.egress;
  const nothing = { gateways: [], entries, checklist: [], faults: [] };
  if (!identity) return nothing;
  const senders = servers.filter(runsInPods).filter(({ name }) => sendingWorkloads(installation, servers).includes(name));
  if (senders.length === 0)
    return {
      ...nothing,
      faults: [
        {
          path: ['egress', 'identity'],
          message: 'has no effect: no pods send mail out; remove it, or allow outgoing mail by egress.destinations.mail',
        },
      ],
    };
  return identity.provider === 'cilium'
    ? { ...nothing, ...ciliumGateways(installation, identity, senders) }
    : { ...nothing, ...kubeVipService(installation, servers, identity, senders, entries) };
}

const mailOf = (installation: Installation) => installation.catalogue.outgoing.find(({ name }) => name === 'mail');

/** Workloads that may send mail to the outside. */
function sendingWorkloads(installation: Installation, servers: readonly PlannedServer[]): readonly string[] {
  if (installation.settings.egress.restricted) return destinationsOf(installation, servers).find(({ name }) => name === 'mail')?.workloads ?? [];
  const mail = mailOf(installation);
  return mail ? connecting(installation, servers, mail) : [];
}

/** A gateway does not distinguish ports: all connections of these pods to the outside of the cluster go through it. */
function ciliumGateways(
  { settings }: Installation,
  { address, nodeLabels }: Extract<EgressIdentity, { provider: 'cilium' }>,
  senders: readonly PlannedWorkload[],
): Pick<PlannedIdentity, 'gateways' | 'checklist'> {
  const { podCidrs, nodeCidrs } = settings.cluster;
  const family = parseAddress(address)?.family ?? 'IPv4';
  const other = family === 'IPv4' ? 'IPv6' : 'IPv4';
  return {
    gateways: senders.map(({ name, namespace, podLabels }) => ({
      name: `${namespace}.${settings.namePrefix}-${name}-egress`,
      description: `Outgoing connections of workload '${name}' leave the cluster from ${address}, whose reverse name other mail servers look up.`,
      namespace,
      podLabels,
      address,
      nodeLabels,
      destinationCidrs: [family === 'IPv4' ? '0.0.0.0/0' : '::/0'],
      excludedCidrs: [...podCidrs, ...nodeCidrs].filter((cidr) => parseCidr(cidr)?.family === family).sort(),
    })),
    checklist: [
      {
        what: 'Turn its egress gateway on (egressGateway.enabled, with bpf.masquerade and kubeProxyReplacement).',
        snippet: yaml({ egressGateway: { enabled: true }, bpf: { masquerade: true }, kubeProxyReplacement: true }),
      },
      {
        what: `Give an interface of the nodes with ${listLabels(nodeLabels)} the address ${address}, and let its PTR record name the mail server: Cilium assigns no addresses.`,
        snippet: shell(`ip address add ${address}/${family === 'IPv4' ? 32 : 128} dev INTERFACE`, `dig +short -x ${address}`),
      },
      {
        what: `Mail over ${other} does not go through the gateway, since one policy has one address; have Postfix send only by ${family} (inet_protocols), or give the nodes PTR records for ${other}.`,
        snippet: shell(`postconf -e inet_protocols=${family.toLowerCase()}`),
      },
      ...(family === 'IPv6' ? [versionNote(versionLimits.ciliumEgressIpv6)] : []),
    ].map((advice) => ({ entryPoint: 'egress', where: 'Cilium', owner: 'network', ...advice })),
  };
}

const listLabels = (labels: Labels): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(', ');

/** kube-vip rewrites the source address of connections from the pods of a Service to these ports. */
function kubeVipService(
  installation: Installation,
  servers: readonly PlannedServer[],
  { entryPoint: name }: Extract<EgressIdentity, { provider: 'kube-vip' }>,
  senders: readonly PlannedWorkload[],
  entries: readonly PlannedEntry[],
): Pick<PlannedIdentity, 'entries' | 'checklist' | 'faults'> {
  const fault = kubeVipFault(installation, name, senders, entries);
  const mail = destinationsOf(installation, servers).find((destination) => destination.name === 'mail');
  const ports = mail?.ports.map(({ number }) => number) ?? mailOf(installation)?.ports ?? [];
  const annotations = {
    'kube-vip.io/egress': 'true',
    'kube-vip.io/egress-destination-ports': ports.map((port) => `tcp:${port}`).join(','),
  };
  return {
    entries: entries.map((entry) =>
      entry.kind === 'LoadBalancer' && entry.entryPoint === name && senders.some((sender) => sender.name === entry.workload)
        ? { ...entry, annotations: { ...annotations, ...entry.annotations } }
        : entry,
    ),
    checklist: [
      {
        what: 'Run it with svc_election=true and, for egress, as the image with iptables (or egress_withnftables=true).',
        snippet: yaml({
          env: [
            { name: 'svc_election', value: 'true' },
            { name: 'egress_withnftables', value: 'true' },
          ],
        }),
      },
      {
        what: `Set its egress_podcidr and egress_servicecidr to the address blocks of the cluster; otherwise connections inside the cluster leave from the balancer's address. Blocks of ${listCidrs('pods', installation.settings.cluster.podCidrs, 'cluster.podCidrs')}.`,
        snippet: yaml({
          env: [
            { name: 'egress_podcidr', value: installation.settings.cluster.podCidrs.join(',') || 'PODS/16' },
            { name: 'egress_servicecidr', value: 'SERVICES/12' },
          ],
        }),
      },
    ].map((advice) => ({ entryPoint: 'egress', where: 'kube-vip', owner: 'network', ...advice })),
    faults: fault === undefined ? [] : [{ path: ['egress', 'identity', 'entryPoint'], message: `'${name}'${fault}` }],
  };
}

function kubeVipFault(
  { settings }: Installation,
  name: string,
  senders: readonly PlannedWorkload[],
  entries: readonly PlannedEntry[],
): string | undefined {
  const entryPoint = settings.entryPoints[name];
  const names = Object.keys(settings.entryPoints);
  if (!entryPoint) return `: no entry point has this name${didYouMean(name, names)} (entryPoints: ${names.join(', ')})`;
  if (entryPoint.type !== 'LoadBalancer' || entryPoint.provider !== 'kube-vip')
    return ' is not a load balancer of kube-vip, and only kube-vip can share its address; set type: LoadBalancer and provider: kube-vip there';
  const lent = entries.flatMap((entry) => (entry.kind === 'LoadBalancer' && entry.entryPoint === name ? [entry.workload] : []));
  const without = senders.filter((sender) => !lent.includes(sender.name)).map((sender) => `'${sender.name}'`);
  if (without.length > 0)
    return ` exposes no port of workload ${without.join(', ')}, which sends mail out, and kube-vip shares an address only with the pods behind it; expose smtp of this workload there`;
  return entryPoint.externalTrafficPolicy === 'Local'
    ? undefined
    : ' has externalTrafficPolicy Cluster, so its address may be on a node without these pods; set it to Local';
}
