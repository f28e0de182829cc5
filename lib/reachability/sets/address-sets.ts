import { type AddressRange, formatAddress, type IpFamily, lastAddress, parseAddress, parseCidr } from '../../base/addresses';
import { difference, type Interval, type IntervalSet } from './intervals';

/** Addresses of both families as one set of numbers: IPv4 as they are, IPv6 beyond them. */
export type AddressSet = IntervalSet<bigint>;

/** Added to an IPv6 address. Leaves a gap behind the last IPv4 address, so that intervals of the two families never touch. */
const ipv6Offset = 1n << 40n;

const offsetOf = (family: IpFamily): bigint => (family === 'IPv4' ? 0n : ipv6Offset);

/** The set of a range's addresses. */
export const addressesIn = ({ family, first, last }: AddressRange): AddressSet => [
  { start: first + offsetOf(family), end: last + offsetOf(family) + 1n },
];

/** All addresses of a family. */
export const everyAddress = (family: IpFamily): AddressSet => addressesIn({ family, first: 0n, last: lastAddress(family) });

/** The range of an interval within one family. */
export function toRange({ start, end }: Interval<bigint>): AddressRange {
  const family: IpFamily = start < ipv6Offset ? 'IPv4' : 'IPv6';
  return { family, first: start - offsetOf(family), last: end - 1n - offsetOf(family) };
}

/** Whether a set contains an IPv6 address. */
export const namesIpv6 = (set: AddressSet): boolean => set.some(({ end }) => end > ipv6Offset);

/** The addresses of a block without those of its excepted blocks. */
export const blockAddresses = (cidr: AddressRange, except: readonly AddressRange[]): AddressSet =>
  except.reduce<AddressSet>((rest, range) => difference(rest, addressesIn(range)), addressesIn(cidr));

/** The addresses that a text such as `10.0.0.0/8` or `2001:db8::1` names; undefined if it names none. */
export function parseAddressSet(text: string): AddressSet | undefined {
  const cidr = text.includes('/') ? parseCidr(text) : undefined;
  if (cidr) return addressesIn(cidr);
  const address = parseAddress(text);
  return address && addressesIn({ family: address.family, first: address.value, last: address.value });
}

/** `10.0.0.0-10.255.255.255`, as netpol-analyzer writes it. */
export function formatInterval(interval: Interval<bigint>): string {
  const { family, first, last } = toRange(interval);
  return `${formatAddress(family, first)}-${formatAddress(family, last)}`;
}

/** Ranges separated by commas; a range of one address as that address. */
export const formatAddresses = (set: AddressSet): string =>
  set
    .map((interval) => {
      const { family, first, last } = toRange(interval);
      return first === last ? formatAddress(family, first) : formatInterval(interval);
    })
    .join(', ');
