export { bluemindLabels } from './catalogue-intent';
export * from './finding';
export { rules } from './rules';
export * from './verify';
