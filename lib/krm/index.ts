/** A function of the KRM functions specification, by which kustomize and kpt render and prove installations. */
export { type Answer, runFunction } from './function';
export type { Result } from './results';
