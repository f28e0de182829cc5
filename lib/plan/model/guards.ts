import type { Labels } from '../../base/labels';
import type { PolicyDialect } from '../../base/policy-dialects';
import type { PodPeer, PortRange } from './traffic';

/** How the statements of `traffic` and `egress` are written. */
export interface PlannedPolicies {
  readonly dialect: PolicyDialect;
  /** Policies with higher precedence, one for each workload. */
  readonly guards: readonly PlannedGuard[];
}

/** Ports of a workload that no other namespace can reach, even if others add policies. */
export interface PlannedGuard {
  /** Unique in the cluster, since guards are cluster-wide. */
  readonly name: string;
  readonly namespace: string;
  readonly workload: string;
  readonly podLabels: Labels;
  /** From 0, which is evaluated first, to 1000. */
  readonly priority: number;
  /** What it denies and why, in a sentence. */
  readonly description: string;
  /** In their order, since the first rule that matches decides. */
  readonly rules: readonly GuardRule[];
}

/** A rule of a guard. */
export type GuardRule =
  /** Pods of other namespaces, for which other policies decide. */
  | { readonly action: 'pass'; readonly from: readonly PodPeer[]; readonly ports: readonly PortRange[] }
  /** Denies every other namespace. */
  | { readonly action: 'deny'; readonly ports: readonly PortRange[] };
