import type { Model } from '../model/model';
import { memoized } from '../sets/grouping';
import { directEntries } from './direct';
import type { Entry } from './entry';
import { proxiedEntries } from './proxied';

/** All ways from outside to pods, in the order of the given objects, including those that policies close: their verdict is denied. */
export const entries: (model: Model) => readonly Entry[] = memoized((model: Model): readonly Entry[] => {
  const direct = directEntries(model);
  return [...direct, ...proxiedEntries(model, direct)];
});
