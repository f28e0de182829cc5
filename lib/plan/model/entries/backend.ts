import type { IpFamily } from '../../../base/addresses';
import type { ServiceBackends, ServicePort } from '../services';
import type { Entry } from './entry';

/** A Service port that a controller or Gateway leads to. */
export interface Backend {
  readonly service: string;
  readonly port: number;
}

/** A Service of the entry point's own, inside the cluster: it leads to the listeners that expect a PROXY header, which the component's own lacks. */
export interface EntryBackend extends Entry {
  readonly kind: 'ClusterIP';
  readonly workload: string;
  readonly backends: ServiceBackends;
  readonly ports: readonly ServicePort[];
  readonly ipFamilies?: readonly IpFamily[];
}
