import type { Advice, ChecklistItem, EntryHaproxy, Snippet } from '../../model';
import { shell, yaml } from '../../snippets';
import { versionLimits, versionNote } from '../../versions';

/** Configuration of the controller itself. */
export function haproxyChecklist({ entryPoint, routes, tcp, className }: EntryHaproxy): readonly ChecklistItem[] {
  if (routes.length === 0) return [];
  const item = (what: string, snippet: Snippet): ChecklistItem => ({ entryPoint, where: 'HAProxy', owner: 'controller', what, snippet });
  const ports = routes.map(({ name, number, bindPort }) => `${number} to ${bindPort} (${name})`).join(', ');
  return [
    item(
      `Open the TCP ports on the controller's Service (controller.service.tcpPorts), each leading to the port on which its pods listen: ${ports}.`,
      yaml({ controller: { service: { tcpPorts: routes.map(({ name, number, bindPort }) => ({ name, port: number, targetPort: bindPort })) } } }),
    ),
    ...(tcp.kind === 'custom-resource'
      ? [
          item(
            `Give the controller the class '${className}' (--ingress.class, the chart's controller.ingressClass), or set className to the one it has. ${versionNote(versionLimits.haproxyTcpClass).what}`,
            shell(`--ingress.class=${className}`),
          ),
        ]
      : []),
    ...(tcp.kind === 'config-map'
      ? [
          item(
            `Start the controller with --configmap-tcp-services=${tcp.namespace}/${tcp.name}. It reads one such ConfigMap: if another exists already, give its name under configMap and keep its other lines manually. No TCP resource may exist for one of these ports.`,
            shell(`--configmap-tcp-services=${tcp.namespace}/${tcp.name}`),
          ),
        ]
      : []),
  ];
}

/** How to configure whose PROXY headers the controller trusts: on TCP ports by their own rules, on web ports by its ConfigMap. */
export function believeProxies({ routes }: EntryHaproxy, hasWeb: boolean, proxies: string): Advice {
  const tcp = routes.length > 0 ? [`The TCP ports expect a PROXY header from ${proxies} by rules of their own.`] : [];
  const web = hasWeb ? [`Set proxy-protocol: "${proxies}" in the controller's ConfigMap for the web's ports.`] : [];
  return {
    what: [...tcp, ...web].join(' '),
    snippet: hasWeb ? yaml({ data: { 'proxy-protocol': proxies } }) : shell('kubectl get tcps.ingress.v3.haproxy.org --all-namespaces --output yaml'),
  };
}
