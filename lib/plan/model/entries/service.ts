import type { IpFamily } from '../../../base/addresses';
import type { ServiceBackends, ServicePort } from '../services';
import type { Entry } from './entry';

export interface EntryService extends Entry {
  readonly kind: 'LoadBalancer' | 'NodePort';
  readonly workload: string;
  readonly backends: ServiceBackends;
  readonly ports: readonly ServicePort[];
  readonly externalTrafficPolicy: 'Local' | 'Cluster';
  readonly ipFamilies?: readonly IpFamily[];
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /** Further fields of a LoadBalancer. @default - it is a NodePort */
  readonly loadBalancer?: {
    readonly class?: string;
    /** Fixed address in the field loadBalancerIP. @default - none, or in annotations */
    readonly address?: string;
    /** Fixed addresses, in the form of the provider; none if the provider chooses. */
    readonly fixedAddresses: readonly string[];
    readonly sourceRanges: readonly string[];
    readonly allocateNodePorts: boolean;
    /** Services with the same value share an address. @default - it has its own address */
    readonly sharedAs?: string;
  };
}
