export * from './entry-points/client-address/client-address';
export * from './load';
export * from './make-plan';
export * from './model';
export { podPort } from './servers/workloads';
