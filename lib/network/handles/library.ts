import type { Construct } from 'constructs';
import type { NetworkPolicyPortProps } from '../cdk8s-plus';

/** The part of a version of cdk8s-plus that selects pods. */
export interface Cdk8sPlus<Pods, Namespaces, Port> {
  readonly Pods: { select(scope: Construct, id: string, options: { labels: Record<string, string>; namespaces: Namespaces }): Pods };
  readonly Namespaces: { select(scope: Construct, id: string, options: { names: string[] }): Namespaces };
  readonly NetworkPolicyPort: { of(props: NetworkPolicyPortProps): Port };
}

/** The pods of a workload in the types of one version of cdk8s-plus. */
export interface WorkloadOf<Pods, Port> {
  /** Selects the pods, and is the other side of a policy. */
  readonly pods: Pods;
  /**
   * Ports by their names; all ports of the workload if you give no name.
   * @throws InputError for a name that the workload does not have
   */
  policyPorts(...names: readonly string[]): Port[];
}
