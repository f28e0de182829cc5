import { faults } from '../support/render';

const inside = { entryPoint: 'cluster', reason: 'Not part of this test.' };
const closed = { smtp: inside, https: inside };
const main = { components: 'all' };
const edge = { kind: 'edge' };
const machines = { vm: { components: 'all', addresses: ['192.0.2.10'] } };
const balancer = (fields: Record<string, unknown>) => ({ entryPoints: { public: { type: 'LoadBalancer', ...fields } } });
const hidden =
  "entryPoints.public: hides the address of clients on smtp, submission, submissions, imaps: BlueMind sees the address of a node, since workload 'vm' runs on machines that are not in the cluster. If BlueMind lets its own network relay, it is then an open relay; blocklists and greylisting judge the wrong host, and one ban blocks everyone. Either make the balancer send it by proxyProtocol, or say under acceptLostClientAddress why this is harmless here";

const cases: Readonly<Record<string, { readonly settings: Record<string, unknown>; readonly refused: readonly string[] }>> = {
  'a component that runs in two by mistake': {
    settings: { workloads: { main, more: { roles: ['mailbox'] } } },
    refused: [
      "workloads.more: components 'cyrus', 'lmtpd' and 'sds-proxy' are in workload 'main' too; a component runs in one, unless the others are of kind 'one-of-several'",
    ],
  },
  'a mistake beside what is meant': {
    settings: { workloads: { main, more: { roles: ['mailbox'] }, meant: { kind: 'one-of-several', roles: ['mailbox'] } } },
    refused: [
      "workloads.more: components 'cyrus', 'lmtpd' and 'sds-proxy' are in workload 'main' too; a component runs in one, unless the others are of kind 'one-of-several'",
    ],
  },
  'one of several without others': {
    settings: { workloads: { main: { components: 'all', kind: 'one-of-several' } } },
    refused: ["workloads.main.kind: 'one-of-several': no other workload runs any of its components; remove it"],
  },
  'mailbox servers of release 5': {
    settings: { release: '5', workloads: 'main-and-mailboxes' },
    refused: [
      "workloads: 'main-and-mailboxes': BlueMind 5 has no separate mailbox servers, since its core holds the mailboxes; use 'all-in-one' or 'roles'",
    ],
  },
  'an edge server with more than BlueMind puts there': {
    settings: { workloads: { main, edge: { ...edge, components: ['nginx', 'webserver'] } }, expose: closed },
    refused: [
      "workloads.edge: an edge server of BlueMind 4 runs 'nginx', 'postfix', 'milter', 'ysnp', 'node' and 'telegraf', but not 'webserver'; move them to a workload that is not an edge server",
    ],
  },
  'an edge server in place of the server inside': {
    settings: {
      workloads: { main: { roles: ['smtp', 'mailbox', 'core', 'sso', 'web', 'xmpp', 'database', 'search', 'metrics'] }, edge },
      expose: closed,
    },
    refused: ["workloads: component 'nginx' is in no workload; add it, or role 'proxy', to one"],
  },
  'an edge server without what its Postfix finds on 127.0.0.1': {
    settings: { workloads: { main, edge: { ...edge, components: ['postfix'] } }, expose: closed },
    refused: [
      "workloads.edge: 'postfix' looks for 'milter' on 127.0.0.1 (rewrites recipients), so both must be in one workload; if BlueMind's configuration was rewritten, list { from: postfix, to: milter } under rewrittenConnections",
    ],
  },
  'an edge server in a cluster that is open inside': {
    settings: { workloads: { main, edge }, isolation: 'cluster', expose: closed },
    refused: [
      "isolation: 'cluster' lets every pod reach the internal ports, also edge server 'edge', which must not reach them; use 'installation' or 'connections'",
    ],
  },
  'a port that two serve': {
    settings: { workloads: { main, edge }, expose: { smtp: 'public', https: { entryPoint: 'public', workload: 'edge' } } },
    refused: ["expose.smtp: 'edge' and 'main' serve 'smtp' (25) equally; choose which of them to expose: { entryPoint: public, workload: edge }"],
  },
  'a port of a workload that does not serve it': {
    settings: {
      workloads: { main, edge },
      expose: { smtp: { entryPoint: 'public', workload: 'egde' }, https: inside, 'xmpp-client': { entryPoint: 'public', workload: 'edge' } },
    },
    refused: [
      "expose.smtp.workload: 'egde' does not serve 'smtp' (25), but 'edge' and 'main' do; did you mean 'edge'?",
      "expose.xmpp-client.workload: 'edge' does not serve 'xmpp-client' (5222), but 'main' does",
    ],
  },
  'a workload for a port that stays inside': {
    settings: { workloads: { main, edge }, expose: { ...closed, smtp: { ...inside, workload: 'edge' } } },
    refused: ['expose.smtp.workload: a port that stays inside takes no workload; remove it'],
  },
  'routes to two namespaces': {
    settings: {
      workloads: { main, edge: { ...edge, namespace: 'dmz' } },
      entryPoints: { way: { type: 'Traefik', hosts: ['mail.example.org'], acceptLostClientAddress: 'Only a relay connects.' } },
      expose: { https: { entryPoint: 'way', workload: 'edge' }, smtp: { entryPoint: 'way', workload: 'main' } },
      cluster: { ingressController: { namespace: 'traefik' } },
    },
    refused: [
      'entryPoints.way: routes to workloads in the namespaces bluemind and dmz, but its routes reach only Services of their own namespace; use one entry point for each namespace',
    ],
  },
  'pods and machines in one': {
    settings: { workloads: { vm: { components: 'all', addresses: ['192.0.2.1'], podLabels: { app: 'mail' } } } },
    refused: ['workloads.vm: names both podLabels and addresses; pods are found by labels, machines outside the cluster by addresses'],
  },
  'addresses of no machine': {
    settings: { workloads: { vm: { components: 'all', addresses: ['192.0.2', '127.0.0.1', '169.254.1.1', 'fe80::1', '2001:DB8::1'] } } },
    refused: [
      "workloads.vm.addresses[0]: '192.0.2': expected an address such as '192.0.2.10' or '2001:db8::10'",
      "workloads.vm.addresses[1]: '127.0.0.1' is in 127.0.0.0/8, which belongs to no machine; expected the address under which the cluster reaches it",
      "workloads.vm.addresses[2]: '169.254.1.1' is in 169.254.0.0/16, which belongs to no machine; expected the address under which the cluster reaches it",
      "workloads.vm.addresses[3]: 'fe80::1' is in fe80::/10, which belongs to no machine; expected the address under which the cluster reaches it",
      "workloads.vm.addresses[4]: '2001:DB8::1' is not written in its short form; did you mean '2001:db8::1'?",
    ],
  },
  'a machine in two workloads, and where pods are': {
    settings: {
      workloads: { vm: { components: 'all', addresses: ['192.0.2.10'] }, edge: { ...edge, addresses: ['192.0.2.10'] } },
      expose: closed,
      cluster: { podCidrs: ['192.0.2.0/28'] },
    },
    refused: [
      'workloads.edge.addresses: 192.0.2.10 is in 192.0.2.0/28 of cluster.podCidrs, so it would be a pod, whose address changes; give podLabels instead of addresses',
      "workloads.vm.addresses: 192.0.2.10is a machine of workload 'edge' already; name what runs on it in one workload",
      'workloads.vm.addresses: 192.0.2.10 is in 192.0.2.0/28 of cluster.podCidrs, so it would be a pod, whose address changes; give podLabels instead of addresses',
    ],
  },
  'machines behind a balancer that stays local': {
    settings: { workloads: machines },
    refused: [
      "entryPoints.public.externalTrafficPolicy: 'Local' keeps connections on the node where they arrive, but the machines of workload 'vm' do not run on nodes, so every connection would be dropped; set externalTrafficPolicy: Cluster",
      hidden,
    ],
  },
  'machines that do not see their clients': {
    settings: { workloads: machines, ...balancer({ externalTrafficPolicy: 'Cluster' }) },
    refused: [hidden],
  },
  'machines as targets of a balancer that knows pods': {
    settings: {
      workloads: machines,
      ...balancer({ provider: 'aws', targetType: 'ip', externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'A relay.' }),
    },
    refused: [
      "entryPoints.public.targetType: 'ip' sends connections only to pods, but workload 'vm' runs on machines outside the cluster; set targetType: instance",
    ],
  },
  'machines without an address of the family': {
    settings: {
      workloads: machines,
      cluster: { ipFamilies: ['IPv6'] },
      ...balancer({ externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'A relay.' }),
    },
    refused: [
      "cluster.ipFamilies: IPv6: the machines of workload 'vm' have only IPv4 addresses, but a Service needs addresses of its own families; name that family, or give the machines' other addresses",
    ],
  },
};

test.each(Object.entries(cases))('%s is refused', (_, { settings, refused }) => {
  expect(faults(settings)).toEqual(refused);
});
