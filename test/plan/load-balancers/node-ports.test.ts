import { loadBalancerProviders } from '../../../lib/plan/load-balancers';
import type { EntryPointProps } from '../../../lib/settings';
import { faults } from '../../support/render';

type LoadBalancer = Extract<EntryPointProps, { type: 'LoadBalancer' }>;

/** Whether the balancer of a provider connects to the node ports of its Service, so that these cannot be left out: the providers' own pages (lib/plan/load-balancers/providers). */
const connectsToNodePorts: Readonly<Record<LoadBalancer['provider'] & string, boolean>> = {
  aws: true,
  azure: false,
  cilium: false,
  digitalocean: false,
  generic: false,
  gke: false,
  hetzner: true,
  'kube-vip': false,
  metallb: false,
  openstack: true,
  scaleway: true,
};

/** The messages about a balancer without node ports. */
const said = (provider: keyof typeof loadBalancerProviders, fields: Partial<LoadBalancer> = {}): readonly string[] =>
  faults({
    cluster: { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24'] },
    entryPoints: { public: { type: 'LoadBalancer', provider, allocateNodePorts: false, ...fields } },
    expose: { smtp: { entryPoint: 'cluster', reason: 'Not yet.' }, https: 'public' },
  }).filter((line) => line.includes('allocateNodePorts'));

test('every provider has a row', () => expect(Object.keys(connectsToNodePorts)).toEqual(Object.keys(loadBalancerProviders)));

test.each(Object.entries(connectsToNodePorts))('node ports cannot be left out for %s: %s', (provider, expected) => {
  const name = Object.keys(loadBalancerProviders).find((known): known is keyof typeof loadBalancerProviders => known === provider);
  if (name === undefined) throw new Error(`no provider ${provider}`);
  expect(said(name)).toEqual(expected ? [expect.stringContaining('connects to node ports, so no client could connect')] : []);
});

test('AWS and DigitalOcean have balancers of both kinds', () => {
  expect(said('aws', { targetType: 'ip' })).toEqual([]);
  expect(said('digitalocean', { annotations: { 'service.beta.kubernetes.io/do-loadbalancer-type': 'REGIONAL' } })).toEqual([
    expect.stringContaining('connects to node ports, so no client could connect'),
  ]);
});
