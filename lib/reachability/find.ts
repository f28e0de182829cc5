import { InputError } from '../base/faults';
import { didYouMean } from '../base/words';
import { type ConnectionOptions, type End, sideEnds } from './connections';
import type { Model, PodEnd } from './model/model';
import { anyPod, type Party } from './model/parties';
import { namedControllers } from './paths/routes';
import { parseAddressSet } from './sets/address-sets';
import { overlaps } from './sets/intervals';

/** A requested party, with its title. */
export interface NamedParty {
  readonly title: string;
  readonly party: Party;
}

/**
 * Parties that a text names: `namespace/name[Kind]`, `namespace/name`, `name`, `namespace/*`; an address or block outside the cluster; `external` for
 * all of these; `node`; `any-pod`; `{ingress-controller}`, `{gateway-controller}`. Several if policies distinguish pods of a workload, or if a name
 * belongs to several workloads.
 * @throws InputError if it names none.
 */
export function findParties(model: Model, text: string): readonly NamedParty[] {
  const ends = model.ends.filter((end) => namesOf(end).includes(text));
  if (ends.length > 0) return ends.map((end) => ({ title: end.title, party: end.groups[0] }));
  if (text === 'external') return model.outside.sources.map((party) => ({ title: text, party }));
  if (text === 'node') return [{ title: text, party: { kind: 'node' } }];
  if (text === 'any-pod') return [{ title: text, party: anyPod }];
  if (text === '{ingress-controller}' || text === '{gateway-controller}') {
    const named = namedControllers(model, text === '{gateway-controller}' ? 'gateways' : 'ingresses');
    return named.length > 0
      ? named.map((party) => ({ title: text, party }))
      : [{ title: text, party: { kind: 'unknown-pod', what: text.slice(1, -1) } }];
  }
  const addresses = parseAddressSet(text);
  if (addresses !== undefined) return [{ title: text, party: { kind: 'addresses', addresses } }];
  throw new InputError([{ message: nobody(model, text, 'external, node or any-pod', ['external', 'node', 'any-pod']) }]);
}

/** Texts that name pods. */
const namesOf = ({ title, workload }: PodEnd): readonly string[] => {
  const { namespace, name } = workload;
  return [title, workload.title, `${namespace}/${name}`, name, `${namespace}/*`];
};

const nobody = (model: Model, text: string, others: string, words: readonly string[]): string =>
  `there is no ${JSON.stringify(text)}; expected ${workloadsOf(model)}, an address or block, ${others}${didYouMean(text, [...model.ends.flatMap(nearNames), ...words])}`;

/** Names that may be meant by a mistyped one. */
const nearNames = ({ workload }: PodEnd): readonly string[] => {
  const { namespace, name } = workload;
  return [`${namespace}/${name}`, name, `${namespace}/*`, workload.title];
};

function workloadsOf({ ends }: Model): string {
  if (ends.length === 0) return 'a workload (there is none: no pods were given)';
  const some = ends
    .slice(0, 10)
    .map(({ title }) => title)
    .join(', ');
  return `a workload (${some}${ends.length > 10 ? ` and ${ends.length - 10} more` : ''})`;
}

/** Selects the ends of connections that a text names; an address or block selects the external ranges that share an address with it. */
export function endFilter(text: string): (end: End) => boolean {
  const addresses = parseAddressSet(text);
  return (end) => {
    if (end.kind === 'external')
      return text === 'external' || end.title === text || (addresses !== undefined && overlaps(end.party.addresses, addresses));
    return end.kind === 'pods' ? namesOf(end).includes(text) : end.title === text;
  };
}

/** The ends to list, as texts that name them. */
export interface EndNames {
  /** @default - every source */
  readonly from?: string;
  /** @default - every destination */
  readonly to?: string;
  /** Either end. @default - any */
  readonly focus?: string;
}

/**
 * Selects the connections between named ends.
 * @throws InputError for each text that names no end of the model: an empty list would look like an answer.
 */
export function connectionFilter(model: Model, names: EndNames): ConnectionOptions {
  const sides = (['from', 'to'] as const).flatMap((side) => {
    const text = names[side];
    return text === undefined ? [] : [{ side, text, filter: endFilter(text) }];
  });
  const { focus } = names;
  const either = focus === undefined ? undefined : endFilter(focus);
  const faults = [
    ...sides
      .filter(({ side, filter }) => !sideEnds(model, side).some(filter))
      .map(({ side, text }) => ({ field: `--${side}`, message: absent(model, text) })),
    ...(focus !== undefined && either && !(['from', 'to'] as const).some((side) => sideEnds(model, side).some(either))
      ? [{ field: '--focus', message: absent(model, focus) }]
      : []),
  ];
  if (faults.length > 0) throw new InputError(faults);
  return { ...Object.fromEntries(sides.map(({ side, filter }) => [side, filter])), ...(either && { either }) };
}

/** Why lists do not contain such an end. */
function absent(model: Model, text: string): string {
  if (text === 'node' || text === 'any-pod') return `lists of connections do not include ${text}; use 'explain'`;
  if (text === '{ingress-controller}' || text === '{gateway-controller}') return `no manifest routes to or from ${text}`;
  if (parseAddressSet(text) !== undefined) return `no object names an IPv6 address, so ${text} is not listed; use 'explain'`;
  return nobody(model, text, 'or external', ['external']);
}
