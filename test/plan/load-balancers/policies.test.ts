import type { InstallationProps } from '../../../lib/settings';
import { find, objects } from '../../support/render';

type LoadBalancer = Omit<Extract<NonNullable<InstallationProps['entryPoints']>[string], { type: 'LoadBalancer' }>, 'type'>;

/** The policy of the way in for smtp and https, with its description. */
function wayIn(settings: LoadBalancer): { readonly ingress: unknown; readonly description: string | undefined } {
  const { metadata, spec } = find(
    'NetworkPolicy',
    'bluemind-all-in-one-from-mail',
    objects({
      entryPoints: { mail: { type: 'LoadBalancer', ...settings } },
      expose: { smtp: 'mail', https: 'mail' },
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
    }),
  );
  return { ingress: spec.ingress, description: metadata.annotations['kubernetes.io/description'] };
}

const tcp = (...ports: readonly number[]) => ports.map((port) => ({ port, protocol: 'TCP' }));
const ranges = ['198.51.100.0/24', '192.0.2.0/24'];
const rangePeers = [{ ipBlock: { cidr: '192.0.2.0/24' } }, { ipBlock: { cidr: '198.51.100.0/24' } }];
const accepted = { acceptLostClientAddress: 'Only the relay of the provider connects.' };
const through = "of workload 'all-in-one' through load balancer 'mail'";

describe('source ranges', () => {
  test('are in the policy if Local keeps the address', () => {
    expect(wayIn({ provider: 'metallb', sourceRanges: ranges })).toEqual({
      ingress: [{ from: rangePeers, ports: tcp(25, 443) }],
      description: `The balancer's source ranges may connect to smtp and https ${through}, which keeps the clients' addresses.`,
    });
  });

  test('are in the policy if AWS leads straight to the pods, whatever the traffic policy', () => {
    expect(wayIn({ provider: 'aws', targetType: 'ip', externalTrafficPolicy: 'Cluster', sourceRanges: ranges }).ingress).toEqual([
      { from: rangePeers, ports: tcp(25, 443) },
    ]);
  });

  test('go only to the balancer with Cluster, with the reason', () => {
    expect(wayIn({ provider: 'metallb', externalTrafficPolicy: 'Cluster', sourceRanges: ranges, ...accepted })).toEqual({
      ingress: [{ ports: tcp(25, 443) }],
      description: `Everyone may connect to smtp and https ${through}: the pods see the address of a node, since externalTrafficPolicy is Cluster, so only the balancer can enforce its source ranges.`,
    });
  });

  test('go only to the balancer if it opens connections of its own, even with Local', () => {
    expect(wayIn({ provider: 'scaleway', sourceRanges: ranges, ...accepted })).toEqual({
      ingress: [{ ports: tcp(25, 443) }],
      description: `Everyone may connect to smtp and https ${through}: the pods see the address of the load balancer or of a node, since Scaleway opens its own connections with every externalTrafficPolicy, so only the balancer can enforce its source ranges.`,
    });
  });
});

describe('PROXY listeners', () => {
  test('admit only the trusted addresses; plain ports beside them everyone', () => {
    expect(wayIn({ provider: 'scaleway', proxyProtocol: { ports: ['smtp'], targetPorts: { smtp: 10025 }, trustedCidrs: ['10.1.0.0/24'] } })).toEqual({
      ingress: [{ ports: tcp(443) }, { from: [{ ipBlock: { cidr: '10.1.0.0/24' } }], ports: tcp(10025) }],
      description: `Everyone may connect to https ${through}. Only the balancer may connect to smtp ${through}, since those listeners trust the client's address in a PROXY header.`,
    });
  });

  test('admit the nodes if nothing else is said', () => {
    expect(wayIn({ provider: 'hetzner', proxyProtocol: { targetPorts: { smtp: 10025 } } }).ingress).toEqual([
      { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: tcp(443, 10025) },
    ]);
  });
});
