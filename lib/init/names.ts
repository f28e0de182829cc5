import type { ControllerName, ProviderName } from './answers';

// Apart from everything else, so that the help of the command loads no more than this.

/** Providers of load balancers, the one that fits every cluster first. */
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
