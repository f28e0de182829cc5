import type { IpFamily } from '../../base/addresses';
import type { Labels } from '../../base/labels';
import type { Protocol } from '../../catalogue';

/** A Service that is reachable only inside the cluster. */
export interface PlannedService {
  readonly name: string;
  readonly namespace: string;
  readonly component: string;
  readonly workload: string;
  readonly description: string;
  readonly annotations: Labels;
  readonly backends: ServiceBackends;
  /** Its name resolves to the addresses of the pods, ready or not, because members find each other by it. */
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
  readonly ipFamilies?: readonly IpFamily[];
}

/** What a Service leads to. */
export type ServiceBackends =
  /** Pods, by its selector. */
  | { readonly kind: 'pods'; readonly podLabels: Labels }
  /** Machines, by EndpointSlices. */
  | { readonly kind: 'machines'; readonly addresses: readonly string[] };

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: Protocol;
  /** @default - chosen by the cluster, or none */
  readonly nodePort?: number;
}
