import type { LoadBalancerProvider, ProviderName } from './provider';
import { aws } from './providers/aws';
import { azure } from './providers/azure';
import { cilium } from './providers/cilium';
import { digitalocean } from './providers/digitalocean';
import { generic } from './providers/generic';
import { gke } from './providers/gke';
import { hetzner } from './providers/hetzner';
import { kubeVip } from './providers/kube-vip';
import { metallb } from './providers/metallb';
import { openstack } from './providers/openstack';
import { scaleway } from './providers/scaleway';

export * from './dual-stack';
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
