import { deepFrozen } from '../base/frozen';
import { bluemind4 } from './bluemind-4';
import { bluemind5 } from './bluemind-5';
import type { Catalogue, Release } from './catalogue';

export { bluemind4 } from './bluemind-4';
export { bluemind5 } from './bluemind-5';
export * from './catalogue';
export * from './component';
export * from './diff';
export * from './port';
export * from './port-names';
export * from './server';
export * from './source';
export * from './timeouts';

/** One catalogue for each major release of BlueMind. */
export const catalogues: Readonly<Record<Release, Catalogue>> = deepFrozen({ '4': bluemind4, '5': bluemind5 });
