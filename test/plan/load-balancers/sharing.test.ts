import { bluemind4 } from '../../../lib/catalogue';
import type { InstallationProps } from '../../../lib/settings';
import { faults, plan } from '../../support/render';

type LoadBalancer = Omit<Extract<NonNullable<InstallationProps['entryPoints']>[string], { type: 'LoadBalancer' }>, 'type'>;

/** The faults of two entry points, mail for smtp and web for https, or for both ports. */
const twoEntryPoints = (mail: LoadBalancer, web: LoadBalancer, settings: Partial<InstallationProps> = {}): readonly string[] =>
  faults({
    entryPoints: { mail: { type: 'LoadBalancer', ...mail }, web: { type: 'LoadBalancer', ...web } },
    expose: { smtp: 'mail', https: 'web' },
    ...settings,
  });

/** The faults of one entry point whose ports live on two workloads. */
const twoWorkloads = (mail: LoadBalancer): readonly string[] =>
  faults({ workloads: 'roles', entryPoints: { mail: { type: 'LoadBalancer', ...mail } }, expose: { smtp: 'mail', https: 'mail' } });

const shared: LoadBalancer = { provider: 'metallb', addresses: ['192.0.2.10'], sharedAddress: 'mail' };

describe('one address for several Services of one entry point', () => {
  test.each<[string, LoadBalancer, readonly string[]]>([
    [
      'MetalLB without a key',
      { provider: 'metallb', addresses: ['192.0.2.10'] },
      [
        "entryPoints.mail.addresses: are claimed by 2 Services, one for each of the workloads 'proxy', 'smtp', but they may share them only under a common key; name one under sharedAddress",
      ],
    ],
    [
      'GKE, which has no key',
      { provider: 'gke', addresses: ['mail-ipv4'] },
      [
        "entryPoints.mail.addresses: are claimed by 2 Services, one for each of the workloads 'proxy', 'smtp', but GKE gives them to only one Service; put the ports on one workload, or use one entry point with its own addresses for each",
      ],
    ],
    [
      'OpenStack, which shares whole balancers',
      { provider: 'openstack', addresses: ['192.0.2.10'], acceptLostClientAddress: 'The relay of the provider alone.' },
      [
        "entryPoints.mail.addresses: are claimed by 2 Services, one for each of the workloads 'proxy', 'smtp', but only one can have them; name the load balancer that has them under sharedAddress instead, or make an entry point for each",
      ],
    ],
    [
      'MetalLB with Local, which needs pods of one kind',
      shared,
      [
        "entryPoints.mail.sharedAddress: 'mail': the Services of workloads 'proxy' and 'smtp' cannot share an address: the address is on one node, and with externalTrafficPolicy Local that node serves only its own pods; put their ports on one workload, give each an entry point with its own address, or set externalTrafficPolicy: Cluster",
      ],
    ],
    [
      'MetalLB with Cluster and a key',
      { ...shared, externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'The relay of the provider alone.' },
      [],
    ],
    ['Azure, whose addresses live on no node', { provider: 'azure', addresses: ['mail-ipv4'], sharedAddress: 'mail' }, []],
  ])('%s', (_, settings, expected) => {
    expect(twoWorkloads(settings)).toEqual(expected);
  });
});

describe('one address for several entry points', () => {
  test('the same key, other ports and the same pods: shared', () => {
    expect(twoEntryPoints(shared, shared)).toEqual([]);
  });

  test('no common key, whatever the spelling', () => {
    const spelled = (address: string): LoadBalancer => ({ provider: 'metallb', addresses: [address] });
    expect(twoEntryPoints(spelled('2001:db8::10'), spelled('2001:DB8:0:0::10'))).toEqual([
      "entryPoints.web.addresses: 2001:db8::10 is an address of 'mail' already; to share it, both must name the same key under sharedAddress",
    ]);
  });

  test('a provider that does not share', () => {
    const eip: LoadBalancer = { provider: 'aws', addresses: ['eipalloc-0a1b'] };
    expect(twoEntryPoints(eip, eip)).toEqual([
      "entryPoints.web.addresses: eipalloc-0a1b is an address of 'mail' already, and AWS gives it to only one Service; choose another",
    ]);
  });

  test('other pods under one key, with Local', () => {
    const [line, ...more] = twoEntryPoints(shared, shared, { workloads: 'roles' });
    expect(line).toMatch(/^entryPoints\.web\.sharedAddress: 'mail': the Services of workloads 'smtp' and 'proxy' cannot share an address/);
    expect(more).toEqual([]);
  });

  test.each(['metallb', 'cilium'] as const)('the same pods with Local and with Cluster: %s refuses that', (provider) => {
    const own: LoadBalancer = { ...shared, provider };
    const lost: LoadBalancer = { ...own, externalTrafficPolicy: 'Cluster' };
    const title = provider === 'cilium' ? 'Cilium' : 'MetalLB';
    expect(twoEntryPoints(own, lost)).toEqual([
      `entryPoints.web.sharedAddress: 'mail': 'web' has externalTrafficPolicy Cluster and 'mail' has Local, and ${title} does not let such Services share an address, even if they lead to the same pods; set the same policy for both, or give each its own address`,
    ]);
  });

  test.each<[LoadBalancer['provider'], string, string]>([
    ['cilium', 'lbipam.cilium.io/sharing-cross-namespace', 'dmz,mail'],
    ['kube-vip', 'kube-vip.io/leaseName', 'dmz/mail'],
  ])('across namespaces, %s needs %s on both Services', (provider, annotation, expected) => {
    const balancer: LoadBalancer = { provider, addresses: ['192.0.2.10'], sharedAddress: 'mail', externalTrafficPolicy: 'Cluster' };
    const { entries } = plan({
      namespace: 'mail',
      workloads: { inside: { roles: bluemind4.roles.map(({ name }) => name) }, edge: { kind: 'edge', namespace: 'dmz' } },
      entryPoints: {
        mail: { type: 'LoadBalancer', ...balancer, acceptLostClientAddress: 'The relay of the provider alone.' },
        web: { type: 'LoadBalancer', ...balancer },
      },
      expose: { smtp: { entryPoint: 'mail', workload: 'edge' }, https: { entryPoint: 'web', workload: 'inside' } },
    });
    expect(entries.map(({ namespace, annotations }) => [namespace, annotations[annotation]])).toEqual([
      ['dmz', expected],
      ['mail', expected],
    ]);
  });

  test('the same port of the same address', () => {
    const own = { audience: 'external', number: 25, component: 'milter', description: 'Second way in', encryption: 'none' } as const;
    expect(
      twoEntryPoints(shared, shared, {
        workloads: { mta: { components: ['postfix', 'milter'] }, main: { components: ['nginx'] } },
        additions: { ports: [{ ...own, name: 'second' }] },
        expose: { smtp: 'mail', second: 'web', https: { entryPoint: 'cluster', reason: 'Colleagues on the VPN alone.' } },
      }).filter((line) => line.startsWith('entryPoints')),
    ).toEqual([
      "entryPoints.web.addresses: port 25 of address 192.0.2.10 is claimed by 'smtp' of 'mail' already; choose another address for 'second'",
    ]);
  });
  test('the same port of an address that the provider chooses', () => {
    const own = { audience: 'external', number: 25, component: 'milter', description: 'Second way in', encryption: 'none' } as const;
    expect(
      twoEntryPoints(
        { provider: 'metallb', sharedAddress: 'mail' },
        { provider: 'metallb', sharedAddress: 'mail' },
        {
          workloads: { mta: { components: ['postfix', 'milter'] }, main: { components: ['nginx'] } },
          additions: { ports: [{ ...own, name: 'second' }] },
          expose: { smtp: 'mail', second: 'web', https: { entryPoint: 'cluster', reason: 'Colleagues on the VPN alone.' } },
        },
      ).filter((line) => line.startsWith('entryPoints')),
    ).toEqual([
      "entryPoints.web.sharedAddress: port 25 of the shared address 'mail' is claimed by 'smtp' of 'mail' already; choose another address for 'second'",
    ]);
  });

  test('more Services than OpenStack lets share a balancer', () => {
    const balancer: LoadBalancer = {
      provider: 'openstack',
      sharedAddress: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
      acceptLostClientAddress: 'The relay of the provider alone.',
    };
    expect(
      twoEntryPoints(
        balancer,
        { ...balancer, acceptLostClientAddress: undefined },
        {
          workloads: 'roles',
          expose: { smtp: 'mail', https: 'mail', 'xmpp-client': 'web' },
        },
      ),
    ).toEqual([
      "entryPoints.web.sharedAddress: '3fa85f64-5717-4562-b3fc-2c963f66afa6': OpenStack lets 2 Services share a balancer, one for each workload and entry point; use fewer workloads and entry points, or separate balancers",
    ]);
  });
});
