import type { FieldFault, IngressController } from '../../../settings';
import type { AllowedTraffic, TrafficPeer } from '../../model';
import { controllerPeers } from '../controllers/peers';
import { addressPeers, byWorkload, listNames, wayIn } from '../entry-point';
import { implementations } from './implementations';
import { gatewayOf } from './parent';
import { connected } from './policies';
import type { GatewayInput, RoutedPort } from './routed-ports';

/** Where the pods of the Gateway run: by settings, by the known default of the implementation, else where the cluster's controller runs. */
export function gatewayController(input: GatewayInput): IngressController | undefined {
  const { installation, settings } = input;
  if (!hasPods(input)) return undefined;
  return settings.proxies ?? implementations[settings.implementation].proxies?.(gatewayOf(input)) ?? installation.settings.cluster.ingressController;
}

/** Cilium's proxy is not a pod, so no NetworkPolicy can select it. */
const hasPods = ({ settings }: GatewayInput): boolean => settings.implementation !== 'cilium';

/** Only the Gateway's pods may reach the ports to which it routes. */
export function gatewayTraffic(input: GatewayInput, routed: readonly RoutedPort[]): readonly AllowedTraffic[] {
  if (!hasPods(input)) return [];
  const peers = proxyPeers(input);
  const trusted = input.settings.proxyProtocol?.trustedCidrs ?? [];
  return byWorkload(connected(routed)).flatMap(({ workload, ports }) =>
    wayIn(input, {
      workload,
      ports,
      from: peers,
      proxyFrom: [...peers, ...addressPeers(trusted)],
      description: `The Gateway's pods may connect to ${listNames(ports)} of workload '${workload.name}', to serve Gateway '${input.name}'.`,
    }),
  );
}

const proxyPeers = (input: GatewayInput): readonly TrafficPeer[] =>
  controllerPeers({ ...input.installation.settings.cluster, ingressController: gatewayController(input) });

/** Addresses from which the Gateway's connections come, as far as they are known. */
export function proxyAddresses(input: GatewayInput): readonly string[] {
  const { podCidrs, nodeCidrs } = input.installation.settings.cluster;
  const trusted = input.settings.proxyProtocol?.trustedCidrs ?? [];
  const ofProxies = gatewayController(input)?.kind === 'host-network' ? nodeCidrs : podCidrs;
  return [...(trusted.length > 0 ? trusted : ofProxies)].sort();
}

/** Without these facts, policies would block the proxies. */
export function proxiesFaults(input: GatewayInput): readonly FieldFault[] {
  if (!hasPods(input)) return [];
  const known = gatewayController(input);
  const path = ['entryPoints', input.name, 'proxies'];
  if (!known)
    return [
      {
        path,
        message: `are not known: policies must admit the Gateway's pods, but it is unknown where ${implementations[input.settings.implementation].title} runs them; give their namespace and podLabels here, or hostNetwork: true`,
      },
    ];
  return known.kind === 'host-network' && input.installation.settings.cluster.nodeCidrs.length === 0
    ? [
        {
          path,
          message:
            'use the network of their nodes, so connections come from the addresses of the nodes, and policies need to know these; list them under cluster.nodeCidrs',
        },
      ]
    : [];
}
