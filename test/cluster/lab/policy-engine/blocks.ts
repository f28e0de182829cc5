/** A block of addresses of a family: its first address as a number, and how many bits are fixed. */
interface Block {
  readonly isIPv6: boolean;
  readonly first: bigint;
  readonly bits: number;
}

function parse(cidr: string): Block {
  const [address = '', bits] = cidr.split('/');
  const isIPv6 = address.includes(':');
  return { isIPv6, first: isIPv6 ? number6(address) : number4(address), bits: Number(bits ?? (isIPv6 ? 128 : 32)) };
}

const number4 = (address: string): bigint => address.split('.').reduce((number, part) => number * 256n + BigInt(part), 0n);

function number6(address: string): bigint {
  const [left = [], right = []] = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups = [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return groups.reduce((number, group) => number * 65536n + BigInt(`0x${group}`), 0n);
}

const size = ({ isIPv6, bits }: Block): bigint => 2n ** BigInt((isIPv6 ? 128 : 32) - bits);
const holds = (outer: Block, inner: Block): boolean => inner.first >= outer.first && inner.first + size(inner) <= outer.first + size(outer);

function format({ isIPv6, first, bits }: Block): string {
  const [count, width, base, mark] = isIPv6 ? [8, 16n, 16, ':'] : [4, 8n, 10, '.'];
  const parts = Array.from({ length: count }, (_, index) => (first >> (width * BigInt(count - 1 - index))) % 2n ** width);
  return `${parts.map((part) => part.toString(base)).join(mark)}/${bits}`;
}

/** Blocks that together are `cidr` without those excepted from it; none if `like` is an address of the other family. */
export function blocksOf({ cidr, except = [] }: { readonly cidr: string; readonly except?: readonly string[] }, like: string): readonly string[] {
  if (cidr.includes(':') !== like.includes(':')) return [];
  return without(parse(cidr), except.map(parse)).map(format);
}

/** Halves a block until each part is wholly in or wholly out of what is excepted. */
function without(block: Block, except: readonly Block[]): readonly Block[] {
  if (except.some((hole) => holds(hole, block))) return [];
  if (!except.some((hole) => holds(block, hole))) return [block];
  const lower: Block = { ...block, bits: block.bits + 1 };
  return [lower, { ...lower, first: block.first + size(lower) }].flatMap((half) => without(half, except));
}
