import type { EntryPointSettings } from '../../../settings';
import type { EntryIngressNginx } from '../../model';
import { backendServices } from '../controllers/backend';
import {
  controllerChecklist,
  controllerClientAddress,
  controllerEntry,
  controllerPorts,
  controllerRoute,
  controllerTraffic,
} from '../controllers/controller';
import { controllerFaults, sourceRangeFaults } from '../controllers/faults';
import type { EntryPointInput, EntryPointPlan } from '../entry-point';
import { webIngress } from '../ingress/ingress';
import { believeProxies, ingressNginxChecklist } from './checklist';

type IngressNginxInput = EntryPointInput<Extract<EntryPointSettings, { type: 'IngressNginx' }>>;

/** Raw TCP through the controller's ConfigMap, the web through an Ingress. */
export function planIngressNginx(input: IngressNginxInput): EntryPointPlan {
  const { configMap } = input.settings;
  const { raw, https } = controllerPorts(input);
  const common = controllerEntry(input);
  const entry: EntryIngressNginx = {
    kind: 'IngressNginx',
    ...common,
    configMap: { name: configMap.name ?? `${common.name}-tcp`, namespace: configMap.namespace ?? common.namespace },
    routes: raw.map((one) => controllerRoute(input, one)),
  };
  const web = https && webIngress(input, https, 'ingress-nginx', `${common.name}-web`);
  return {
    entries: [entry, ...(web ? [web.entry] : []), ...backendServices(input)],
    traffic: controllerTraffic(input, [...raw, ...(https ? [https] : [])]),
    faults: [
      ...controllerFaults(input),
      ...sourceRangeFaults(
        input,
        raw,
        'ingress-nginx supports them only for HTTP',
        "set loadBalancerSourceRanges of the controller's Service manually and remove them here, or use Traefik or HAProxy",
      ),
    ],
    clientAddress: controllerClientAddress(input),
    checklist: [...ingressNginxChecklist(entry), ...controllerChecklist(input, (proxies) => believeProxies(web !== undefined, proxies))],
  };
}
