import type { Labels } from '../../base/labels';
import type { Protocol } from '../../catalogue';

/** Who may connect to the pods of a workload, as one statement with its reason. */
export interface AllowedTraffic {
  /** Name of the policy. */
  readonly name: string;
  readonly namespace: string;
  readonly workload: string;
  readonly podLabels: Labels;
  readonly origin: 'default-deny' | 'isolation' | 'allow' | 'entry-point' | 'monitoring';
  /** The entry of `allow` in the settings from which it is made. @default - none */
  readonly allow?: { readonly name: string; readonly reason: string };
  /** What it allows and why, in a sentence. */
  readonly description: string;
  /** Each rule admits its peers to its ports; no rules admit nobody. */
  readonly rules: readonly TrafficRule[];
}

export interface TrafficRule {
  /** `anyone` means every source: pods, nodes, the outside. */
  readonly from: 'anyone' | readonly TrafficPeer[];
  readonly ports: 'all' | readonly PortRange[];
  /** Whether the blocks of addresses mean the nodes of the cluster; some dialects name nodes separately. @default - they do not */
  readonly nodes?: 'every';
}

export type TrafficPeer =
  /** Pods: of the policy's own namespace, or of the namespaces with these labels ({} for all); all pods, or those with these labels. */
  | { readonly kind: 'pods'; readonly namespaceLabels?: Labels; readonly podLabels?: Labels }
  | { readonly kind: 'addresses'; readonly cidr: string; readonly except: readonly string[] };

export type PodPeer = Extract<TrafficPeer, { readonly kind: 'pods' }>;

export interface PortRange {
  readonly protocol: Protocol;
  readonly number: number;
  readonly endNumber: number;
}
