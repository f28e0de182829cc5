import { own } from '../../base/own';
import type { Installation } from '../../settings';
import type { PlannedServer, PlannedService, PodPort, ServicePort } from '../model';
import { plainPorts } from '../policies/traffic';
import { backendsOf, servedFamilies } from './backends';
import { compare } from './workloads';

/**
 * One cluster-only Service for each component and workload. Ports on which members find each other are in a headless Service of their own,
 * since a virtual address would lead a member to any member, including itself.
 */
export function planServices(
  installation: Installation,
  workloads: readonly PlannedServer[],
  annotations: Readonly<Record<string, Readonly<Record<string, string>>>>,
): readonly PlannedService[] {
  return workloads
    .flatMap((workload) =>
      workload.components.flatMap((component) => {
        const ports = plainPorts(workload).filter((port) => port.component === component);
        const betweenMembers = (port: PodPort) =>
          installation.catalogue.ports.some((known) => known.name === port.name && known.audience === 'internal' && known.betweenMembers);
        const members = ports.filter(betweenMembers);
        const others = ports.filter((port) => !betweenMembers(port));
        const name = componentService(installation, component, workload);
        const families = servedFamilies(workload, installation.settings.cluster.ipFamilies);
        const service = (serviceName: string, headless: boolean, served: readonly PodPort[]): PlannedService[] =>
          served.length === 0
            ? []
            : [
                {
                  name: serviceName,
                  namespace: workload.namespace,
                  component,
                  workload: workload.name,
                  description: describe(installation, component, headless),
                  annotations: headless ? {} : (own(annotations, component) ?? {}),
                  backends: backendsOf(workload),
                  headless,
                  ports: served.flatMap(headless ? memberPorts : servicePorts),
                  ...(families && { ipFamilies: families }),
                },
              ];
        return [...service(name, false, others), ...service(others.length > 0 ? `${name}-members` : name, true, members)];
      }),
    )
    .sort((a, b) => compare(a.name, b.name));
}

/**
 * Name of the Service of a component, followed by the workload if the component runs in several. An edge server does not count as another, so that adding
 * one renames no Service inside.
 */
export function componentService(
  { settings, workloads }: Installation,
  component: string,
  { name, kind }: Pick<PlannedServer, 'name' | 'kind'>,
): string {
  const inside = workloads.filter((other) => other.kind !== 'edge' && other.components.includes(component));
  return [settings.namePrefix, component, ...(kind === 'edge' || inside.length > 1 ? [name] : [])].join('-');
}

function describe({ catalogue }: Installation, component: string, headless: boolean): string {
  const purpose = catalogue.components.find(({ name }) => name === component)?.description ?? component;
  return headless ? `${purpose}; resolves to the address of every member.` : `${purpose}.`;
}

/** A Service has no ranges: each number of a range is one port. */
export function servicePorts(port: PodPort): readonly ServicePort[] {
  const count = port.endNumber - port.number + 1;
  return Array.from({ length: count }, (_, index) => ({
    name: count === 1 ? port.name : `${port.name}-${port.number + index}`,
    port: port.number + index,
    targetPort: port.podNumber + index,
    protocol: port.protocol,
  }));
}

/** Clients of a headless Service connect to the pods themselves, so its ports are those of the pods. */
const memberPorts = (port: PodPort): readonly ServicePort[] =>
  servicePorts(port).map((servicePort) => ({ ...servicePort, port: servicePort.targetPort }));
