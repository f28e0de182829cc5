import type { Plan, PlannedEntry } from '../plan/model';
import type { ChartValues, HelmChart, HelmMap } from './chart';
import { hasWeb, isServedBy, listEntryPoints, localTraffic } from './served-by';
import { tidy } from './tidy';

/**
 * The chart of HAProxy Technologies' controller opens TCP ports on pods and Service; resources TCP or a ConfigMap say where they lead.
 * Keys: values.yaml of 1.52.1 and its templates _podspec.tpl and controller-service.yaml, which use externalTrafficPolicy although it is commented out.
 */
export const haproxy: HelmChart = {
  name: 'haproxy',
  versions: '1.52',
  reference: 'haproxytech/kubernetes-ingress',
  serves: 'an entry point of type HAProxy, or of type Ingress with controller: haproxy',
  values: haproxyValues,
};

function haproxyValues(plan: Plan): ChartValues {
  const controllers = plan.entries.filter((entry) => entry.kind === 'HAProxy');
  const entries = [...controllers, ...plan.entries.filter((entry) => isServedBy(entry, 'haproxy'))];
  const tcpPorts = controllers
    .flatMap(({ routes }) => routes.map(({ name, number, bindPort }) => ({ name, port: number, targetPort: bindPort })))
    .sort((a, b) => a.port - b.port);
  const extraArgs = controllers
    .filter(({ routes }) => routes.length > 0)
    .flatMap(({ tcp }) => (tcp.kind === 'config-map' ? [`--configmap-tcp-services=${tcp.namespace}/${tcp.name}`] : []))
    .sort();
  // For TCP ports, rules of their own resource expect PROXY headers; this setting is for the web ports.
  const trusted = controllers.filter(({ entryPoint }) => hasWeb(plan, entryPoint)).flatMap(({ trustedProxies }) => trustedProxies);
  return {
    comment: [
      `Serves ${listEntryPoints(entries)} of the settings.`,
      'Its Service is of type NodePort unless you set controller.service.type: LoadBalancer, by which clients reach the numbers under port.',
      'That Service leaves out the statistics (stat, metrics too) and profiles (admin) of the controller, which the chart would open to everyone: give monitoring its own Service.',
      ...listAdvice([...(extraArgs.length > 0 ? ['extraArgs'] : []), ...(tcpPorts.length > 0 ? ['tcpPorts'] : [])]),
    ],
    values: tidy({
      controller: {
        config: trusted.length > 0 ? { 'proxy-protocol': [...new Set(trusted)].sort().join(',') } : {},
        extraArgs,
        ...classValues(entries),
        service: { ...localTraffic(plan, entries), ...(entries.length > 0 && { enablePorts: { admin: false, stat: false } }), tcpPorts },
      },
    }),
  };
}

/** The class that the entry points name, if it is one class and not the chart's default; it is also the name of the IngressClass. */
function classValues(entries: readonly PlannedEntry[]): HelmMap {
  const [name, ...more] = new Set(entries.flatMap((entry) => ('className' in entry ? (entry.className ?? []) : [])));
  return name === undefined || more.length > 0 || name === 'haproxy' ? {} : { ingressClass: name, ingressClassResource: { name } };
}

const listAdvice = (lists: readonly string[]): readonly string[] =>
  lists.length > 0
    ? [
        `Helm does not merge lists: ${lists.join(' and ')} of a later file ${lists.length > 1 ? 'replace these' : 'replaces this'}, so copy the entries of other applications into one of them.`,
      ]
    : [];
