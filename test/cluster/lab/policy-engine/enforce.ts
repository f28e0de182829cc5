import { nodes } from '../network';
import { run } from '../network-namespaces';
import type { PodPlace } from '../pods';
import { type Chains, denyChain, podChains } from './chains';
import type { EnginePod, Policies } from './policies';

/** A pod in its place. */
export interface PlacedPod {
  readonly pod: EnginePod;
  readonly place: PodPlace;
}

/**
 * Enforces policies: incoming traffic in the pod's own network namespace, where it has the source that the pod sees; outgoing on its node, behind kube-proxy,
 * where it has the destination that it will reach. The addresses of the pods are of one family, and the others keep what they have.
 */
export function enforce(placed: readonly PlacedPod[], policies: Policies): void {
  const pods = placed.map(({ pod }) => pod);
  const isIPv6 = pods.some(({ address }) => address.includes(':'));
  const tool = isIPv6 ? 'ip6tables' : 'iptables';
  const deny = denyChain(isIPv6);
  for (const { pod, place } of placed) {
    const chains = podChains('in', 'ingress', pod, pods, policies);
    run(place.namespace, [`${tool}-restore`], table([chains, deny], [`-A INPUT ! -i lo -j ${chains.first}`], [':INPUT ACCEPT [0:0]']));
  }
  for (const node of nodes) {
    const here = placed.filter(({ place }) => place.node.name === node.name);
    const chains = here.map(({ pod, place }) => ({ place, chains: podChains(`out-${place.link}`, 'egress', pod, pods, policies) }));
    const entry: Chains = {
      first: hook,
      names: [hook],
      rules: chains.map(({ place, chains: { first } }) => `-A ${hook} -i ${place.link} -g ${first}`),
    };
    run(node.namespace, [`${tool}-restore`, '--noflush'], table([entry, deny, ...chains.map(({ chains: all }) => all)], []));
    run(node.namespace, ['sh', '-c', `${tool} -w -C FORWARD -j ${hook} 2>/dev/null || ${tool} -w -I FORWARD 1 -j ${hook}`]);
  }
}

const hook = 'policies-egress';

/** A text for iptables-restore. A chain that it declares is emptied first. */
const table = (chains: readonly Chains[], hooks: readonly string[], builtin: readonly string[] = []): string =>
  [
    '*filter',
    ...builtin,
    ...chains.flatMap(({ names }) => names.map((name) => `:${name} - [0:0]`)),
    ...chains.flatMap(({ rules }) => rules),
    ...hooks,
    'COMMIT',
    '',
  ].join('\n');
