import type { InstallationProps } from '../../lib/settings';
import { testSchemas } from '../support/examples';
import { find, objects, ofKind, plan } from '../support/render';

const labels = (workload: string) => ({
  'app.kubernetes.io/component': workload,
  'app.kubernetes.io/instance': 'bluemind',
  'app.kubernetes.io/name': 'bluemind',
});

const cilium: Partial<InstallationProps> = {
  namespace: 'mail',
  workloads: 'roles',
  egress: { mode: 'open', identity: { provider: 'cilium', address: '192.0.2.25', nodeLabels: { 'example.org/egress': 'mail' } } },
  cluster: { podCidrs: ['10.244.0.0/16', 'fd00:10::/64'], nodeCidrs: ['10.0.0.0/24'] },
};

const kubeVip: Partial<InstallationProps> = {
  workloads: 'roles',
  entryPoints: { public: { type: 'LoadBalancer', provider: 'kube-vip' } },
  egress: { mode: 'open', identity: { provider: 'kube-vip', entryPoint: 'public' } },
  cluster: { podCidrs: ['10.244.0.0/16'] },
};

describe('Cilium', () => {
  test('leads what the mail server sends through nodes with the address', () => {
    expect(ofKind('CiliumEgressGatewayPolicy', objects(cilium))).toEqual([
      {
        apiVersion: 'cilium.io/v2',
        kind: 'CiliumEgressGatewayPolicy',
        metadata: {
          name: 'mail.bluemind-smtp-egress',
          labels: {
            'app.kubernetes.io/instance': 'bluemind',
            'app.kubernetes.io/managed-by': 'cdk8s-bluemind',
            'app.kubernetes.io/name': 'bluemind',
            'app.kubernetes.io/part-of': 'bluemind',
          },
          annotations: {
            'kubernetes.io/description':
              "Outgoing connections of workload 'smtp' leave the cluster from 192.0.2.25, whose reverse name other mail servers look up.",
          },
        },
        spec: {
          selectors: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mail' } },
              podSelector: { matchLabels: labels('smtp') },
            },
          ],
          destinationCIDRs: ['0.0.0.0/0'],
          excludedCIDRs: ['10.0.0.0/24', '10.244.0.0/16'],
          egressGateway: { nodeSelector: { matchLabels: { 'example.org/egress': 'mail' } }, egressIP: '192.0.2.25' },
        },
      },
    ]);
  });

  test('restricts nothing by itself, and everything beside', () => {
    expect(plan(cilium).egress).toEqual([]);
    const { identity } = typeof cilium.egress === 'object' ? cilium.egress : {};
    expect(plan({ ...cilium, egress: { identity } }).egress.length).toBeGreaterThan(0);
  });

  test('leaves the address and its names to be set up', () => {
    const items = plan(cilium).checklist.filter(({ entryPoint }) => entryPoint === 'egress');
    expect(items.map(({ where, what }) => `${where}: ${what}`)).toEqual([
      'Cilium: Turn its egress gateway on (egressGateway.enabled, with bpf.masquerade and kubeProxyReplacement).',
      'Cilium: Give an interface of the nodes with example.org/egress=mail the address 192.0.2.25, and let its PTR record name the mail server: Cilium assigns no addresses.',
      'Cilium: Mail over IPv6 does not go through the gateway, since one policy has one address; have Postfix send only by IPv4 (inet_protocols), or give the nodes PTR records for IPv6.',
    ]);
  });
});

test('Cilium leads IPv6 as an address of IPv6, in its own policy', () => {
  const ipv6: Partial<InstallationProps> = {
    ...cilium,
    egress: { mode: 'open', identity: { provider: 'cilium', address: '2001:db8::25', nodeLabels: { 'example.org/egress': 'mail' } } },
  };
  expect(ofKind('CiliumEgressGatewayPolicy', objects(ipv6)).map(({ spec }) => spec)).toEqual([
    expect.objectContaining({
      destinationCIDRs: ['::/0'],
      excludedCIDRs: ['fd00:10::/64'],
      egressGateway: { nodeSelector: { matchLabels: { 'example.org/egress': 'mail' } }, egressIP: '2001:db8::25' },
    }),
  ]);
  expect(
    plan(ipv6)
      .checklist.map(({ what }) => what)
      .join('\n'),
  ).toMatch(/Mail over IPv4 does not.*\nRun Cilium later than 1\.19 for an IPv6 address/);
});

describe('kube-vip', () => {
  const annotations = (settings: Partial<InstallationProps>, name: string) => {
    const { 'kubernetes.io/description': _, ...rest } = find('Service', name, objects(settings)).metadata.annotations;
    return rest;
  };

  test('gives the address of the balancer to the mail server behind it, only for mail', () => {
    expect(annotations(kubeVip, 'bluemind-public-smtp')).toEqual({
      'kube-vip.io/egress': 'true',
      'kube-vip.io/egress-destination-ports': 'tcp:25',
    });
    expect(annotations(kubeVip, 'bluemind-public-proxy')).toEqual({});
  });

  test('says with which options the administrator must run kube-vip', () => {
    expect(plan(kubeVip).checklist).toContainEqual(
      expect.objectContaining({
        what: 'Run it with svc_election=true and, for egress, as the image with iptables (or egress_withnftables=true).',
        snippet: { language: 'yaml', text: 'env:\n  - name: svc_election\n    value: "true"\n  - name: egress_withnftables\n    value: "true"' },
      }),
    );
  });

  test('lends it for the ports of a smarthost', () => {
    const { identity } = typeof kubeVip.egress === 'object' ? kubeVip.egress : {};
    const mail = { cidrs: ['198.51.100.25/32'], ports: [465, 587], reason: 'The provider relays.' };
    expect(annotations({ ...kubeVip, egress: { identity, destinations: { mail } } }, 'bluemind-public-smtp')).toMatchObject({
      'kube-vip.io/egress-destination-ports': 'tcp:465,tcp:587',
    });
  });
});

testSchemas(() => ({ cilium: plan(cilium), kubeVip: plan({ ...kubeVip, workloads: 'all-in-one' }) }));
