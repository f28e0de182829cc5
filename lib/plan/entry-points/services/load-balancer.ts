import type { EntryPointSettings } from '../../../settings';
import {
  type BalancedPort,
  familiesOf,
  isDualStack,
  type LoadBalancerProvider,
  type LoadBalancerRequest,
  limitFaults,
  loadBalancerProviders,
  type ProviderName,
} from '../../load-balancers';
import type { Advice, ChecklistItem, ClientAddress, EntryService, PlannedBalancer, PlannedServer, TrafficPeer } from '../../model';
import { backendsOf } from '../../servers/backends';
import { entryPointSettings, remove } from '../../snippets';
import { proxyChecklist } from '../client-address/proxy-checklist';
import {
  addressPeers,
  byWorkload,
  type EntryPointInput,
  type EntryPointPlan,
  type ExposedPort,
  entryName,
  entryServicePorts,
  headerSenders,
  listNames,
  portNames,
  trustedProxies,
  wayIn,
} from '../entry-point';
import { ipFamilies, ipFamilyFaults, serverFamilies } from './ip-families';

type LoadBalancerSettings = Extract<EntryPointSettings, { type: 'LoadBalancer' }>;

/**
 * A Service of type LoadBalancer for each workload that serves an exposed port, in the form of the provider.
 * @param providers the providers by their names in the settings
 */
export function planLoadBalancer(
  input: EntryPointInput<LoadBalancerSettings>,
  providers: Readonly<Record<ProviderName, LoadBalancerProvider>> = loadBalancerProviders,
): EntryPointPlan {
  const { installation, name, settings, exposed } = input;
  const provider = providers[settings.provider];
  const groups = byWorkload(exposed);
  const families = ipFamilies(settings, installation.settings.cluster.ipFamilies);
  const request = requestOf(input, families);
  const fields = provider.fields?.(request) ?? { class: settings.class };
  const trusted = trustedProxies(input, settings.proxyProtocol?.trustedCidrs, isStraight(settings));
  const clientAddress = (port: string): ClientAddress => {
    const [first] = exposed.filter((one) => one.port.name === port).flatMap(balancedPorts);
    return first ? provider.clientAddress(request, first) : { kind: 'kept' };
  };
  return {
    entries: groups.map(
      ({ workload, ports }): EntryService => ({
        kind: 'LoadBalancer',
        entryPoint: name,
        name: entryName(input, workload, groups.length > 1),
        namespace: workload.namespace,
        workload: workload.name,
        description: `Exposes ${listNames(ports)} of workload '${workload.name}' to ${audience(settings)}.`,
        annotations: { ...provider.annotations(request, ports.flatMap(balancedPorts)), ...settings.annotations },
        backends: backendsOf(workload),
        ports: ports.flatMap(entryServicePorts),
        externalTrafficPolicy: settings.externalTrafficPolicy,
        ...serverFamilies(workload, families),
        loadBalancer: {
          ...fields,
          fixedAddresses: settings.addresses,
          sourceRanges: [...settings.sourceRanges].sort(),
          allocateNodePorts: settings.allocateNodePorts,
          ...(settings.sharedAddress !== undefined && { sharedAs: `${settings.provider} ${settings.sharedAddress}` }),
        },
      }),
    ),
    traffic: groups.flatMap(({ workload, ports }) => {
      const plain = ports.filter(({ proxyListener }) => !proxyListener);
      const lost = plain.map(({ port }) => clientAddress(port.name)).find(({ kind }) => kind === 'lost');
      return wayIn(input, {
        workload,
        ports,
        from: sources(settings, lost),
        proxyFrom: trusted.peers,
        description: describeWayIn(input, workload, ports, lost),
      });
    }),
    balancers: groups.flatMap(({ workload, ports }): readonly PlannedBalancer[] => {
      const through = { namespace: workload.namespace, service: entryName(input, workload, groups.length > 1) };
      const plain = ports.filter(({ port, proxyListener }) => !proxyListener && clientAddress(port.name).kind === 'kept');
      return [
        ...headerSenders(through, ports, trusted.seen),
        // If pods are the targets, externalTrafficPolicy does not affect the balancer.
        ...(settings.targetType === 'ip' && plain.length > 0 ? [{ ...through, ports: portNames(plain), seen: 'clients' as const }] : []),
      ];
    }),
    faults: [...ipFamilyFaults(name, { ...families, ipFamilyPolicy: settings.ipFamilyPolicy }), ...limitFaults(provider, request), ...trusted.faults],
    clientAddress,
    checklist: [
      ...[...(provider.checklist?.(request) ?? []), ...headerSources(input), ...immutableClass(request)].map(
        (advice): ChecklistItem => ({ entryPoint: name, where: provider.title, owner: 'network', ...advice }),
      ),
      ...proxyChecklist(input),
    ],
  };
}

function requestOf(input: EntryPointInput<LoadBalancerSettings>, service: Pick<EntryService, 'ipFamilies' | 'ipFamilyPolicy'>): LoadBalancerRequest {
  const { installation, name, settings, exposed } = input;
  const groups = byWorkload(exposed);
  const families = familiesOf(service);
  return {
    entryPoint: name,
    settings,
    ...(families && { families }),
    isDualStack: isDualStack(service),
    namespaces: [...new Set(installation.workloads.map(({ namespace }) => namespace))].sort(),
    services: groups.map(({ workload, ports }) => ({
      workload: workload.name,
      namespace: workload.namespace,
      name: entryName(input, workload, groups.length > 1),
      ports: ports.flatMap(balancedPorts),
    })),
  };
}

const balancedPorts = (one: ExposedPort): readonly BalancedPort[] =>
  entryServicePorts(one).map(({ port: number, protocol }) => ({ name: one.port.name, number, protocol, hasHeader: one.proxyListener !== undefined }));

const audience = ({ sourceRanges }: LoadBalancerSettings): string => (sourceRanges.length > 0 ? [...sourceRanges].sort().join(', ') : 'everyone');

/** Policies can distinguish clients only if the clients' own addresses arrive. */
const sources = ({ sourceRanges }: LoadBalancerSettings, lost: ClientAddress | undefined): 'anyone' | readonly TrafficPeer[] =>
  sourceRanges.length > 0 && lost === undefined ? addressPeers(sourceRanges) : 'anyone';

function describeWayIn(
  { name, settings }: EntryPointInput<LoadBalancerSettings>,
  workload: PlannedServer,
  ports: readonly ExposedPort[],
  lost: ClientAddress | undefined,
): string {
  const connect = (to: readonly ExposedPort[]) => `connect to ${listNames(to)} of workload '${workload.name}' through load balancer '${name}'`;
  const plain = ports.filter(({ proxyListener }) => !proxyListener);
  const proxied = ports.filter(({ proxyListener }) => proxyListener);
  const sentences = [
    ...(plain.length === 0
      ? []
      : [
          settings.sourceRanges.length === 0
            ? `Everyone may ${connect(plain)}.`
            : lost?.kind === 'lost'
              ? `Everyone may ${connect(plain)}: the pods see ${lost.seen}, so only the balancer can enforce its source ranges.`
              : `The balancer's source ranges may ${connect(plain)}, which keeps the clients' addresses.`,
        ]),
    ...(proxied.length === 0
      ? []
      : [`Only the balancer may ${connect(proxied)}, since those listeners trust the client's address in a PROXY header.`]),
  ];
  return sentences.join(' ');
}

/** With Local, or if pods are the targets, no node is between the balancer and the pods. */
const isStraight = ({ externalTrafficPolicy, targetType }: LoadBalancerSettings): boolean => externalTrafficPolicy === 'Local' || targetType === 'ip';

function headerSources({ installation, name, settings, exposed }: EntryPointInput<LoadBalancerSettings>): readonly Advice[] {
  const isTakenFromNodes = settings.proxyProtocol?.trustedCidrs.length === 0;
  return isStraight(settings) && isTakenFromNodes && exposed.some(({ proxyListener }) => proxyListener)
    ? [
        {
          what: `Make sure that the balancer's own addresses are in cluster.nodeCidrs (${[...installation.settings.cluster.nodeCidrs].sort().join(', ')}), or name them under proxyProtocol.trustedCidrs: its connections reach the pods without the address of a node.`,
          snippet: entryPointSettings(name, { proxyProtocol: { ...settings.proxyProtocol, trustedCidrs: ['ADDRESS/32'] } }),
        },
      ]
    : [];
}

const immutableClass = ({ settings: { class: name, provider }, services }: LoadBalancerRequest): readonly Advice[] =>
  name === undefined || provider === 'aws'
    ? []
    : [
        {
          what: `loadBalancerClass '${name}' cannot be changed on an existing Service; to change it delete the Service and create it again.`,
          snippet: remove('service', services),
        },
      ];
