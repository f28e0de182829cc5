/** An IPv4 block: its first address as a number, and how many bits are fixed. */
interface Block {
  readonly first: number;
  readonly bits: number;
}

const parse = (cidr: string): Block => {
  const [address = '', bits = '32'] = cidr.split('/');
  const first = address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
  return { first, bits: Number(bits) };
};

const size = ({ bits }: Block): number => 2 ** (32 - bits);
const holds = (outer: Block, inner: Block): boolean => inner.first >= outer.first && inner.first + size(inner) <= outer.first + size(outer);
const format = ({ first, bits }: Block): string => `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${bits}`;

/** Blocks that together are `cidr` without those excepted from it; none for IPv6, of which the laboratory has no packets. */
export function blocksOf({ cidr, except = [] }: { readonly cidr: string; readonly except?: readonly string[] }): readonly string[] {
  if (cidr.includes(':')) return [];
  return without(parse(cidr), except.map(parse)).map(format);
}

/** Halves a block until each part is wholly in or wholly out of what is excepted. */
function without(block: Block, except: readonly Block[]): readonly Block[] {
  if (except.some((hole) => holds(hole, block))) return [];
  if (!except.some((hole) => holds(block, hole))) return [block];
  const bits = block.bits + 1;
  const lower: Block = { first: block.first, bits };
  return [lower, { first: block.first + size(lower), bits }].flatMap((half) => without(half, except));
}
