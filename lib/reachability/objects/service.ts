import { choice, descend, type Field, flag, items, member, ownMember, report, required, text, textMap, texts } from '../input/fields';
import type { Manifest, ObjectReference, Path } from '../input/manifest';
import { type AddressSet, addressesIn, parseAddressSet } from '../sets/address-sets';
import { union } from '../sets/intervals';
import { type Protocol, portRange } from '../sets/ports';
import type { Labels } from '../sets/selectors';
import { cidrOf, labelsOf, portNumber, portOrName, protocolOf } from './checks';

/** A port that a Service offers. */
export interface ServicePort {
  readonly name?: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** Port of the pods, by number or by its name in their containers. By default the Service's own port. */
  readonly targetPort: number | string;
  /** Port on every node, if the Service requests a number. */
  readonly nodePort?: number;
  /** Path to it in the object. */
  readonly path: Path;
}

/** Kinds of Services. */
export const serviceTypes = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;

/** A Service. */
export interface ServiceObject {
  readonly reference: ObjectReference;
  readonly namespace: string;
  readonly type: (typeof serviceTypes)[number];
  /** Headless: clients find the pods by name and use the pods' ports. */
  readonly headless: boolean;
  /** Labels of its pods; unset if EndpointSlices define them. */
  readonly selector?: Labels;
  readonly ports: readonly ServicePort[];
  /** Local keeps the client address and leads only to pods of the same node. */
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  /** Whether a LoadBalancer opens its ports on every node, too. */
  readonly allocatesNodePorts: boolean;
  /** Client addresses that the load balancer admits; unset if it admits all. */
  readonly sourceRanges?: AddressSet;
  readonly externalAddresses: AddressSet;
  /** Whether it is also reached by IPv6: it names the family, or its policy adds what is not named. */
  readonly hasIpv6: boolean;
  readonly annotations: ReadonlyMap<string, string>;
}

/** Reads a Service. */
export function serviceOf({ reference }: Manifest, root: Field): ServiceObject {
  const spec = member(root, 'spec');
  const annotations = textMap(descend(root, 'metadata', 'annotations'));
  const selector = labelsOf(member(spec, 'selector'));
  const sourceRanges = sourceRangesOf(spec, annotations);
  return {
    reference,
    namespace: reference.namespace ?? 'default',
    type: choice(member(spec, 'type'), serviceTypes) ?? 'ClusterIP',
    headless: ownMember(spec.value, 'clusterIP') === 'None',
    ...(selector.size > 0 && { selector }),
    ports: portsOf(member(spec, 'ports')),
    externalTrafficPolicy: choice(member(spec, 'externalTrafficPolicy'), ['Cluster', 'Local']) ?? 'Cluster',
    allocatesNodePorts: flag(member(spec, 'allocateLoadBalancerNodePorts')) ?? true,
    ...(sourceRanges && { sourceRanges }),
    externalAddresses: union(
      ...items(member(spec, 'externalIPs')).map((field): AddressSet => {
        const address = text(field) ?? '';
        const set = address.includes('/') ? undefined : parseAddressSet(address);
        if (set === undefined) report(field, `expected an address, found ${JSON.stringify(address)}`);
        return set ?? [];
      }),
    ),
    hasIpv6:
      texts(member(spec, 'ipFamilies')).includes('IPv6') ||
      ['PreferDualStack', 'RequireDualStack'].includes(text(member(spec, 'ipFamilyPolicy')) ?? ''),
    annotations,
  };
}

function portsOf(field: Field): readonly ServicePort[] {
  const ports = items(field).flatMap((item): readonly ServicePort[] => {
    const port = required(member(item, 'port'), portNumber);
    const name = servicePortName(member(item, 'name'));
    const targetPort = portOrName(member(item, 'targetPort'));
    // A node port of 0 requests any number, like a missing one.
    const nodePort = ownMember(item.value, 'nodePort') === 0 ? undefined : portNumber(member(item, 'nodePort'));
    if (port === undefined) return [];
    const protocol = protocolOf(member(item, 'protocol'));
    return [
      {
        ...(name !== undefined && { name }),
        protocol,
        port,
        targetPort: targetPort ?? port,
        ...(nodePort !== undefined && { nodePort }),
        path: item.path,
      },
    ];
  });
  ports.forEach((port, index) => {
    const earlier = ports.slice(0, index);
    const same = (other: ServicePort) => portRange(other.protocol, other.port)[0]?.start === portRange(port.protocol, port.port)[0]?.start;
    if (earlier.some(same)) field.report(port.path, `port ${port.protocol} ${port.port} appears twice`);
    if (port.name !== undefined && earlier.some(({ name }) => name === port.name))
      field.report(port.path, `name ${JSON.stringify(port.name)} appears twice`);
  });
  return ports;
}

/** Names of Service ports may be longer than those of containers. It does not matter here that several ports need names: they are reachable without, too. */
function servicePortName(field: Field): string | undefined {
  const name = text(field);
  if (name === undefined || /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return name === '' ? undefined : name;
  report(field, `expected a name of up to 63 lower-case letters, digits and dashes within, found ${JSON.stringify(name)}`);
  return undefined;
}

/** Before the field there was an annotation; it still counts if the field is missing. */
function sourceRangesOf(spec: Field, annotations: ReadonlyMap<string, string>): AddressSet | undefined {
  const listed = texts(member(spec, 'loadBalancerSourceRanges'));
  if (listed.length > 0) {
    return union(
      ...items(member(spec, 'loadBalancerSourceRanges')).map((field): AddressSet => {
        const cidr = cidrOf(field);
        return cidr ? addressesIn(cidr) : [];
      }),
    );
  }
  const annotated = annotations.get('service.beta.kubernetes.io/load-balancer-source-ranges')?.trim();
  if (!annotated) return undefined;
  return union(...annotated.split(',').map((block) => parseAddressSet(block.trim()) ?? []));
}
