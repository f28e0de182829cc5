import type { EntryPointSettings } from '../../settings';
import type { EntryService, TrafficPeer } from '../plan';
import { byWorkload, type EntryPointInput, type EntryPointPlan, entryName, entryServicePorts, listNames, trustedProxies, wayIn } from './entry-point';
import { ipFamilies, ipFamilyFaults } from './ip-families';
import { serviceClientAddress } from './service-client-address';

type LoadBalancerSettings = Extract<EntryPointSettings, { type: 'LoadBalancer' }>;

/** A Service of type LoadBalancer for each workload that serves an exposed port. */
export function planLoadBalancer(input: EntryPointInput<LoadBalancerSettings>): EntryPointPlan {
  const { installation, name, settings, exposed } = input;
  const groups = byWorkload(exposed);
  const families = ipFamilies(settings, installation.settings.cluster.ipFamilies);
  const trusted = trustedProxies(input, settings.proxyProtocol?.trustedCidrs);
  return {
    entries: groups.map(
      ({ workload, ports }): EntryService => ({
        kind: 'LoadBalancer',
        entryPoint: name,
        name: entryName(input, workload, groups.length > 1),
        namespace: workload.namespace,
        workload: workload.name,
        description: `Exposes ${listNames(ports)} of workload '${workload.name}' to ${audience(settings)}.`,
        annotations: settings.annotations,
        selector: workload.podLabels,
        ports: ports.flatMap(entryServicePorts),
        externalTrafficPolicy: settings.externalTrafficPolicy,
        ...families,
        loadBalancer: { class: settings.class, sourceRanges: [...settings.sourceRanges].sort(), allocateNodePorts: settings.allocateNodePorts },
      }),
    ),
    traffic: groups.map(({ workload, ports }) =>
      wayIn(input, {
        workload,
        ports,
        from: sources(settings),
        proxyFrom: trusted.peers,
        description: describeWayIn(name, settings, workload.name, listNames(ports)),
      }),
    ),
    faults: [...ipFamilyFaults(name, { ...families, ipFamilyPolicy: settings.ipFamilyPolicy }), ...trusted.faults],
    clientAddress: serviceClientAddress(input, settings.externalTrafficPolicy),
  };
}

const audience = ({ sourceRanges }: LoadBalancerSettings): string => (sourceRanges.length > 0 ? [...sourceRanges].sort().join(', ') : 'everyone');

/** Policies can tell clients apart only where their own addresses arrive. */
const sources = ({ externalTrafficPolicy, sourceRanges }: LoadBalancerSettings): 'anyone' | readonly TrafficPeer[] =>
  externalTrafficPolicy === 'Local' && sourceRanges.length > 0
    ? [...sourceRanges].sort().map((cidr) => ({ kind: 'addresses', cidr, except: [] }))
    : 'anyone';

function describeWayIn(name: string, settings: LoadBalancerSettings, workload: string, ports: string): string {
  const subject = `connect to ${ports} of workload '${workload}' through load balancer '${name}'`;
  if (settings.sourceRanges.length === 0) return `Everyone may ${subject}.`;
  if (settings.externalTrafficPolicy === 'Local') return `The balancer's source ranges may ${subject}, which keeps the clients' addresses.`;
  return `Everyone may ${subject}: with externalTrafficPolicy Cluster the pods see addresses of nodes, so the balancer alone can hold clients to its source ranges.`;
}
