export { type Fault, formatFault, InputError } from './base/faults';
export type { Labels } from './base/labels';
export * from './catalogue';
export { BlueMindNetwork, type BlueMindNetworkProps } from './constructs';
export * from './plan';
export type { InstallationProps } from './settings';
export { BlueMindValidation, type BlueMindValidationProperties } from './validation';
