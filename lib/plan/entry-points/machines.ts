import type { FieldFault } from '../../settings';
import type { ChecklistItem, ClientAddress, PlannedMachines } from '../model';
import { familiesOf } from '../servers/backends';
import { runsInPods } from '../servers/workloads';
import { shell } from '../snippets';
import { controllerPeers } from './controllers/peers';
import { byWorkload, type EntryPointInput, type ExposedPort, listNames } from './entry-point';

/** Whether nodes forward connections to machines, or a controller of the cluster opens its own. */
const isService = ({ settings }: EntryPointInput): boolean => settings.type === 'LoadBalancer' || settings.type === 'NodePort';

const machinesBehind = (input: EntryPointInput) =>
  byWorkload(input.exposed).flatMap(({ workload, ports }) => (runsInPods(workload) ? [] : [{ machines: workload, ports }]));

/** Settings that cannot work if an entry point leads to machines. */
export function machineFaults(input: EntryPointInput): readonly FieldFault[] {
  const { name, settings } = input;
  const [first] = machinesBehind(input);
  if (!first) return [];
  const path = ['entryPoints', name];
  const { machines } = first;
  return [
    ...('externalTrafficPolicy' in settings && settings.externalTrafficPolicy === 'Local'
      ? [
          {
            path: [...path, 'externalTrafficPolicy'],
            message: `'Local' keeps connections on the node where they arrive, but the machines of workload '${machines.name}' do not run on nodes, so every connection would be dropped; set externalTrafficPolicy: Cluster`,
          },
        ]
      : []),
    ...(settings.type === 'LoadBalancer' && settings.targetType === 'ip'
      ? [
          {
            path: [...path, 'targetType'],
            message: `'ip' sends connections only to pods, but workload '${machines.name}' runs on machines outside the cluster; set targetType: instance`,
          },
        ]
      : []),
    ...machinesBehind(input).flatMap((behind) => familyFaults(input, behind.machines)),
  ];
}

function familyFaults({ installation, name, settings }: EntryPointInput, machines: PlannedMachines): readonly FieldFault[] {
  const own = familiesOf(machines) ?? [];
  const asked = 'ipFamilies' in settings ? settings.ipFamilies : undefined;
  const families = asked ?? installation.settings.cluster.ipFamilies;
  if (!families || families.some((family) => own.includes(family))) return [];
  return [
    {
      path: asked ? ['entryPoints', name, 'ipFamilies'] : ['cluster', 'ipFamilies'],
      message: `${families.join(', ')}: the machines of workload '${machines.name}' have only ${own.join(' and ')} addresses, but a Service needs addresses of its own families; name that family, or give the machines' other addresses`,
    },
  ];
}

/** Nodes replace the client address with their own for destinations that are not on the node. */
export const machineClientAddress = (input: EntryPointInput, port: string, found: ClientAddress): ClientAddress => {
  const one = input.exposed.find((candidate) => candidate.port.name === port);
  if (!one || runsInPods(one.workload) || one.proxyListener || !isService(input)) return found;
  return {
    kind: 'lost',
    seen: `the address of a node, since workload '${one.workload.name}' runs on machines that are not in the cluster`,
    waysOut: ['make the balancer send it by proxyProtocol'],
  };
};

/** What the firewalls of machines must admit, since policies cannot protect machines. */
export const machineChecklist = (input: EntryPointInput): readonly ChecklistItem[] =>
  machinesBehind(input).map(({ machines, ports }) => ({
    entryPoint: input.name,
    where: `machines of '${machines.name}'`,
    owner: 'network',
    snippet: shell(
      ...ports.map(
        ({ port, proxyListener }) =>
          `nft add rule inet filter input ip saddr ${setOf(input.installation.settings.cluster.nodeCidrs)} ${port.protocol.toLowerCase()} dport ${proxyListener?.podNumber ?? port.podNumber} accept comment '"${port.name}"'`,
      ),
    ),
    what: `No NetworkPolicy protects ${machines.addresses.join(', ')}. Have their firewall admit ${sourcesOf(input)} to ${listPorts(ports)}; BlueMind's own leaves external ports open to everyone.${believed(ports)}`,
  }));

/** A set of nftables. */
const setOf = (cidrs: readonly string[]): string => (cidrs.length > 0 ? `{ ${[...cidrs].sort().join(', ')} }` : 'ADDRESSES-OF-THE-NODES');

const listPorts = (ports: readonly ExposedPort[]): string =>
  ports.map(({ port, proxyListener }) => `${proxyListener?.podNumber ?? port.podNumber} (${port.name})`).join(', ');

function believed(ports: readonly ExposedPort[]): string {
  const proxied = ports.filter(({ proxyListener }) => proxyListener);
  return proxied.length === 0
    ? ''
    : ` Nobody else may connect to the listeners of ${listNames(proxied)}: they trust the client's address in a PROXY header.`;
}

/** Connections of pods leave the cluster with the address of the node or, without masquerading, with the address of the pod. */
function sourcesOf(input: EntryPointInput): string {
  const { podCidrs, nodeCidrs } = input.installation.settings.cluster;
  const nodes = listCidrs('the nodes', nodeCidrs, 'cluster.nodeCidrs');
  if (isService(input)) return nodes;
  const isOnNodes = controllerPeers(input.installation.settings.cluster).every(({ kind }) => kind === 'addresses');
  return isOnNodes ? nodes : `${nodes} and, unless pods are masqueraded, ${listCidrs('the pods', podCidrs, 'cluster.podCidrs')}`;
}

/** `the nodes (10.0.0.0/24)`. */
export const listCidrs = (what: string, cidrs: readonly string[], field: string): string =>
  `${what} (${cidrs.length > 0 ? [...cidrs].sort().join(', ') : `not listed under ${field}`})`;
