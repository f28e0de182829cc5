import { aws } from './aws';
import { azure } from './azure';
import { cilium } from './cilium';
import { digitalocean } from './digitalocean';
import { generic } from './generic';
import { gke } from './gke';
import { hetzner } from './hetzner';
import { kubeVip } from './kube-vip';
import { metallb } from './metallb';
import { openstack } from './openstack';
import type { LoadBalancerProvider, ProviderName } from './provider';
import { scaleway } from './scaleway';

export * from './limits';
export * from './provider';

/** The providers by their names in the settings. */
export const loadBalancerProviders: Readonly<Record<ProviderName, LoadBalancerProvider>> = {
  aws,
  azure,
  cilium,
  digitalocean,
  generic,
  gke,
  hetzner,
  'kube-vip': kubeVip,
  metallb,
  openstack,
  scaleway,
};
