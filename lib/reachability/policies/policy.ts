import type { SourcePosition } from '../../base/faults';
import type { ObjectReference, Path } from '../input/manifest';
import type { AddressSet } from '../sets/address-sets';
import type { PortSet, Protocol } from '../sets/ports';
import type { Selector } from '../sets/selectors';

/**
 * Policies of all dialects in one form, the interface between the dialects and the evaluation. Another dialect is another function that makes these; what
 * does not fit is an `undecided` peer or rule, which makes verdicts unknown but never wrong.
 */
export interface Policy {
  readonly reference: ObjectReference;
  readonly tier: Tier;
  /**
   * Lower numbers come first within their tier; the order within one priority is undefined. In the tier `network` every NetworkPolicy has 0: they only accept,
   * so their order does not matter.
   */
  readonly priority: number;
  /**
   * Whether it denies for its pods what no policy of the tier `network` accepts.
   * @default true
   */
  readonly isolates?: boolean;
  /** Why it is not supported, in the tier `unread`, as the end of a sentence about it. @default 'is of a dialect that is not evaluated' */
  readonly doubt?: string;
  /** Pods to which it applies. */
  readonly subject: PodPattern;
  /** Rules of a direction; the policy does not apply to a missing direction. */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
  /** Position of something in it. */
  readonly locate: (path: Path) => SourcePosition | undefined;
}

/** From the view of the pod: traffic to it or from it. */
export type Direction = 'ingress' | 'egress';

/**
 * When a policy is evaluated. `admin`: the first matching rule decides, in order of priority. `network`: a pod that any policy selects in a direction
 * only gets what the rules of all of them accept; if some deny, the first matching rule decides there, too. `baseline`: like `admin`, for pods that no `network` policy selects. `unread`: a dialect
 * that is not supported, which may change anything for its pods.
 */
export type Tier = 'admin' | 'network' | 'baseline' | 'unread';

/** A statement of a policy about some peers and ports. */
export interface Rule {
  /** Pass continues with the next tier. */
  readonly action: 'accept' | 'deny' | 'pass';
  readonly name?: string;
  /** Place among the rules of its direction, from 0. */
  readonly index: number;
  readonly path: Path;
  /** Any of these, or everything. */
  readonly peers: readonly Peer[] | 'everyone';
  /** Any of these ports of the destination pod, or all. */
  readonly ports: readonly PortPattern[] | 'all';
}

/** Pods by their namespace and labels. */
export interface PodPattern {
  /** A namespace by name, or namespaces by labels. */
  readonly namespaces: { readonly name: string } | { readonly selector: Selector };
  readonly pods: Selector;
  /** Whether it selects pods on the network of their node: never, depending on the network plugin, or only those. */
  readonly hostNetwork: 'never' | 'undefined' | 'only';
}

/** The other end that a rule names. */
export type Peer =
  | { readonly kind: 'pods'; readonly pattern: PodPattern; readonly path: Path }
  | {
      readonly kind: 'addresses';
      readonly addresses: AddressSet;
      /** Whether it also matches pods with such addresses: always, depending on the network plugin, or never; then it matches nodes only if the plugin is configured so. */
      readonly ofPods: 'always' | 'undefined' | 'never';
      readonly path: Path;
    }
  /** Nodes of the cluster: all of them, or some that manifests do not identify. */
  | { readonly kind: 'nodes'; readonly which: 'all' | 'some'; readonly path: Path }
  /** Cilium's own proxy, which serves its Gateways and Ingresses. */
  | { readonly kind: 'cilium-proxy'; readonly path: Path }
  /** Something that manifests do not show, at most what another peer matches. */
  | { readonly kind: 'undecided'; readonly reason: string; readonly within?: Peer; readonly path: Path };

/** Ports that a rule names: by number, or by their name at the destination pod. */
export type PortPattern =
  | { readonly kind: 'numbers'; readonly ports: PortSet; readonly path: Path }
  /** Of one protocol, or of any if none is given. */
  | { readonly kind: 'name'; readonly name: string; readonly protocol?: Protocol; readonly path: Path };
