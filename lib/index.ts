export { type Fault, type FaultUse, formatFault, InputError } from './base/faults';
export type { Labels } from './base/labels';
export * from './catalogue';
export type { Finding, Severity } from './checks';
export { BlueMindNetwork } from './network/blue-mind-network';
export type { NetworkEntryPoint, NetworkEntryPort } from './network/handles/entry-point';
export type { Cdk8sPlus, WorkloadOf } from './network/handles/library';
export type { NetworkService } from './network/handles/service';
export { NetworkWorkload } from './network/handles/workload';
export type { NetworkPolicyPeer } from './network/peers';
export type {
  BlueMind4NetworkProps,
  BlueMind5NetworkProps,
  BlueMindNetworkProps,
  DefaultNetworkProps,
  GivenRelease,
  NetworkPropsOf,
  OpenNetworkProps,
  OwnPorts,
  PortNameOf,
} from './network/props';
export { blueMindNetworks } from './network/table';
export type { OnVerify } from './network/verify';
export * from './plan';
export type * from './settings/props';
export { BlueMindValidation, type BlueMindValidationProperties } from './validation';
