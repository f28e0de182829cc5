import type { EntryBackend, EntryService, Plan, PlannedService, ServicePort } from '../../plan/model';
import type { HelmMap } from '../chart';
import { metadata } from './metadata';

/** Values `service`: the Services of components and those of entry points. */
export const serviceValues = (plan: Plan): HelmMap =>
  Object.fromEntries([
    ...plan.services.map((service) => [service.name, clusterService(plan, service)]),
    ...plan.entries.flatMap((entry) => {
      if (entry.kind === 'LoadBalancer' || entry.kind === 'NodePort') return [[entry.name, entryService(plan, entry)]];
      return entry.kind === 'ClusterIP' ? [[entry.name, backendService(plan, entry)]] : [];
    }),
  ]);

function clusterService(plan: Plan, service: PlannedService): HelmMap {
  return {
    ...metadata(plan, 'Service', service),
    ...common(service),
    type: 'ClusterIP',
    ...(service.headless ? { clusterIP: 'None', publishNotReadyAddresses: true } : { internalTrafficPolicy: 'Cluster' }),
    ...families(service.ipFamilies),
  };
}

function backendService(plan: Plan, entry: EntryBackend): HelmMap {
  return {
    ...metadata(plan, 'Service', { ...entry, component: entry.workload }),
    ...common(entry),
    type: 'ClusterIP',
    internalTrafficPolicy: 'Cluster',
    ...families(entry.ipFamilies),
  };
}

function entryService(plan: Plan, entry: EntryService): HelmMap {
  const { loadBalancer } = entry;
  return {
    ...metadata(plan, 'Service', { ...entry, component: entry.workload }),
    ...common(entry),
    type: entry.kind,
    externalTrafficPolicy: entry.externalTrafficPolicy,
    internalTrafficPolicy: 'Cluster',
    ...(entry.ipFamilies && { ipFamilies: entry.ipFamilies }),
    ...(entry.ipFamilyPolicy && { ipFamilyPolicy: entry.ipFamilyPolicy }),
    ...(loadBalancer && {
      allocateLoadBalancerNodePorts: loadBalancer.allocateNodePorts,
      ...(loadBalancer.class !== undefined && { loadBalancerClass: loadBalancer.class }),
      ...(loadBalancer.address !== undefined && { loadBalancerIP: loadBalancer.address }),
      ...(loadBalancer.sourceRanges.length > 0 && { loadBalancerSourceRanges: loadBalancer.sourceRanges }),
    }),
  };
}

/** The chart selects the pods of the controller, which are those of the workload. */
const common = ({ workload, ports }: { readonly workload: string; readonly ports: readonly ServicePort[] }) => ({
  controller: workload,
  ports: Object.fromEntries(ports.map((port) => [port.name, portValues(port)])),
  sessionAffinity: 'None',
});

const portValues = ({ port, protocol, targetPort, nodePort }: ServicePort): HelmMap => ({
  ...(nodePort !== undefined && { nodePort }),
  port,
  protocol,
  targetPort,
});

const families = (ipFamilies: PlannedService['ipFamilies']): HelmMap =>
  ipFamilies ? { ipFamilies, ipFamilyPolicy: ipFamilies.length > 1 ? 'RequireDualStack' : 'SingleStack' } : {};
