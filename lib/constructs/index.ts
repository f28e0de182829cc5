export * from './egress-gateways';
export * from './entry-points/entry-points';
export * from './namespace';
export * from './objects';
export * from './policies';
export * from './policies/network-policies';
export * from './services';
