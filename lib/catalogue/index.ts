import { bluemind4 } from './bluemind-4';
import type { Catalogue, Release } from './catalogue';

export { bluemind4 } from './bluemind-4';
export * from './catalogue';
export * from './component';
export * from './port';
export * from './source';

/** One catalogue a BlueMind major release. */
export const catalogues: Readonly<Record<Release, Catalogue>> = { '4': bluemind4 };
