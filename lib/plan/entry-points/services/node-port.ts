import { didYouMean, type EntryPointSettings, type FieldFault } from '../../../settings';
import type { ClientAddress, EntryService } from '../../model';
import { backendsOf } from '../../servers/backends';
import {
  byWorkload,
  type EntryPointInput,
  type EntryPointPlan,
  entryName,
  entryServicePorts,
  headerSenders,
  listNames,
  trustedProxies,
  wayIn,
} from '../entry-point';
import { ipFamilies, ipFamilyFaults, serverFamilies } from './ip-families';

type NodePortSettings = Extract<EntryPointSettings, { type: 'NodePort' }>;

/** A Service of type NodePort for each workload that serves an exposed port; node ports are explicit, so an external balancer can rely on them. */
export function planNodePort(input: EntryPointInput<NodePortSettings>): EntryPointPlan {
  const { installation, name, settings, exposed } = input;
  const groups = byWorkload(exposed);
  const families = ipFamilies(settings, installation.settings.cluster.ipFamilies);
  const trusted = trustedProxies(input, settings.proxyProtocol?.trustedCidrs, settings.externalTrafficPolicy === 'Local');
  return {
    entries: groups.map(
      ({ workload, ports }): EntryService => ({
        kind: 'NodePort',
        entryPoint: name,
        name: entryName(input, workload, groups.length > 1),
        namespace: workload.namespace,
        workload: workload.name,
        description: `Exposes ${listNames(ports)} of workload '${workload.name}' on a port of every node.`,
        annotations: settings.annotations,
        backends: backendsOf(workload),
        ports: ports.flatMap((one) => entryServicePorts(one).map((servicePort) => ({ ...servicePort, nodePort: settings.nodePorts[one.port.name] }))),
        externalTrafficPolicy: settings.externalTrafficPolicy,
        ...serverFamilies(workload, families),
      }),
    ),
    traffic: groups.flatMap(({ workload, ports }) =>
      wayIn(input, {
        workload,
        ports,
        from: 'anyone',
        proxyFrom: trusted.peers,
        description: `Everyone may connect to ${listNames(ports)} of workload '${workload.name}' through the node ports of '${name}'.`,
      }),
    ),
    balancers: groups.flatMap(({ workload, ports }) =>
      headerSenders({ namespace: workload.namespace, service: entryName(input, workload, groups.length > 1) }, ports, trusted.seen),
    ),
    faults: [...ipFamilyFaults(name, { ...families, ipFamilyPolicy: settings.ipFamilyPolicy }), ...nodePortFaults(input), ...trusted.faults],
    clientAddress: serviceClientAddress(input, settings.externalTrafficPolicy),
  };
}

function nodePortFaults({ name, settings, exposed }: EntryPointInput<NodePortSettings>): readonly FieldFault[] {
  const path = ['entryPoints', name, 'nodePorts'];
  const names = exposed.map(({ port }) => port.name);
  const missing = exposed.filter(({ port }) => settings.nodePorts[port.name] === undefined);
  const ranges = exposed.filter(({ port }) => port.endNumber > port.number);
  return [
    ...missing.map(({ port }) => ({
      path,
      message: `has no node port for '${port.name}', which is exposed here; add one such as '${port.name}: 30025' (30000-32767)`,
    })),
    ...ranges.map(({ port }) => ({
      path: ['expose', port.name],
      message: `is a range of ports, which one node port cannot carry; use a LoadBalancer`,
    })),
    ...Object.keys(settings.nodePorts)
      .filter((port) => !names.includes(port))
      .map((port) => ({
        path: [...path, port],
        message: `is not exposed through '${name}'${didYouMean(port, names)}; expose it or remove this line`,
      })),
  ];
}

/** What happens to the client's address if a Service leads straight to the pods. */
const serviceClientAddress =
  ({ exposed }: EntryPointInput, externalTrafficPolicy: 'Local' | 'Cluster') =>
  (port: string): ClientAddress => {
    if (exposed.some((one) => one.port.name === port && one.proxyListener)) return { kind: 'proxy-protocol' };
    if (externalTrafficPolicy === 'Local') return { kind: 'kept' };
    return {
      kind: 'lost',
      seen: 'the address of a node, since externalTrafficPolicy is Cluster',
      waysOut: ['set externalTrafficPolicy: Local', 'make the balancer send it by proxyProtocol'],
    };
  };
