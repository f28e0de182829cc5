import { loadBalancerProviders, type ProviderName } from '../../../lib/plan/load-balancers';
import type { InstallationProps } from '../../../lib/settings';
import { faults, plan } from '../../support/render';

type EntryPoint = NonNullable<InstallationProps['entryPoints']>[string];

/** SIP over UDP beside smtp, both through one entry point. */
const settings = (entryPoint: EntryPoint, alone = false): Partial<InstallationProps> => ({
  additions: {
    ports: [{ audience: 'external', name: 'sip', number: 5060, protocol: 'UDP', component: 'core', description: 'Phones', encryption: 'none' }],
  },
  entryPoints: { mail: entryPoint },
  expose: {
    smtp: alone ? { entryPoint: 'cluster', reason: 'Mail comes through a relay.' } : 'mail',
    https: { entryPoint: 'cluster', reason: 'Colleagues on the VPN alone.' },
    sip: 'mail',
  },
  cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
});

const refused = (entryPoint: EntryPoint, alone = false): readonly string[] => faults(settings(entryPoint, alone));

describe('a UDP port', () => {
  test.each(Object.keys(loadBalancerProviders) as ProviderName[])('through %s: led, or refused if its balancers know only TCP', (provider) => {
    const { title } = loadBalancerProviders[provider];
    const sentence = `expose.sip: is UDP, and load balancers of ${title} forward only TCP; expose it through a NodePort, or through a LoadBalancer of another provider`;
    expect(refused({ type: 'LoadBalancer', provider }, true)).toEqual(['hetzner', 'scaleway'].includes(provider) ? [sentence] : []);
  });

  test.each(['hetzner', 'scaleway'] as const)('through %s is refused with a PROXY header too', (provider) => {
    const proxyProtocol = { ports: ['smtp', 'sip'], targetPorts: { smtp: 10025, sip: 15060 } };
    const lines = refused({ type: 'LoadBalancer', provider, proxyProtocol });
    expect(lines).toContainEqual(expect.stringMatching(/^expose\.sip: is UDP/));
  });

  test.each<[string, EntryPoint]>([
    ['LoadBalancer', { type: 'LoadBalancer', provider: 'aws', targetType: 'ip' }],
    ['LoadBalancer of which nothing is known', { type: 'LoadBalancer' }],
    ['NodePort', { type: 'NodePort', nodePorts: { smtp: 30025, sip: 30060 } }],
  ])('of a %s takes no PROXY header that is asked for', (_, entryPoint) => {
    const proxyProtocol = { ports: ['smtp', 'sip'], targetPorts: { smtp: 10025, sip: 15060 } };
    expect(refused({ ...entryPoint, proxyProtocol } as EntryPoint)).toEqual([
      "entryPoints.mail.proxyProtocol.ports[1]: 'sip' is UDP, which carries no PROXY header; remove it here",
      "entryPoints.mail.proxyProtocol.targetPorts.sip: 'sip' is UDP, which carries no PROXY header; remove it here",
    ]);
  });

  test('beside ports with a PROXY header stays plain, and the output does not claim that it is passed on', () => {
    const { exposures, workloads, entries } = plan(settings({ type: 'LoadBalancer', proxyProtocol: { targetPorts: { smtp: 10025 } } }));
    expect(exposures).toContainEqual(expect.objectContaining({ port: 'sip', clientAddress: { kind: 'kept' } }));
    expect(workloads.flatMap(({ proxyListeners }) => proxyListeners.map(({ port }) => port))).toEqual(['smtp']);
    expect(entries.flatMap((entry) => (entry.kind === 'LoadBalancer' ? entry.ports : []))).toContainEqual({
      name: 'sip',
      port: 5060,
      targetPort: 5060,
      protocol: 'UDP',
    });
  });

  test('beside ports with a PROXY header is refused if the whole balancer sends one', () => {
    expect(refused({ type: 'LoadBalancer', provider: 'openstack', proxyProtocol: { targetPorts: { smtp: 10025 } } })).toEqual([
      'entryPoints.mail.proxyProtocol.ports: leave out sip, but OpenStack sends the PROXY header on every port of a balancer or on none; expose sip through another entry point',
    ]);
  });

  test('beside a TCP port on one Service of GKE needs a version that mixes them', () => {
    const checklist = (alone: boolean) => plan(settings({ type: 'LoadBalancer', provider: 'gke' }, alone)).checklist.map(({ what }) => what);
    expect(checklist(true)).toEqual([]);
    expect(checklist(false)).toEqual([
      'Run GKE 1.36.2-gke.1498000 or later for TCP and UDP ports on one LoadBalancer: other versions open one of the two protocols.',
    ]);
  });
});
