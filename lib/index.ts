export * from './catalogue';
export { BlueMindNetwork, type BlueMindNetworkProps } from './constructs';
export { type Fault, formatFault, InputError } from './fault';
export * from './plan';
export type { InstallationProps } from './settings';
export { BlueMindValidation, type BlueMindValidationProperties } from './validation';
