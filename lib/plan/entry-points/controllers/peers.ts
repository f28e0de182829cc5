import type { FieldFault, Installation } from '../../../settings';
import type { TrafficPeer } from '../../model';
import type { EntryPointInput } from '../entry-point';

type ClusterFacts = Installation['settings']['cluster'];

/** Sources of the connections of an ingress controller: its pods as one peer, or the nodes whose network it uses. */
export function controllerPeers({ ingressController, nodeCidrs }: ClusterFacts): readonly TrafficPeer[] {
  if (ingressController?.kind === 'pods') {
    const { namespace, podLabels } = ingressController;
    return [
      {
        kind: 'pods',
        namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
        ...(Object.keys(podLabels).length > 0 && { podLabels }),
      },
    ];
  }
  return [...nodeCidrs].sort().map((cidr) => ({ kind: 'addresses', cidr, except: [] }));
}

/** Without these facts the policies would block the controller or admit everyone. */
export function controllerFaults({ installation, name, settings }: EntryPointInput): readonly FieldFault[] {
  const { ingressController, nodeCidrs } = installation.settings.cluster;
  if (!ingressController)
    return [
      {
        path: ['entryPoints', name],
        message: `${settings.type} '${name}' needs to know where its controller runs, so that policies can admit it; give cluster.ingressController its namespace and podLabels, or hostNetwork: true`,
      },
    ];
  if (ingressController.kind === 'host-network' && nodeCidrs.length === 0)
    return [
      {
        path: ['cluster', 'ingressController', 'hostNetwork'],
        message: 'its connections come from the addresses of the nodes, which policies must name; list them under cluster.nodeCidrs',
      },
    ];
  return [];
}
