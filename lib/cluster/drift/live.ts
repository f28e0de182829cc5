import { type Fault, InputError } from '../../base/faults';
import { fromObjects, type Manifests, together } from '../../reachability';
import { getRaw, type Kubectl } from '../kubectl';
import { type KindToRead, kindTitle } from './kinds';

/** The objects of a cluster that were read. */
export interface Live {
  readonly manifests: Manifests;
  /** Kinds whose objects were read completely. */
  readonly read: readonly KindToRead[];
  /** Kinds that the cluster does not have, so there are no objects of them. */
  readonly notServed: readonly KindToRead[];
  /** Kinds about which nothing is known, since the given objects contain none. */
  readonly notGiven: readonly KindToRead[];
  /** Kinds that were not read completely, since a right is missing. */
  readonly notAllowed: readonly KindToRead[];
  /** The missing rights, one entry for each. */
  readonly missingRights: readonly Fault[];
}

/** A kind at the version in which it is read. */
interface ServedKind extends KindToRead {
  readonly version: string;
}

/**
 * Reads a cluster. It only needs the right to list, for each kind and namespace.
 * @param versions in which each kind is rendered, by `group/Kind`
 * @throws InputError if the cluster does not answer
 */
export async function readCluster(kubectl: Kubectl, kinds: readonly KindToRead[], versions: ReadonlyMap<string, string>): Promise<Live> {
  const served = await servedKinds(kubectl, kinds, versions);
  // The objects of Calico's API server are the same as its custom resources.
  const shown = served.some(({ group }) => group === 'projectcalico.org') ? served.filter(({ group }) => group !== 'crd.projectcalico.org') : served;
  const places = shown.flatMap((kind) => (kind.namespaces ?? [undefined]).map((namespace) => ({ kind, namespace })));
  const lists = await inTurn(places, async ({ kind, namespace }) => ({ kind, ...(await list(kubectl, kind, namespace)) }));
  const read = shown.filter((kind) => lists.every((one) => one.kind !== kind || one.items !== undefined));
  const notAllowed = shown.filter((kind) => lists.some((one) => one.kind === kind && one.fault !== undefined));
  // A kind may be removed while the cluster is read.
  const notServed = kinds.filter((kind) => ![...read, ...notAllowed].some((one) => sameKind(one, kind)) && !shadowed(kind, shown));
  return {
    manifests: together(lists.flatMap(({ items }) => items ?? [])),
    read,
    notServed,
    notGiven: [],
    notAllowed,
    missingRights: lists.flatMap(({ fault }) => fault ?? []),
  };
}

const sameKind = (a: KindToRead, b: KindToRead): boolean => a.group === b.group && a.kind === b.kind;

const shadowed = ({ group }: KindToRead, shown: readonly KindToRead[]): boolean =>
  group === 'crd.projectcalico.org' && shown.some((kind) => kind.group === 'projectcalico.org');

/** Kinds that the cluster has, each in the rendered version, else in the version that the cluster prefers. */
async function servedKinds(kubectl: Kubectl, kinds: readonly KindToRead[], versions: ReadonlyMap<string, string>): Promise<readonly ServedKind[]> {
  const groups = membersOf(await value(kubectl, '/apis'), 'groups');
  const served: ServedKind[] = kinds.filter(({ group }) => group === '').map((kind) => ({ ...kind, version: 'v1' }));
  for (const group of new Set(kinds.map((kind) => kind.group).filter((name) => name !== ''))) {
    const offered = membersOf(groups.find((candidate) => textOf(candidate, 'name') === group) ?? {}, 'versions').map((one) => textOf(one, 'version'));
    const open = kinds.filter((kind) => kind.group === group);
    for (const version of sortedVersions(offered, open, versions)) {
      const waiting = open.filter((kind) => !served.some((one) => sameKind(one, kind)));
      if (waiting.length === 0) break;
      const resources = membersOf(await value(kubectl, `/apis/${group}/${version}`), 'resources');
      const names = new Set(resources.map((resource) => textOf(resource, 'name')));
      served.push(...waiting.filter(({ resource }) => names.has(resource)).map((kind) => ({ ...kind, version })));
    }
  }
  return kinds.flatMap((kind) => served.filter((one) => sameKind(one, kind)));
}

/** Rendered versions first: objects are compared as they were written. */
function sortedVersions(offered: readonly string[], kinds: readonly KindToRead[], versions: ReadonlyMap<string, string>): readonly string[] {
  const rendered = new Set(kinds.map(({ group, kind }) => versions.get(`${group}/${kind}`)));
  return [...offered.filter((version) => rendered.has(version)), ...offered.filter((version) => !rendered.has(version))];
}

/** How many requests run in parallel: an API server accepts this many from one client without delay. */
const atATime = 6;

/** The results, some computed in parallel, in the given order. */
async function inTurn<Item, Result>(items: readonly Item[], run: (item: Item) => Promise<Result>): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results.set(index, await run(item));
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return items.flatMap((_, index) => results.get(index) ?? []);
}

/** Objects of a kind, or the reason why there are none: a right is missing, or the kind no longer exists. */
interface Listed {
  readonly items?: Manifests;
  readonly fault?: Fault;
}

async function list(kubectl: Kubectl, { group, kind, resource, version }: ServedKind, namespace: string | undefined): Promise<Listed> {
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const place = namespace === undefined ? '' : `namespaces/${namespace}/`;
  const gotten = await getRaw(kubectl, `/${group === '' ? 'api' : 'apis'}/${apiVersion}/${place}${resource}`);
  if (gotten.kind === 'value') return { items: fromObjects(membersOf(gotten.value, 'items').map((item) => ({ apiVersion, kind, ...item }))) };
  if (gotten.kind === 'not-found') return {};
  const where = namespace === undefined ? 'in all of the cluster' : `in namespace ${namespace}`;
  return {
    fault: {
      field: kindTitle({ group, kind }),
      message: `you have no right to list ${group === '' ? resource : `${resource}.${group}`} ${where}; 'drift --manifests rbac' prints the rights that it needs (${gotten.message})`,
    },
  };
}

async function value(kubectl: Kubectl, path: string): Promise<unknown> {
  const gotten = await getRaw(kubectl, path);
  if (gotten.kind === 'value') return gotten.value;
  throw new InputError([{ field: path, message: `the cluster does not answer which kinds it serves (${gotten.message})` }]);
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (candidate: unknown): candidate is Members => typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate);

function membersOf(from: unknown, key: string): readonly Members[] {
  const list: unknown = isObject(from) ? from[key] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

const textOf = (from: Members, key: string): string => (typeof from[key] === 'string' ? from[key] : '');

/** Objects that were given instead of a cluster, such as the output of kubectl get: nothing is known about other kinds. */
export function givenObjects(manifests: Manifests, kinds: readonly KindToRead[]): Live {
  const isGiven = ({ group, kind }: KindToRead) => manifests.manifests.some((one) => one.group === group && one.reference.kind === kind);
  return {
    manifests,
    read: kinds.filter(isGiven),
    notServed: [],
    notGiven: kinds.filter((kind) => !isGiven(kind)),
    notAllowed: [],
    missingRights: [],
  };
}
