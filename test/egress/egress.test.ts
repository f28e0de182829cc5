import { modelOptionsOf } from '../../lib/checks/intent/plan-intent';
import { connectivity, formatPorts, imaginedPods, modelOf, namespaceOf, readText } from '../../lib/reachability';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { find, objects, ofKind, plan, type Rendered } from '../support/render';

const podCidrs = { cluster: { podCidrs: ['10.244.0.0/16', 'fd00:10::/64'] } };
const tcp = (...numbers: readonly number[]) => numbers.map((port) => ({ port, protocol: 'TCP' }));
const block = (cidr: string, ...except: readonly string[]) => ({ ipBlock: { cidr, ...(except.length > 0 && { except }) } });
const outside = [block('0.0.0.0/0', '10.244.0.0/16'), block('::/0', 'fd00:10::/64')];

const egressOf = (all: readonly Rendered[], workload: string) =>
  Object.fromEntries(
    ofKind('NetworkPolicy', all)
      .filter(({ metadata, spec }) => spec.policyTypes.includes('Egress') && metadata.name.startsWith(`bluemind-${workload}-`))
      .map(({ metadata, spec }) => [metadata.name.replace(`bluemind-${workload}-`, ''), spec.egress]),
  );

const described = (all: readonly Rendered[], name: string) => find('NetworkPolicy', name, all).metadata.annotations['kubernetes.io/description'];

describe('egress', () => {
  test('is open by default, and by that word', () => {
    for (const settings of [{}, { egress: 'open' as const }]) {
      expect(plan(settings).egress).toEqual([]);
      expect(JSON.stringify(objects(settings))).not.toContain('Egress');
    }
  });

  test('restricted, of all in one: DNS, other mail servers, and its own replicas', () => {
    const all = objects({ egress: 'restricted', ...podCidrs });
    expect(egressOf(all, 'all-in-one')).toEqual({
      'default-deny-egress': undefined,
      'to-dns': [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { port: 53, protocol: 'TCP' },
            { port: 53, protocol: 'UDP' },
          ],
        },
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'node-local-dns' } },
            },
          ],
          ports: [
            { port: 53, protocol: 'TCP' },
            { port: 53, protocol: 'UDP' },
          ],
        },
        {
          to: [block('169.254.20.10/32')],
          ports: [
            { port: 53, protocol: 'TCP' },
            { port: 53, protocol: 'UDP' },
          ],
        },
      ],
      'to-installation': expect.any(Array),
      'to-mail': [{ to: outside, ports: tcp(25) }],
    });
    expect(find('NetworkPolicy', 'bluemind-all-in-one-default-deny-egress', all).spec).toEqual({
      podSelector: { matchLabels: expect.any(Object) },
      policyTypes: ['Egress'],
    });
    expect(described(all, 'bluemind-all-in-one-to-mail')).toBe(
      "Workload 'all-in-one' may connect to every address outside the cluster on 25: Delivers mail to the servers of other domains.",
    );
  });

  test('lets mail out only from where it comes in, and nowhere if it comes from a relay', () => {
    const names = (settings: Partial<InstallationProps>) =>
      plan({ workloads: 'roles', egress: 'restricted', ...settings })
        .egress.map(({ name }) => name)
        .filter((name) => /to-(mail|federation)$/.test(name));
    expect(names({})).toEqual(['bluemind-smtp-to-mail']);
    const relay = { entryPoint: 'cluster', reason: 'Mail arrives through a relay.' };
    expect(names({ expose: { smtp: relay, https: 'public' } })).toEqual([]);
    expect(names({ expose: { smtp: 'public', https: 'public', 'xmpp-server': 'public' } })).toEqual([
      'bluemind-smtp-to-mail',
      'bluemind-xmpp-to-federation',
    ]);
    expect(names({ egress: { destinations: { mail: 'nowhere' } } })).toEqual([]);
    expect(names({ egress: { destinations: { mail: { anywhere: true, workloads: ['core'] } } } })).toEqual(['bluemind-core-to-mail']);
  });

  test('leads mail to a smarthost', () => {
    const mail = { cidrs: ['192.0.2.25/32'], ports: [587], reason: 'The provider relays outgoing mail.' };
    const all = objects({ egress: { destinations: { mail } } });
    expect(egressOf(all, 'all-in-one')['to-mail']).toEqual([{ to: [block('192.0.2.25/32')], ports: tcp(587) }]);
    expect(described(all, 'bluemind-all-in-one-to-mail')).toBe(
      "Workload 'all-in-one' may connect to 192.0.2.25/32 on 587: The provider relays outgoing mail.",
    );
  });

  test('knows the ports and workloads of what BlueMind connects to', () => {
    const all = objects({
      workloads: 'roles',
      ...podCidrs,
      egress: {
        destinations: {
          directory: { cidrs: ['192.0.2.53/32'] },
          'object-storage': { pods: [{ namespace: 'storage', podLabels: { app: 'minio' } }, { namespace: 'other' }], ports: [9000] },
          updates: 'anywhere',
          time: { cidrs: ['192.0.2.123/32'] },
          certificates: 'anywhere',
          licence: { cidrs: ['198.51.100.0/24'] },
        },
      },
    });
    expect(egressOf(all, 'core')).toMatchObject({
      'to-directory': [{ to: [block('192.0.2.53/32')], ports: tcp(389, 636) }],
      'to-updates': [{ to: outside, ports: tcp(443) }],
      'to-certificates': [{ to: outside, ports: tcp(443) }],
      'to-licence': [{ to: [block('198.51.100.0/24')], ports: tcp(443) }],
      'to-time': [{ to: [block('192.0.2.123/32')], ports: [{ port: 123, protocol: 'UDP' }] }],
    });
    expect(egressOf(all, 'mailbox')['to-object-storage']).toEqual([
      {
        to: [
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'storage' } }, podSelector: { matchLabels: { app: 'minio' } } },
          { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } },
        ],
        ports: tcp(9000),
      },
    ]);
    expect(Object.keys(egressOf(all, 'database'))).toEqual(['default-deny-egress', 'to-dns', 'to-installation', 'to-time', 'to-updates']);
  });

  test('leads to your own destinations, from all servers inside or those named', () => {
    const fax = { cidrs: ['192.0.2.99/32'], ports: [443, 161], protocol: 'UDP' as const, reason: 'Fax.' };
    const names = (destination: Partial<typeof fax> & { workloads?: string[] }) =>
      plan({
        workloads: { main: { components: 'all' }, edge: { kind: 'edge' } },
        expose: { smtp: { entryPoint: 'public', workload: 'edge' }, https: { entryPoint: 'public', workload: 'edge' } },
        egress: { destinations: { fax: { ...fax, ...destination } } },
      })
        .egress.filter(({ name }) => name.endsWith('-to-fax'))
        .map(({ workload, rules }) => [workload, rules[0]?.ports]);
    const ports = [161, 443].map((number) => ({ protocol: 'UDP', number, endNumber: number }));
    expect(names({})).toEqual([['main', ports]]);
    expect(names({ workloads: ['edge', 'main'] })).toEqual([
      ['edge', ports],
      ['main', ports],
    ]);
  });

  test('leads to DNS wherever it is', () => {
    const openshift = { namespace: 'openshift-dns', podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, ports: [5353], cidrs: [] };
    expect(egressOf(objects({ egress: { dns: openshift } }), 'all-in-one')['to-dns']).toEqual([
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
            podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
          },
        ],
        ports: [
          { port: 5353, protocol: 'TCP' },
          { port: 5353, protocol: 'UDP' },
        ],
      },
    ]);
  });

  test('leads to the pods of NodeLocal DNSCache, to which Cilium redirects queries to the DNS of the cluster', () => {
    const cachesOf = (settings: Partial<InstallationProps>) =>
      plan(settings)
        .egress.find(({ name }) => name === 'bluemind-all-in-one-to-dns')
        ?.rules.flatMap(({ to }) => (to === 'anywhere' ? [] : to))
        .flatMap((peer) => (peer.kind === 'pods' && peer.podLabels?.['k8s-app'] !== 'kube-dns' ? [peer.podLabels] : []));
    const cache = { 'k8s-app': 'node-local-dns' };
    expect(cachesOf({ egress: 'restricted', policies: { dialect: 'kubernetes' } })).toEqual([cache]);
    expect(cachesOf({ egress: 'restricted', policies: { dialect: 'cilium' } })).toEqual([cache]);
    expect(cachesOf({ egress: 'restricted', policies: { dialect: 'calico' } })).toEqual([]);
    expect(cachesOf({ egress: { dns: { cidrs: ['10.0.0.53/32'] } } })).toEqual([]);
    expect(cachesOf({ egress: { dns: { cidrs: [], cachePods: { namespace: 'dns', podLabels: { app: 'cache' } } } } })).toEqual([{ app: 'cache' }]);

    const made = plan({ egress: 'restricted', policies: { dialect: 'cilium' } });
    const model = modelOf(readText('manifests.yaml', renderManifests(made).stream), modelOptionsOf(made));
    const [pods] = model.ends;
    const cached = imaginedPods(namespaceOf('kube-system'), new Map(Object.entries(cache)));
    expect(pods && formatPorts(connectivity(model, pods.groups[0], cached).allowed)).toBe('TCP 53,UDP 53');
  });

  test('leads to the API server on request', () => {
    const apiServer = { cidrs: ['10.0.0.2/32'], reason: 'A sidecar elects a leader.' };
    const names = (settings: Partial<InstallationProps>) =>
      plan({ workloads: 'roles', ...settings }).egress.filter(({ name }) => name.endsWith('api-server'));
    expect(names({ egress: 'restricted' })).toEqual([]);
    expect(names({ egress: { apiServer } })).toHaveLength(10);
    expect(names({ egress: { apiServer: { ...apiServer, workloads: ['core'] } } })).toEqual([
      expect.objectContaining({
        name: 'bluemind-core-to-api-server',
        description: "Workload 'core' may connect to the API server of Kubernetes: A sidecar elects a leader.",
        rules: [
          {
            to: [{ kind: 'api-server', cidrs: ['10.0.0.2/32'] }],
            ports: [
              { protocol: 'TCP', number: 443, endNumber: 443 },
              { protocol: 'TCP', number: 6443, endNumber: 6443 },
            ],
          },
        ],
      }),
    ]);
    expect(egressOf(objects({ egress: { apiServer } }), 'all-in-one')['to-api-server']).toEqual([
      { to: [block('10.0.0.2/32')], ports: tcp(443, 6443) },
    ]);
  });

  test('may name hosts if the dialect can', () => {
    const settings: Partial<InstallationProps> = {
      policies: { dialect: 'cilium' },
      egress: { destinations: { licence: { hosts: ['bo.bluemind.net'] } } },
    };
    expect(plan(settings).egress.find(({ name }) => name.endsWith('to-licence'))?.rules).toEqual([
      { to: [{ kind: 'host', host: 'bo.bluemind.net' }], ports: [{ protocol: 'TCP', number: 443, endNumber: 443 }] },
    ]);
  });
});
