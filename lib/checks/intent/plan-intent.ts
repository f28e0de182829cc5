import { catalogues } from '../../catalogue';
import type { Plan, PlannedController } from '../../plan';
import { type Controller, type Model, type ModelOptions, parseAddressSet, type StandIn } from '../../reachability';
import { carries, endsOf, type Intent } from './intent';

/** Facts of a plan that the evaluation needs in addition to manifests: the workloads are stand-ins if manifests contain no pods. */
export function modelOptionsOf({ workloads, cluster }: Plan): ModelOptions {
  return {
    standIns: workloads.map(
      ({ name, namespace, podLabels, ports, proxyListeners }): StandIn => ({
        namespace,
        name,
        labels: podLabels,
        ports: [
          ...ports.flatMap(({ name: port, protocol, podNumber, podEndNumber }) =>
            Array.from({ length: podEndNumber - podNumber + 1 }, (_, index) => ({
              protocol,
              port: podNumber + index,
              ...(podEndNumber === podNumber && { name: port }),
            })),
          ),
          ...proxyListeners
            .filter(({ podNumber }) => !ports.some((port) => port.podNumber <= podNumber && podNumber <= port.podEndNumber))
            .map(({ protocol, podNumber }) => ({ protocol, port: podNumber })),
        ],
      }),
    ),
    ...(cluster.podCidrs.length > 0 && { podAddresses: cluster.podCidrs }),
    ...(cluster.nodeCidrs.length > 0 && { nodeAddresses: cluster.nodeCidrs }),
    balancers: cluster.balancers,
    gateways: cluster.gateways,
    controllers: cluster.controllers.map(controllerOf),
  };
}

function controllerOf({ source }: PlannedController): Controller {
  switch (source.kind) {
    case 'pods':
      return { namespace: source.namespace, labels: source.podLabels };
    case 'host-network':
      return { namespace: '', labels: {}, hostNetwork: true };
    case 'cilium-proxy':
      return { namespace: '', labels: {}, isCiliumProxy: true };
  }
}

/** The combined facts of the plans of several installations in one cluster. */
export function modelOptionsOfAll(plans: readonly Plan[]): ModelOptions {
  const options = plans.map(modelOptionsOf);
  const podAddresses = options.flatMap((one) => one.podAddresses ?? []);
  const nodeAddresses = options.flatMap((one) => one.nodeAddresses ?? []);
  return {
    standIns: options.flatMap(({ standIns = [] }) => standIns),
    controllers: options.flatMap(({ controllers = [] }) => controllers),
    balancers: options.flatMap(({ balancers = [] }) => balancers),
    gateways: options.flatMap(({ gateways = [] }) => gateways),
    ...(podAddresses.length > 0 && { podAddresses }),
    ...(nodeAddresses.length > 0 && { nodeAddresses }),
  };
}

/** The intent of a plan for the pods of a model. */
export const intentOfPlan = (model: Model, plan: Plan): Intent => ({
  catalogue: catalogues[plan.release],
  plan,
  pods: endsOf(model).flatMap(({ end, workload, group }) =>
    plan.workloads
      .filter(({ namespace, podLabels }) => group.namespace.name === namespace && carries(group.labels, podLabels))
      .map(({ name, ports, proxyListeners }) => ({ name, end, workload, group, ports, proxyListeners })),
  ),
  machines: plan.machines.map(({ name, addresses, ports, proxyListeners }) => ({
    name,
    workload: { title: `the machines of workload '${name}'` },
    addresses: addresses.map((address) => parseAddressSet(address) ?? []),
    ports,
    proxyListeners,
  })),
  connections: plan.connections,
});
