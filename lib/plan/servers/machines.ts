import type { Installation } from '../../settings';
import { listCidrs } from '../entry-points/machines';
import type { ChecklistItem, PlannedConnection, PlannedServer } from '../model';
import { runsInPods } from './workloads';

/** What BlueMind's own firewall must admit so that pods of the installation reach its machines; an internal port is open only to its servers. */
export const insideChecklist = (
  { settings }: Installation,
  servers: readonly PlannedServer[],
  connections: readonly PlannedConnection[],
): readonly ChecklistItem[] =>
  servers.flatMap((server) => {
    if (runsInPods(server)) return [];
    const pods = servers.filter(runsInPods).map(({ name }) => name);
    const incoming = connections.filter(({ fromWorkload, toWorkload }) => toWorkload === server.name && pods.includes(fromWorkload));
    if (incoming.length === 0) return [];
    const from = [...new Set(incoming.map(({ fromWorkload }) => fromWorkload))].sort();
    const ports = server.ports
      .filter(({ name }) => incoming.some(({ port }) => port === name))
      .map(({ name, podNumber, podEndNumber }) => `${podNumber === podEndNumber ? podNumber : `${podNumber}-${podEndNumber}`} (${name})`);
    const { nodeCidrs, podCidrs } = settings.cluster;
    return [
      {
        entryPoint: 'cluster',
        where: `machines of '${server.name}'`,
        owner: 'bluemind',
        snippet: { language: 'text', text: [...nodeCidrs, ...podCidrs].sort().join('\n') || 'ADDRESSES-OF-THE-NODES' },
        what: `No NetworkPolicy protects ${server.addresses.join(', ')}. For workload ${from.join(', ')} to reach ${ports.join(', ')}, list ${listCidrs('the nodes', nodeCidrs, 'cluster.nodeCidrs')} and, unless pods are masqueraded, ${listCidrs('the pods', podCidrs, 'cluster.podCidrs')} in BlueMind under Security > Manage firewall. Then all pods of these nodes get in: with egress: restricted, policies limit the installation's own pods to its known connections; policies of other namespaces must restrict the other pods.`,
      },
    ];
  });
