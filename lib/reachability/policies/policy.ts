import type { SourcePosition } from '../../base/faults';
import type { ObjectReference, Path } from '../input/manifest';
import type { AddressSet } from '../sets/address-sets';
import type { PortSet, Protocol } from '../sets/ports';
import type { Selector } from '../sets/selectors';

/**
 * Policies of every dialect in one form, the seam between the dialects and the evaluation. Another dialect is another function that makes these; what
 * of it cannot be put so is a peer or a rule `undecided`, which makes verdicts unknown and never wrong.
 */
export interface Policy {
  readonly reference: ObjectReference;
  readonly tier: Tier;
  /**
   * Lower ones come first within their tier, and those of one priority in no order. In the tier `network` 0 is that of every NetworkPolicy, which accept
   * and do no more, so that order is nothing to them.
   */
  readonly priority: number;
  /**
   * Whether pods that it captures are closed to what no policy of the tier `network` accepts.
   * @default true
   */
  readonly isolates?: boolean;
  /** Why it is not understood, in the tier `unread`, as the end of a sentence about it. @default 'is of a dialect that is not evaluated' */
  readonly doubt?: string;
  /** Pods it is about. */
  readonly subject: PodPattern;
  /** Rules of a direction; a direction that is missing is not this policy's business. */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
  /** Where something in it stands. */
  readonly locate: (path: Path) => SourcePosition | undefined;
}

/** Seen from the pod: traffic to it or from it. */
export type Direction = 'ingress' | 'egress';

/**
 * When a policy has its say. `admin`: the first matching rule decides, in order of priority. `network`: a pod that any policy captures in a direction
 * gets what the rules of all of them accept, and nothing else; where some deny, the first matching rule decides there, too. `baseline`: as `admin`, for pods that no `network` policy captures. `unread`: a dialect
 * that is not understood, which may change anything for its pods.
 */
export type Tier = 'admin' | 'network' | 'baseline' | 'unread';

/** What a policy says of some peers and ports. */
export interface Rule {
  /** Pass leaves the tier. */
  readonly action: 'accept' | 'deny' | 'pass';
  readonly name?: string;
  /** Place among the rules of its direction, from 0. */
  readonly index: number;
  readonly path: Path;
  /** Any of these, or whatever there is. */
  readonly peers: readonly Peer[] | 'everyone';
  /** Any of these ports of the destination pod, or all. */
  readonly ports: readonly PortPattern[] | 'all';
}

/** Pods by their namespace and labels. */
export interface PodPattern {
  /** A namespace by name, or namespaces by labels. */
  readonly namespaces: { readonly name: string } | { readonly selector: Selector };
  readonly pods: Selector;
  /** Whether it selects pods on the network of their node: never, as the network plugin likes, or none but those. */
  readonly hostNetwork: 'never' | 'undefined' | 'only';
}

/** The other end that a rule names. */
export type Peer =
  | { readonly kind: 'pods'; readonly pattern: PodPattern; readonly path: Path }
  | {
      readonly kind: 'addresses';
      readonly addresses: AddressSet;
      /** Whether it means pods with such addresses, too: always, as the network plugin likes, or never, and nodes only if the plugin is told to. */
      readonly ofPods: 'always' | 'undefined' | 'never';
      readonly path: Path;
    }
  /** Nodes of the cluster: all of them, or some that manifests do not tell from the others. */
  | { readonly kind: 'nodes'; readonly which: 'all' | 'some'; readonly path: Path }
  /** Cilium's own proxy, which serves its Gateways and Ingresses. */
  | { readonly kind: 'cilium-proxy'; readonly path: Path }
  /** Something that manifests do not tell, at most what another peer means. */
  | { readonly kind: 'undecided'; readonly reason: string; readonly within?: Peer; readonly path: Path };

/** Ports that a rule names: by number, or by the name that the destination pod gives them. */
export type PortPattern =
  | { readonly kind: 'numbers'; readonly ports: PortSet; readonly path: Path }
  /** Of one protocol, or of any where none is given. */
  | { readonly kind: 'name'; readonly name: string; readonly protocol?: Protocol; readonly path: Path };
