import type { Construct } from 'constructs';
import type { NetworkPolicyPortProps } from '../cdk8s-plus';

/** A version of cdk8s-plus, as far as pods are selected with it. */
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
   * Ports by their names; all of the workload where no name is given.
   * @throws InputError for a name that the workload has not
   */
  policyPorts(...names: readonly string[]): Port[];
}
