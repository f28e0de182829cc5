import { Construct } from 'constructs';
import type { ControllerRoute, EntryIngressNginx, Plan } from '../../../plan/model';
import { TcpServices } from '../tcp-services';

/** The TCP routes of an entry point through ingress-nginx. */
export class IngressNginxRoutes extends Construct {
  constructor(scope: Construct, id: string, plan: Plan, entry: EntryIngressNginx) {
    super(scope, id);
    const { routes, configMap } = entry;
    if (routes.length > 0)
      new TcpServices(this, 'tcp', plan, {
        entry,
        configMap,
        description: `TCP ports that ingress-nginx routes to BlueMind for '${entry.entryPoint}'; the controller reads this one ConfigMap for the whole cluster.`,
        lines: routes.map((route) => ({ number: route.number, target: target(entry, route) })),
      });
  }
}

/** `NAMESPACE/SERVICE:PORT`, then whether a PROXY header is read, then whether one is sent. */
function target({ namespace, trustedProxies }: EntryIngressNginx, { backend, proxyVersion }: ControllerRoute): string {
  const reads = trustedProxies.length > 0 ? 'PROXY' : '';
  const service = `${namespace}/${backend.service}:${backend.port}`;
  if (proxyVersion) return `${service}:${reads}:PROXY`;
  return reads ? `${service}:${reads}` : service;
}
