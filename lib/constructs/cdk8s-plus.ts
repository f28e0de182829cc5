/**
 * The interfaces of cdk8s-plus that an app and `BlueMindNetwork` meet at, imported here alone. They stand apart from `kubernetes.ts`, because the
 * commands render with the generated objects and load nothing else of cdk8s-plus.
 */
export {
  type ContainerPort,
  type INetworkPolicyPeer,
  type IPodSelector,
  LabelSelector,
  type NetworkPolicyPeerConfig,
  NetworkPolicyPort,
  NetworkProtocol,
  type PodSelectorConfig,
  Protocol,
} from 'cdk8s-plus-27';
