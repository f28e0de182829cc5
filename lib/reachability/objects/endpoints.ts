import { descend, type Field, items, member, ownMember, text } from '../input/fields';
import type { Manifest, ObjectReference } from '../input/manifest';
import { type AddressSet, parseAddressSet } from '../sets/address-sets';
import type { Protocol } from '../sets/ports';
import { portNumber, protocolOf } from './checks';

/** Addresses and ports of a Service without a selector: an EndpointSlice, or the older Endpoints. */
export interface EndpointsObject {
  readonly reference: ObjectReference;
  readonly namespace: string;
  /** Name of the Service. */
  readonly service: string;
  readonly endpoints: readonly { readonly addresses: AddressSet; readonly pod?: string }[];
  /** A port without a number is any port. */
  readonly ports: readonly { readonly name: string; readonly protocol: Protocol; readonly port?: number }[];
}

/** Reads an EndpointSlice; undefined if it belongs to no Service. */
export function endpointSliceOf({ reference }: Manifest, root: Field): readonly EndpointsObject[] {
  const service = ownMember(descend(root, 'metadata', 'labels').value, 'kubernetes.io/service-name');
  if (typeof service !== 'string') return [];
  return [
    {
      reference,
      namespace: reference.namespace ?? 'default',
      service,
      endpoints: items(member(root, 'endpoints')).map((endpoint) => ({
        addresses: items(member(endpoint, 'addresses')).flatMap((address) => parseAddressSet(text(address) ?? '') ?? []),
        ...podOf(endpoint),
      })),
      ports: items(member(root, 'ports')).map(portOf),
    },
  ];
}

/** Reads Endpoints, which have the name of their Service and any number of subsets. */
export const endpointsOf = ({ reference }: Manifest, root: Field): readonly EndpointsObject[] =>
  items(member(root, 'subsets')).map((subset) => ({
    reference,
    namespace: reference.namespace ?? 'default',
    service: reference.name,
    endpoints: items(member(subset, 'addresses')).map((address) => ({
      addresses: parseAddressSet(text(member(address, 'ip')) ?? '') ?? [],
      ...podOf(address),
    })),
    ports: items(member(subset, 'ports')).map(portOf),
  }));

function podOf(endpoint: Field): { readonly pod?: string } {
  const target = member(endpoint, 'targetRef');
  const name = ownMember(target.value, 'name');
  return ownMember(target.value, 'kind') === 'Pod' && typeof name === 'string' ? { pod: name } : {};
}

function portOf(field: Field): { readonly name: string; readonly protocol: Protocol; readonly port?: number } {
  const port = portNumber(member(field, 'port'));
  return { name: text(member(field, 'name')) ?? '', protocol: protocolOf(member(field, 'protocol')), ...(port !== undefined && { port }) };
}
