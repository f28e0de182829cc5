import type { AllowFromProps } from '../settings';

/**
 * A peer of cdk8s-plus (pods, namespaces, blocks of addresses) as far as it is read here, so that those of every version of cdk8s-plus fit:
 * the classes of two versions are two types for TypeScript.
 */
export interface NetworkPolicyPeer {
  readonly node: { readonly path: string };
  toNetworkPolicyPeerConfig(): {
    readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] | undefined } | undefined;
    readonly podSelector?:
      | {
          readonly labelSelector: Selector;
          readonly namespaces?: { readonly labelSelector?: Selector | undefined; readonly names?: readonly string[] | undefined } | undefined;
        }
      | undefined;
  };
}

interface Selector {
  _toKube(): { readonly matchLabels?: Readonly<Record<string, string>>; readonly matchExpressions?: readonly unknown[] };
}

/** A peer of cdk8s-plus in the form of the settings, or why settings cannot express it. */
export type SettingsPeers =
  | { readonly kind: 'peers'; readonly peers: readonly AllowFromProps[] }
  | { readonly kind: 'fault'; readonly message: string };

/** A peer in the form of `allow` of the settings. */
export function settingsPeers(peer: NetworkPolicyPeer): SettingsPeers {
  const { ipBlock, podSelector } = peer.toNetworkPolicyPeerConfig();
  if (ipBlock) return { kind: 'peers', peers: [{ cidr: ipBlock.cidr, ...(ipBlock.except && { except: [...ipBlock.except] }) }] };
  const fault = (why: string): SettingsPeers => ({ kind: 'fault', message: `peer '${peer.node.path}' ${why}` });
  if (!podSelector) return fault('selects neither pods nor addresses');

  const { labelSelector, namespaces } = podSelector;
  const podLabels = labelsOf(labelSelector);
  const namespaceLabels = namespaces?.labelSelector ? labelsOf(namespaces.labelSelector) : {};
  if (!podLabels || !namespaceLabels) return fault('selects by an expression, which settings cannot express; select by labels');
  if (namespaces?.names?.length === 0) return fault('names no namespace; name one, or select all');
  // Without a namespace kubectl decides where these pods run, and no policy could name it.
  if (!namespaces && 'podMetadata' in peer) return fault('has no namespace; give it or its chart one');
  const pods = { podLabels };
  if (!namespaces) return { kind: 'peers', peers: [pods] };
  if (!namespaces.names) return { kind: 'peers', peers: [{ ...pods, namespaceLabels }] };
  return {
    kind: 'peers',
    peers: namespaces.names.map((name) => ({ ...pods, namespaceLabels: { ...namespaceLabels, 'kubernetes.io/metadata.name': name } })),
  };
}

/** The labels that a selector requires; undefined if it requires more than labels. */
function labelsOf(selector: Selector): Record<string, string> | undefined {
  const { matchLabels = {}, matchExpressions = [] } = selector._toKube();
  return matchExpressions.length > 0 ? undefined : { ...matchLabels };
}
