export * from './checks/exposure';
export * from './document';
export * from './egress';
export * from './entry-points';
export * from './faults';
export * from './installation';
export * from './parse';
export * from './schema';
export type { Workload, WorkloadKind, WorkloadPlace } from './workloads';
