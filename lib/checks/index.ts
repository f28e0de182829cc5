export * from './finding';
export { bluemindLabels } from './intent';
export { rules } from './rules';
export * from './verify';
