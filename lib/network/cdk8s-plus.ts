/**
 * The interfaces of cdk8s-plus through which an app uses `BlueMindNetwork`, imported only here. They are separate from `kubernetes.ts`, because the
 * commands render with the generated objects and load nothing else from cdk8s-plus.
 */
export {
  type ContainerPort,
  type INetworkPolicyPeer,
  type IPodSelector,
  LabelSelector,
  type NetworkPolicyPeerConfig,
  NetworkPolicyPort,
  type NetworkPolicyPortProps,
  NetworkProtocol,
  type PodSelectorConfig,
  Protocol,
} from 'cdk8s-plus-27';
