import { longestSilence } from '../../../catalogue';
import type { Advice, ChecklistItem, EntryIngressNginx, Snippet } from '../../model';
import { entryPointSettings, shell, yaml } from '../../snippets';

/** Configuration of the controller itself, and that it is retired. */
export function ingressNginxChecklist({ entryPoint, routes, configMap }: EntryIngressNginx): readonly ChecklistItem[] {
  const item = (what: string, snippet: Snippet): ChecklistItem => ({ entryPoint, where: 'ingress-nginx', owner: 'controller', what, snippet });
  return [
    {
      ...item(
        'Migrate away from ingress-nginx: it is retired, without fixes or security updates since March 2026. Types Traefik, HAProxy and Gateway carry the same ports; change the type, and cluster.ingressController with it.',
        entryPointSettings(entryPoint, { type: 'Traefik' }),
      ),
      warning: true,
    },
    ...(routes.length > 0
      ? [
          item(
            `Start the controller with --tcp-services-configmap=${configMap.namespace}/${configMap.name}. It reads one such ConfigMap: if the chart or another application fills one already, merge the lines ${routes.map(({ number }) => number).join(', ')} into it (values tcp), and give its name under configMap.`,
            shell(`--tcp-services-configmap=${configMap.namespace}/${configMap.name}`),
          ),
          item(
            `Open ${routes.map(({ number, name }) => `${number} (${name})`).join(', ')} on the controller's Service.`,
            yaml({ spec: { ports: routes.map(({ number, name, protocol }) => ({ name, port: number, targetPort: number, protocol })) } }),
          ),
          item(
            `Set proxy-stream-timeout: ${longestSilence}s in the controller's ConfigMap (600s by default): IMAP clients are silent for up to 29 minutes.`,
            yaml({ data: { 'proxy-stream-timeout': `${longestSilence}s` } }),
          ),
        ]
      : []),
  ];
}

/** How to configure whose PROXY headers the controller trusts. */
export const believeProxies = (hasWeb: boolean, proxies: string): Advice => ({
  what: `Set enable-real-ip: "true" and proxy-real-ip-cidr: "${proxies}" in the controller's ConfigMap${hasWeb ? ', and use-proxy-protocol: "true" for the web' : ''}.`,
  snippet: yaml({ data: { 'enable-real-ip': 'true', 'proxy-real-ip-cidr': proxies, ...(hasWeb && { 'use-proxy-protocol': 'true' }) } }),
});
