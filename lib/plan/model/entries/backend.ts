import type { IpFamily } from '../../../base/addresses';
import type { ServiceBackends, ServicePort } from '../services';
import type { Entry } from './entry';

/** A Service port to which a controller or Gateway routes. */
export interface Backend {
  readonly service: string;
  readonly port: number;
}

/** A Service of the entry point's own, inside the cluster: it leads to the listeners that expect a PROXY header; the component's own Service does not. */
export interface EntryBackend extends Entry {
  readonly kind: 'ClusterIP';
  readonly workload: string;
  readonly backends: ServiceBackends;
  readonly ports: readonly ServicePort[];
  readonly ipFamilies?: readonly IpFamily[];
}
