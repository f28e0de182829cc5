import { dialectTraits } from '../../base/policy-dialects';
import type { Plan, PlannedEntry, PlannedService, ServiceBackends } from '../../plan/model';
import type { ChartValues, HelmChart, HelmMap } from '../chart';
import { ingressValues } from './ingress';
import { networkPolicyValues } from './network-policies';
import { podComment, podValues, releaseName } from './pods';
import { routesOf, routeValues } from './routes';
import { serviceValues } from './services';

/**
 * Values for bjw-s app-template: if you run BlueMind's pods with this chart, they add the network objects.
 * Keys: values.schema.json of the common library 4.1.1; read against the schemas and templates of 5.3.0 as well.
 */
export const appTemplate: HelmChart = {
  name: 'app-template',
  versions: '4.1 to 5.3',
  reference: 'oci://ghcr.io/bjw-s-labs/helm/app-template',
  serves: 'any entry point',
  values: appTemplateValues,
};

function appTemplateValues(plan: Plan): ChartValues {
  const here = ofItsNamespace(plan);
  const sections = {
    ingress: ingressValues(here),
    networkpolicies: dialectTraits[plan.policies.dialect].isNetworkPolicy ? networkPolicyValues(here) : {},
    route: routeValues(here),
    service: serviceValues(here),
  };
  return {
    comment: commentOf(plan, here),
    values: { ...podValues(here), ...withoutEmpty(sections) },
    release: { name: releaseName(here) ?? plan.installation, namespace: plan.namespace },
  };
}

/** Selector of a Service; nothing for other objects. */
function backendsOf(object: PlannedService | PlannedEntry): ServiceBackends | undefined {
  if (!('kind' in object)) return object.backends;
  return object.kind === 'LoadBalancer' || object.kind === 'NodePort' || object.kind === 'ClusterIP' ? object.backends : undefined;
}

const leadsToMachines = (object: PlannedService | PlannedEntry): boolean => backendsOf(object)?.kind === 'machines';

/** Objects in the namespace of the installation that lead to pods: a release of the chart has one namespace, and knows only its own pods. */
function ofItsNamespace(plan: Plan): Plan {
  const isHere = ({ namespace }: { readonly namespace: string }): boolean => namespace === plan.namespace;
  const isServed = (object: PlannedService | PlannedEntry): boolean => isHere(object) && !leadsToMachines(object);
  return {
    ...plan,
    workloads: plan.workloads.filter(isHere),
    services: plan.services.filter(isServed),
    entries: plan.entries.filter(isServed),
    traffic: plan.traffic.filter(isHere),
    egress: plan.egress.filter(isHere),
  };
}

const withoutEmpty = (sections: Readonly<Record<string, HelmMap>>): HelmMap =>
  Object.fromEntries(Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0));

function commentOf(plan: Plan, here: Plan): readonly string[] {
  const routes = [...new Set(routesOf(here).map(({ apiVersion, kind }) => `--api-versions ${apiVersion}/${kind}`))].sort();
  const elsewhere = [...new Set([...plan.services, ...plan.traffic, ...plan.egress].map(({ namespace }) => namespace))].filter(
    (namespace) => namespace !== plan.namespace,
  );
  const left = [
    ...plan.entries.flatMap((entry) => (entry.namespace === plan.namespace ? leftOut(entry) : [`${entry.kind} ${entry.name}`])),
    ...elsewhere.sort().map((namespace) => `everything in namespace ${namespace}`),
    ...([...plan.services, ...plan.entries].some(leadsToMachines) ? ['the Services of machines, with their EndpointSlices'] : []),
    ...(dialectTraits[plan.policies.dialect].isNetworkPolicy ? [] : [`the policies, which are ${plan.policies.dialect}'s`]),
  ];
  return [
    ...podComment(here),
    `They replace the Services, NetworkPolicies${here.entries.length > 0 ? ' and entry points' : ''} among the manifests.`,
    ...(left.length > 0 ? [`Not among these values; apply them from the manifests: ${left.join(', ')}.`] : []),
    ...(routes.length > 0 ? [`Without a cluster, tell helm template which routes it serves: ${routes.join(' ')}.`] : []),
  ];
}

/** What the chart cannot render, in words; nothing if it can. */
function leftOut(entry: PlannedEntry): readonly string[] {
  switch (entry.kind) {
    case 'LoadBalancer':
    case 'NodePort':
    case 'ClusterIP':
    case 'HTTPRoute':
    case 'TLSRoute':
    case 'TCPRoute':
    case 'UDPRoute':
      return [];
    case 'Ingress':
      return [
        ...(entry.serversTransport ? [`ServersTransport ${entry.serversTransport.name}`] : []),
        ...(entry.redirect ? [`Middleware ${entry.redirect.middleware}`] : []),
      ];
    case 'Traefik':
    case 'HAProxy':
    case 'IngressNginx':
      return [`the objects for ${entry.kind} of '${entry.entryPoint}'`];
    default:
      return [`${entry.kind} ${entry.name}`];
  }
}
