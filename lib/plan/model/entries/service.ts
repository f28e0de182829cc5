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
  /** What a LoadBalancer has besides. @default - a NodePort */
  readonly loadBalancer?: {
    readonly class?: string;
    /** Fixed address in the field loadBalancerIP. @default - none, or said by annotations */
    readonly address?: string;
    /** Fixed addresses, in the form of the provider; none where it chooses. */
    readonly fixedAddresses: readonly string[];
    readonly sourceRanges: readonly string[];
    readonly allocateNodePorts: boolean;
    /** Services for which this is equal share an address. @default - it has an address of its own */
    readonly sharedAs?: string;
  };
}
