import type { ControllerName, ProviderName } from './answers';

// In a separate file, so that the help of the command loads only this.

/** Providers of load balancers; the first one fits every cluster. */
export const providerNames: readonly ProviderName[] = [
  'generic',
  'metallb',
  'cilium',
  'kube-vip',
  'aws',
  'gke',
  'azure',
  'hetzner',
  'openstack',
  'digitalocean',
  'scaleway',
];

/** Ingress controllers that are known by name. */
export const controllerNames: readonly ControllerName[] = ['traefik', 'haproxy', 'kong', 'nginx', 'ingress-nginx'];
