import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type IpFamily = 'IPv4' | 'IPv6';

/** Consecutive addresses of one family, both ends included. */
export interface AddressRange {
  readonly family: IpFamily;
  readonly first: bigint;
  readonly last: bigint;
}

/** A parsed block such as `10.0.0.0/8`. */
export interface Cidr extends AddressRange {
  /** The block as Kubernetes writes it: host bits zeroed, IPv6 compressed in lower case. */
  readonly canonical: string;
}

const bitsOf = (family: IpFamily): number => (family === 'IPv4' ? 32 : 128);

/** Largest address of a family, as a number. */
export const lastAddress = (family: IpFamily): bigint => (1n << BigInt(bitsOf(family))) - 1n;

/** Parses an address in the forms that Kubernetes accepts (four decimal parts without leading zeros, or IPv6 without a zone); undefined if it is not an address. */
export function parseAddress(text: string): { readonly family: IpFamily; readonly value: bigint } | undefined {
  const version = text.includes('%') ? 0 : isIP(text);
  if (version === 0) return undefined;
  if (version === 4) return { family: 'IPv4', value: BigInt(text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)) };
  const bytes = ipaddr.parse(text).toByteArray();
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { family: 'IPv6', value };
}

/** An address as text, IPv6 compressed as in RFC 5952. */
export function formatAddress(family: IpFamily, value: bigint): string {
  const bytes = Array.from({ length: bitsOf(family) / 8 }, (_, index, shift = BigInt(bitsOf(family) - 8 * (index + 1))) =>
    Number((value >> shift) & 255n),
  );
  const address = ipaddr.fromByteArray(bytes);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

/** Parses a block; host bits may be set (compare with `canonical` to detect this). Undefined if it is not a block. */
export function parseCidr(text: string): Cidr | undefined {
  const [addressText = '', lengthText = '', ...rest] = text.split('/');
  const address = parseAddress(addressText);
  if (!address || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(lengthText)) return undefined;
  const bits = bitsOf(address.family);
  const length = Number(lengthText);
  if (length > bits) return undefined;
  const hostBits = BigInt(bits - length);
  const first = (address.value >> hostBits) << hostBits;
  return {
    family: address.family,
    first,
    last: first + (1n << hostBits) - 1n,
    canonical: `${formatAddress(address.family, first)}/${length}`,
  };
}

/** Whether every address of `inner` is in `outer`. */
export const containsRange = (outer: AddressRange, inner: AddressRange): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;

/** Whether the two share an address. */
export const overlapsRange = (a: AddressRange, b: AddressRange): boolean => a.family === b.family && a.first <= b.last && b.first <= a.last;

/** Blocks whose addresses cannot belong to a host that others reach: unspecified, loopback, link-local, multicast, broadcast, IPv4 in IPv6. */
const specialBlocks = [
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '255.255.255.255/32',
  '::/128',
  '::1/128',
  '::ffff:0:0/96',
  'fe80::/10',
  'ff00::/8',
].flatMap((text) => parseCidr(text) ?? []);

/** The block of special addresses that contains an address, such as `127.0.0.0/8`; undefined if it can be the address of a host, or is not an address. */
export function specialBlockOf(text: string): string | undefined {
  const address = parseAddress(text);
  if (!address) return undefined;
  const { family, value } = address;
  return specialBlocks.find((block) => containsRange(block, { family, first: value, last: value }))?.canonical;
}
