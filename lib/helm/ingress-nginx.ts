import { longestSilence } from '../catalogue';
import type { ControllerRoute, EntryIngressNginx, Plan } from '../plan/model';
import type { ChartValues, HelmChart, HelmMap } from './chart';
import { hasWeb, isServedBy, listEntryPoints, localTraffic } from './served-by';
import { tidy } from './tidy';

/**
 * The chart of ingress-nginx fills the ConfigMap of TCP ports itself and opens them on pods and Service.
 * Keys: values.yaml of 4.15.1 and its template controller-service.yaml; form of the lines: docs/user-guide/exposing-tcp-udp-services.md.
 */
export const ingressNginx: HelmChart = {
  name: 'ingress-nginx',
  versions: '4.15',
  reference: 'ingress-nginx/ingress-nginx',
  serves: 'an entry point of type IngressNginx, or of type Ingress with controller: ingress-nginx',
  values: ingressNginxValues,
};

function ingressNginxValues(plan: Plan): ChartValues {
  const controllers = plan.entries.filter((entry) => entry.kind === 'IngressNginx');
  const entries = [...controllers, ...plan.entries.filter((entry) => isServedBy(entry, 'ingress-nginx'))];
  const tcp = Object.fromEntries(controllers.flatMap((entry) => entry.routes.map((route) => [`${route.number}`, target(entry, route)])));
  return {
    comment: [
      'ingress-nginx is retired: without fixes or security updates since March 2026. Traefik, HAProxy and Gateways carry the same ports.',
      `Serves ${listEntryPoints(entries)} of the settings.`,
      ...(Object.keys(tcp).length > 0
        ? ['The chart makes its own ConfigMap from tcp and the controller reads that one; the ConfigMap among the manifests is then not used.']
        : []),
    ],
    values: tidy({ controller: { config: configOf(plan, controllers), service: localTraffic(plan, entries) }, tcp }),
  };
}

/** Settings of the controller's ConfigMap that apply to all its ports. */
function configOf(plan: Plan, controllers: readonly EntryIngressNginx[]): HelmMap {
  const trusted = [...new Set(controllers.flatMap(({ trustedProxies }) => trustedProxies))].sort();
  const isWebProxied = controllers.some(({ entryPoint, trustedProxies }) => trustedProxies.length > 0 && hasWeb(plan, entryPoint));
  return {
    ...(controllers.some(({ routes }) => routes.length > 0) && { 'proxy-stream-timeout': `${longestSilence}s` }),
    ...(trusted.length > 0 && { 'enable-real-ip': 'true', 'proxy-real-ip-cidr': trusted.join(',') }),
    ...(isWebProxied && { 'use-proxy-protocol': 'true' }),
  };
}

/** `NAMESPACE/SERVICE:PORT`, then whether a PROXY header is read, then whether one is sent. */
function target({ namespace, trustedProxies }: EntryIngressNginx, { backend, proxyVersion }: ControllerRoute): string {
  const reads = trustedProxies.length > 0 ? 'PROXY' : '';
  const service = `${namespace}/${backend.service}:${backend.port}`;
  if (proxyVersion) return `${service}:${reads}:PROXY`;
  return reads ? `${service}:${reads}` : service;
}
