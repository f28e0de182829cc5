import { descend, type Field, items, member, required, text } from '../input/fields';
import type { Manifest } from '../input/manifest';
import { union } from '../sets/intervals';
import { type PortSet, portRange } from '../sets/ports';
import { has, labelsOf, portName, portNumber, protocolOf } from './checks';
import { type ContainerPort, ownerOf, type WorkloadObject } from './workload';

/** Paths of the machine template in KubeVirt's kinds. */
const templates: Readonly<Record<string, readonly string[]>> = {
  VirtualMachineInstance: [],
  VirtualMachine: ['spec', 'template'],
  VirtualMachineInstanceReplicaSet: ['spec', 'template'],
  VirtualMachinePool: ['spec', 'virtualMachineTemplate', 'spec', 'template'],
};

/** Kinds of one machine, whose pod has its name. */
const single = ['VirtualMachine', 'VirtualMachineInstance'];

/**
 * Reads a virtual machine of KubeVirt as the pod that it runs in. The pod has the machine's labels and some of KubeVirt's, declares the ports of the
 * machine's interfaces, and is what policies and Services select.
 * @see https://kubevirt.io/user-guide/network/interfaces_and_networks/
 */
export function virtualMachineOf({ reference }: Manifest, root: Field): WorkloadObject {
  const template = descend(root, ...(templates[reference.kind] ?? []));
  const spec = member(template, 'spec');
  const interfaces = items(descend(spec, 'domain', 'devices', 'interfaces'));
  const owner = ownerOf(root);
  const forwarded = forwardedPorts(interfaces);
  return {
    reference,
    ...(owner && { owner }),
    labels: new Map([
      ...labelsOf(descend(template, 'metadata', 'labels')),
      ['kubevirt.io', 'virt-launcher'],
      ...(single.includes(reference.kind) ? [['vm.kubevirt.io/name', hostName(reference.name, member(spec, 'hostname'))] as const] : []),
    ]),
    ports: interfaces.flatMap((one) => items(member(one, 'ports')).flatMap((port) => portOf(port) ?? [])),
    hostNetwork: false,
    ...(forwarded && { forwarded }),
  };
}

/** The machine's host name, or else its own name up to the first dot, cut to the length of a label. */
const hostName = (name: string, given: Field): string => ((text(given) ?? '') || (name.split('.')[0] ?? name)).slice(0, 63);

function portOf(field: Field): ContainerPort | undefined {
  const port = required(member(field, 'port'), portNumber);
  const name = portName(member(field, 'name'));
  const protocol = protocolOf(member(field, 'protocol'));
  return port === undefined ? undefined : { ...(name !== undefined && { name }), protocol, port };
}

/** A masquerading interface with a list of ports forwards only these; without a list, or with another binding, it forwards everything. */
function forwardedPorts(interfaces: readonly Field[]): PortSet | undefined {
  const lists = interfaces.map((one): PortSet | undefined => {
    const ports = items(member(one, 'ports')).flatMap((port) => portOf(port) ?? []);
    return has(one, 'masquerade') && ports.length > 0 ? union(...ports.map(({ protocol, port }) => portRange(protocol, port))) : undefined;
  });
  return lists.length > 0 && lists.every((list) => list !== undefined) ? union(...lists) : undefined;
}
