export { addressOwner } from './dns/address-owner';
export * from './entry-points/client-address/client-address';
export * from './load';
export { type AskedForLoadBalancer, askedForLoadBalancers, describeLoadBalancers, reasonForSeveral } from './load-balancers/asked-for';
export * from './make-plan';
export * from './model';
export { podPort } from './servers/workloads';
