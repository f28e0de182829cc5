import type { IConstruct } from 'constructs';
import { InputError } from '../../base/faults';
import { didYouMean, listWords } from '../../base/words';

/**
 * The member of a list with this name.
 * @param what noun for the members
 * @throws InputError with the path of the construct and the existing names
 */
export function named<Value>(scope: IConstruct, what: string, name: string, values: ReadonlyMap<string, Value>): Value {
  const found = values.get(name);
  if (found !== undefined) return found;
  const names = [...values.keys()];
  const known = names.length > 0 ? `there are ${listWords(names)}` : 'there are none';
  throw new InputError([{ construct: scope.node.path, message: `there is no ${what} '${name}'${didYouMean(name, names)} (${known})` }]);
}
