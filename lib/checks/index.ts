export { bluemindLabels } from './catalogue-intent';
export * from './finding';
export { nothingLookedAt } from './looked-at';
export { rules } from './rules';
export * from './verify';
