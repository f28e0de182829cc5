export { bluemindLabels } from './catalogue-intent';
export * from './finding';
export { nothingLookedAt } from './looked-at';
export { misfitRules } from './misfits';
export { rules } from './rules';
export * from './verify';
