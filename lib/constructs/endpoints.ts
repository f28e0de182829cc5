import { Construct } from 'constructs';
import { parseAddress } from '../base/addresses';
import type { Plan, ServiceBackends, ServicePort } from '../plan/model';
import { k8s } from './kubernetes';
import { metadata } from './metadata';

/** A Service that may lead to machines. */
export interface MachineEndpointsProps {
  readonly name: string;
  readonly namespace: string;
  readonly workload: string;
  readonly backends: ServiceBackends;
  readonly ports: readonly ServicePort[];
}

/** The EndpointSlices of a Service that leads to machines, one for each IP family of their addresses; none if it leads to pods. */
export class MachineEndpoints extends Construct {
  constructor(scope: Construct, id: string, plan: Plan, props: MachineEndpointsProps) {
    super(scope, id);
    const { backends } = props;
    if (backends.kind === 'pods') return;
    for (const family of ['IPv4', 'IPv6'] as const) {
      const addresses = backends.addresses.filter((address) => parseAddress(address)?.family === family);
      if (addresses.length > 0) new MachineEndpointSlice(this, family, plan, { ...props, family, addresses });
    }
  }
}

/** The addresses of one family behind a Service. Kubernetes does not check machines: they count as ready, and connections to one that is down fail. */
class MachineEndpointSlice extends k8s.KubeEndpointSlice {
  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    props: MachineEndpointsProps & { readonly family: 'IPv4' | 'IPv6'; readonly addresses: readonly string[] },
  ) {
    const { name, namespace, family, addresses, workload, ports } = props;
    const { labels, ...rest } = metadata(plan, {
      namespace,
      name: `${name}-${family.toLowerCase()}`,
      description: `Routes Service '${name}' to the ${family} addresses of the machines of workload '${workload}'.`,
    });
    super(scope, id, {
      metadata: {
        ...rest,
        labels: { ...labels, 'endpointslice.kubernetes.io/managed-by': 'cdk8s-bluemind', 'kubernetes.io/service-name': name },
      },
      addressType: family,
      endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready: true, serving: true, terminating: false } })),
      ports: ports.map(({ name: port, targetPort, protocol }) => ({ name: port, port: targetPort, protocol })),
    });
  }
}
