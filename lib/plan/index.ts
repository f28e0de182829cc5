export * from './client-address';
export * from './load';
export * from './make-plan';
export * from './model';
export { podPort } from './workloads';
