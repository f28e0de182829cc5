import type { Manifest } from '../../reachability';
import { isServerSet } from './server-set';

/** A field in which a live object differs from the rendered one. */
export interface FieldChange {
  /** `spec.ports[smtp].targetPort`. */
  readonly field: string;
  readonly kind: 'changed' | 'removed' | 'added';
  /** As rendered, short, in JSON. @default - the field is not rendered */
  readonly expected?: string;
  /** As in the cluster. @default - the field does not exist */
  readonly found?: string;
}

/** The position of a comparison: the object, and the path to the value. */
interface Place {
  readonly title: string;
  readonly path: readonly string[];
}

/**
 * Fields in which a live object differs from the rendered one. Labels and annotations of others are ignored; all other fields that are not rendered
 * count, too, except those that the API server and controllers fill in.
 */
export function changedFields(rendered: Manifest, live: Manifest): readonly FieldChange[] {
  const title = `${rendered.group}/${rendered.reference.kind}`;
  const [want, have] = [membersOf(rendered.value), membersOf(live.value)];
  const metadata = ['labels', 'annotations'].flatMap((part) => ours({ title, path: ['metadata', part] }, want, have, part));
  const rest = new Set([...Object.keys(want), ...Object.keys(have)].filter((key) => !apart.has(key)));
  return [...metadata, ...[...rest].sort().flatMap((key) => compare({ title, path: [key] }, want[key], have[key]))];
}

/** Fields that identify an object, or describe its state. */
const apart: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

function ours(place: Place, want: Members, have: Members, part: string): readonly FieldChange[] {
  const [expected, found] = [membersOf(membersOf(want.metadata)[part]), membersOf(membersOf(have.metadata)[part])];
  return Object.keys(expected)
    .sort()
    .flatMap((key) => compare({ ...place, path: [...place.path, key] }, expected[key], found[key]));
}

function compare(place: Place, want: unknown, have: unknown): readonly FieldChange[] {
  if (isAbsent(want) && isAbsent(have)) return [];
  if (isAbsent(want)) return isServerSet(place.title, place.path, have) ? [] : [{ field: fieldOf(place), kind: 'added', found: short(have) }];
  if (isAbsent(have)) return [{ field: fieldOf(place), kind: 'removed', expected: short(want) }];
  if (Array.isArray(want) && Array.isArray(have)) return compareLists(place, want, have);
  if (isMembers(want) && isMembers(have)) {
    const keys = [...new Set([...Object.keys(want), ...Object.keys(have)])].sort();
    return keys.flatMap((key) => compare({ ...place, path: [...place.path, key] }, want[key], have[key]));
  }
  return want === have ? [] : [{ field: fieldOf(place), kind: 'changed', expected: short(want), found: short(have) }];
}

/** Equal items are paired at any position; of the rest, items with the same name, else by order. */
function compareLists(place: Place, want: readonly unknown[], have: readonly unknown[]): readonly FieldChange[] {
  const at = (item: unknown, index: number): Place => {
    const path = [...place.path.slice(0, -1), `${place.path.at(-1) ?? ''}[${nameOf(item) ?? index}]`];
    return { ...place, path };
  };
  const equal = (a: unknown, b: unknown): boolean =>
    compare({ ...place, path: [...place.path.slice(0, -1), `${place.path.at(-1)}[]`] }, a, b).length === 0;
  const free = new Set(have.keys());
  const partner = (fits: (candidate: unknown) => boolean): number | undefined => {
    const found = [...free].find((index) => fits(have[index]));
    if (found !== undefined) free.delete(found);
    return found;
  };
  const exact = want.map((item) => partner((candidate) => equal(item, candidate)));
  const named = want.map((item, index) => exact[index] ?? partner((candidate) => nameOf(item) !== undefined && nameOf(item) === nameOf(candidate)));
  const paired = want.map(
    (item, index) =>
      named[index] ?? (nameOf(item) === undefined ? partner((candidate) => nameOf(candidate) === undefined && isAlike(item, candidate)) : undefined),
  );
  const inOrder = exact.every(
    (index, position) => index === undefined || exact.slice(position + 1).every((later) => later === undefined || index < later),
  );
  return [
    ...(inOrder || !isOrdered(place)
      ? []
      : [{ field: fieldOf(place), kind: 'changed' as const, expected: 'its items in another order', found: short(have) }]),
    ...want.flatMap((item, index) => {
      const found = paired[index];
      return found === undefined
        ? [{ field: fieldOf(at(item, index)), kind: 'removed' as const, expected: short(item) }]
        : compare(at(item, index), item, have[found]);
    }),
    ...[...free].map((index) => ({ field: fieldOf(at(have[index], index)), kind: 'added' as const, found: short(have[index]) })),
  ];
}

/** Keys of list items: a port of a Service, a listener, a container. */
const nameOf = (item: unknown): string | undefined => {
  const { name, group, kind } = membersOf(item);
  return typeof name === 'string' ? [group, kind, name].filter((part) => typeof part === 'string' && part !== '').join(' ') : undefined;
};

/** Two rules without a name count as one changed rule; two scalars count as two items. */
const isAlike = (a: unknown, b: unknown): boolean => isMembers(a) && isMembers(b);

/** Rules that accept and deny are evaluated in order. */
const isOrdered = ({ title, path }: Place): boolean =>
  /^(policy\.networking\.k8s\.io\/|projectcalico\.org\/|crd\.projectcalico\.org\/)/.test(title) && /^spec\.(ingress|egress)$/.test(path.join('.'));

const fieldOf = ({ path }: Place): string =>
  path
    .map((step) => (/[./]/.test(step) && !step.includes('[') ? `["${step}"]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

/** An empty value, and values that the API server drops because they have no meaning. */
const isAbsent = (value: unknown): boolean => value === undefined || value === null || (Array.isArray(value) && value.length === 0);

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

const membersOf = (value: unknown): Members => (isMembers(value) ? value : {});

/** Longest text of a value in one line. */
const longest = 120;

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
