import type { Plan } from '../plan/model';
import type { ChartValues, HelmChart } from './chart';
import { hasWeb, isServedBy, listEntryPoints, localTraffic } from './served-by';
import { tidy } from './tidy';

/**
 * The chart of HAProxy Technologies' controller opens TCP ports on pods and Service; what they lead to is said by resources TCP or a ConfigMap.
 * Keys: values.yaml of 1.52.1 and its templates _podspec.tpl and controller-service.yaml, which know externalTrafficPolicy though it is commented out.
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
  // TCP ports expect PROXY headers by rules of their own resource; this setting is for the web's.
  const trusted = controllers.filter(({ entryPoint }) => hasWeb(plan, entryPoint)).flatMap(({ trustedProxies }) => trustedProxies);
  return {
    comment: [
      `Serves ${listEntryPoints(entries)} of the settings.`,
      'Its Service is of type NodePort unless you set controller.service.type: LoadBalancer, by which clients reach the numbers under port.',
      ...listAdvice([...(extraArgs.length > 0 ? ['extraArgs'] : []), ...(tcpPorts.length > 0 ? ['tcpPorts'] : [])]),
    ],
    values: tidy({
      controller: {
        config: trusted.length > 0 ? { 'proxy-protocol': [...new Set(trusted)].sort().join(',') } : {},
        extraArgs,
        service: { ...localTraffic(plan, entries), tcpPorts },
      },
    }),
  };
}

const listAdvice = (lists: readonly string[]): readonly string[] =>
  lists.length > 0
    ? [
        `Helm does not merge lists: ${lists.join(' and ')} of a later file ${lists.length > 1 ? 'replace these' : 'replaces this'}, so copy what others need into one of them.`,
      ]
    : [];
