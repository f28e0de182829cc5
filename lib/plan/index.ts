export * from './client-address';
export * from './load';
export * from './make-plan';
export * from './plan';
export { podPort } from './workloads';
