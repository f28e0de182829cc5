import type { PlannedService } from '../../plan';
import { formatReference, type Model, parseAddressSet, resolvedRoutes, resolvedServices, sameSet, servicesByName } from '../../reachability';
import type { Rule, RuleFinding } from '../finding';
import type { Intent } from '../intent/intent';
import { concerning, type OwnFault } from '../own-faults';

/** A route, or a Service without a selector, that has no target. */
export const danglingBackend: Rule = {
  name: 'dangling-backend',
  severity: 'error',
  why: 'Clients on this way get an error or no answer.',
  mend: 'Name a Service that exists and a port that it has; a route also needs a listener that admits it.',
  check: (model, intent) => [
    ...(intent.plan?.services ?? []).flatMap((service) => plannedService(model, intent, service)),
    ...[...(intent.plan?.services ?? []), ...(intent.plan?.entries ?? [])].flatMap((one) =>
      'backends' in one && 'workload' in one ? plannedMachines(model, one) : [],
    ),
    ...concerning(intent, [...lostRoutes(model), ...emptyServices(model)]),
    ...concerning(intent, idleListeners(model), 'warning'),
  ],
};

/** Routes that lead to no Service port, or that no listener admits. */
const lostRoutes = (model: Model): readonly OwnFault[] =>
  resolvedRoutes(model).flatMap(({ route, ways, detached }) => [
    ...ways.flatMap(({ backends }) =>
      backends.flatMap(({ problem }) =>
        problem ? [{ message: `${formatReference(route.reference)} has no target: ${problem.message}.`, object: route.reference }] : [],
      ),
    ),
    ...detached
      .filter(({ kind }) => kind === 'refused')
      .map(({ reason }) => ({ message: `${formatReference(route.reference)} is attached to no listener: ${reason}.`, object: route.reference })),
  ]);

/** Services that neither select pods nor have EndpointSlices. */
const emptyServices = (model: Model): readonly OwnFault[] =>
  resolvedServices(model).flatMap(({ service, ports }) =>
    ports.some(({ problems }) => problems.some(({ kind }) => kind === 'no-endpoints'))
      ? [
          {
            message: `${formatReference(service.reference)} has neither a selector nor an EndpointSlice, so it has no target.`,
            object: service.reference,
          },
        ]
      : [],
  );

/** A Service by which BlueMind's components find each other must exist, and each of its ports must lead to a port on which the pods listen. */
function plannedService(model: Model, intent: Intent, { name, namespace, component, workload, ports }: PlannedService): readonly RuleFinding[] {
  const found = servicesByName(model).get(`${namespace}/${name}`);
  if (!found) return [{ message: `Service ${namespace}/${name}, by which the others find '${component}', is missing.` }];
  const own = intent.pods.filter((pods) => pods.name === workload);
  return ports.flatMap((planned): RuleFinding[] => {
    const finding = (message: string): RuleFinding => ({ message, object: found.service.reference, port: planned.name });
    const served = found.ports.find(({ port }) => port.port === planned.port && port.protocol === planned.protocol);
    if (!served) return [finding(`Service ${namespace}/${name} has no port ${planned.port}, on which the others look for '${component}'.`)];
    const leadsThere = served.backends.some(
      (backend) => backend.kind === 'pods' && backend.port === planned.targetPort && own.some(({ end }) => end === backend.end),
    );
    if (leadsThere || own.length === 0 || served.backends.length === 0) return [];
    const target = found.service.headless ? planned.port : served.port.targetPort;
    return [
      finding(
        `Port ${planned.port} of Service ${namespace}/${name} leads to ${target}, but '${component}' listens on ${planned.targetPort} of workload '${workload}'.`,
      ),
    ];
  });
}

/** A Service of machines must lead to each of them, and to no other address. */
function plannedMachines(
  model: Model,
  { name, namespace, workload, backends, ports }: Pick<PlannedService, 'name' | 'namespace' | 'workload' | 'backends' | 'ports'>,
): readonly RuleFinding[] {
  const found = servicesByName(model).get(`${namespace}/${name}`);
  if (backends.kind === 'pods' || !found) return [];
  return ports.flatMap((planned): readonly RuleFinding[] => {
    const served = found.ports.find(({ port }) => port.port === planned.port && port.protocol === planned.protocol)?.backends ?? [];
    if (served.length === 0) return [];
    const reached = served.map((backend) => (backend.kind === 'address' && backend.port === planned.targetPort ? backend.addresses : undefined));
    const machines = backends.addresses.map((address) => ({ address, set: parseAddressSet(address) ?? [] }));
    const finding = (message: string): RuleFinding => ({ message, object: found.service.reference, port: planned.name });
    return [
      ...(reached.every((addresses) => addresses !== undefined && machines.some(({ set }) => sameSet(set, addresses)))
        ? []
        : [
            finding(
              `Port ${planned.port} of Service ${namespace}/${name} leads to more than port ${planned.targetPort} of the machines of workload '${workload}'.`,
            ),
          ]),
      ...machines
        .filter(({ set }) => !reached.some((addresses) => addresses !== undefined && sameSet(set, addresses)))
        .map(({ address }) =>
          finding(`Port ${planned.port} of Service ${namespace}/${name} does not lead to ${address}, a machine of workload '${workload}'.`),
        ),
    ];
  });
}

/** Listeners of Gateways to which no route is attached; the routes may be in manifests that were not given. */
function idleListeners(model: Model): readonly OwnFault[] {
  const attached = new Set(resolvedRoutes(model).flatMap((route) => route.attached.map(({ listener }) => listener)));
  return model.objects.gateways.flatMap(({ reference, listeners }) =>
    listeners
      .filter((listener) => !attached.has(listener))
      .map(({ name, port }) => ({
        message: `Listener '${name}' (${port}) of ${formatReference(reference)} has no target: no route among the manifests is attached to it.`,
        object: reference,
      })),
  );
}
