import { InputError } from '../base/faults';
import type { End } from './connections';
import type { Model } from './model/model';
import { anyPod, type Party } from './model/parties';
import { parseAddressSet } from './sets/address-sets';
import { overlaps } from './sets/intervals';

/** A party that was asked for, with its title. */
export interface NamedParty {
  readonly title: string;
  readonly party: Party;
}

/**
 * Parties that a text names: `namespace/name[Kind]`, `namespace/name`, `name`; an address or block outside the cluster; `external` for all of these;
 * `node`; `any-pod`; `{ingress-controller}`, `{gateway-controller}`. Several where a workload has pods that policies tell apart, or a name is that of
 * several workloads.
 * @throws InputError where it names none.
 */
export function findParties(model: Model, text: string): readonly NamedParty[] {
  const ends = model.ends.filter((end) => namesPods(text, end));
  if (ends.length > 0) return ends.map((end) => ({ title: end.title, party: end.groups[0] }));
  if (text === 'external') return model.outside.sources.map((party) => ({ title: text, party }));
  if (text === 'node') return [{ title: text, party: { kind: 'node' } }];
  if (text === 'any-pod') return [{ title: text, party: anyPod }];
  if (text === '{ingress-controller}' || text === '{gateway-controller}')
    return [{ title: text, party: { kind: 'unknown-pod', what: text.slice(1, -1) } }];
  const addresses = parseAddressSet(text);
  if (addresses !== undefined) return [{ title: text, party: { kind: 'addresses', addresses } }];
  throw new InputError([
    { message: `there is no ${JSON.stringify(text)}; expected ${workloadsOf(model)}, an address or block, external, node or any-pod` },
  ]);
}

function workloadsOf({ ends }: Model): string {
  if (ends.length === 0) return 'a workload (there is none: no pods were given)';
  const some = ends
    .slice(0, 10)
    .map(({ title }) => title)
    .join(', ');
  return `a workload (${some}${ends.length > 10 ? ` and ${ends.length - 10} more` : ''})`;
}

/** Picks the ends that a text names, of lists of connections; an address or block picks the external ranges that share an address with it. */
export function endFilter(text: string): (end: End) => boolean {
  const addresses = parseAddressSet(text);
  return (end) => {
    if (end.kind === 'external')
      return text === 'external' || end.title === text || (addresses !== undefined && overlaps(end.party.addresses, addresses));
    return end.kind === 'pods' ? namesPods(text, end) : end.title === text;
  };
}

function namesPods(text: string, { title, workload }: Extract<End, { readonly kind: 'pods' }>): boolean {
  const { namespace, name } = workload;
  return [title, workload.title, `${namespace}/${name}`, name, `${namespace}/*`].includes(text);
}
