import { faults } from '../support/render';

const inside = { entryPoint: 'cluster', reason: 'Not part of this test.' };
const kubeVip = (fields: Record<string, unknown> = {}) => ({ type: 'LoadBalancer', provider: 'kube-vip', ...fields });
const known = 'mail, licence, object-storage, federation, updates, directory, certificates, time';

const cases: Readonly<Record<string, { readonly settings: Record<string, unknown>; readonly refused: readonly string[] }>> = {
  'a word that does not exist': {
    settings: { egress: 'restrited' },
    refused: ["egress: 'restrited': expected 'open' or 'restricted', or a map of fields; did you mean 'restricted'?"],
  },
  'destinations that lack something, all at once': {
    settings: {
      egress: {
        destinations: {
          fax: { cidrs: ['192.0.2.1/32'] },
          mial: 'anywhere',
          dns: 'anywhere',
          licence: { hosts: ['bo.bluemind.net'], workloads: ['cor'] },
          time: {},
          mail: { anywhere: true, cidrs: ['192.0.2.1/32'] },
        },
      },
    },
    refused: [
      'egress.destinations.time: has no destination; give cidrs, hosts or pods, or anywhere: true',
      'egress.destinations.mail: names addresses and anywhere, which covers them; give one',
      `egress.destinations.fax: lacks 'ports' and 'reason', which a destination of your own needs (known to BlueMind: ${known})`,
      `egress.destinations.mial: 'anywhere': BlueMind 4 makes no connection of this name; did you mean 'mail'? (known to BlueMind: ${known}); a destination of your own needs cidrs, hosts or pods, with ports and reason`,
      "egress.destinations.dns: 'dns' is the name of another policy; choose another",
      "egress.destinations.licence.hosts: 'bo.bluemind.net': a Kubernetes NetworkPolicy cannot name hosts; give their addresses under cidrs, or anywhere: true, or set policies.dialect: cilium",
      "egress.destinations.licence.workloads[0]: 'cor': no workload has this name (workloads: all-in-one)",
    ],
  },
  'empty lists': {
    settings: { egress: { apiServer: { cidrs: [], reason: 'A sidecar.' }, dns: { ports: [] } } },
    refused: ['egress.dns.ports: is empty', 'egress.apiServer.cidrs: is empty'],
  },
  'what machines would have to heed': {
    settings: {
      workloads: { vm: { components: 'all', addresses: ['192.0.2.10'] } },
      expose: { smtp: inside, https: inside },
      egress: {
        destinations: { time: { anywhere: true, workloads: ['vm'] } },
        identity: { provider: 'cilium', address: '192.0.2.25', nodeLabels: { egress: 'mail' } },
      },
    },
    refused: [
      "egress.destinations.time.workloads[0]: 'vm' runs on machines outside the cluster, which no policy restricts; remove it",
      'egress.identity: has no effect: no pods send mail out; remove it, or allow outgoing mail by egress.destinations.mail',
    ],
  },
  'an identity that Cilium cannot have': {
    settings: { egress: { identity: { provider: 'cilium', address: '2001:db8::1/64', nodeLabels: {} } } },
    refused: [
      "egress.identity.address: '2001:db8::1/64': expected an address such as '192.0.2.25'",
      'egress.identity.nodeLabels: is empty; give the labels of the gateway nodes',
    ],
  },
  'the identity of an entry point that does not exist': {
    settings: { egress: { mode: 'open', identity: { provider: 'kube-vip', entryPoint: 'publik' } } },
    refused: ["egress.identity.entryPoint: 'publik': no entry point has this name; did you mean 'public'? (entryPoints: public)"],
  },
  'the identity of another balancer': {
    settings: { egress: { mode: 'open', identity: { provider: 'kube-vip', entryPoint: 'public' } } },
    refused: [
      "egress.identity.entryPoint: 'public' is not a load balancer of kube-vip, and only kube-vip can share its address; set type: LoadBalancer and provider: kube-vip there",
    ],
  },
  'the identity of an address that may be elsewhere': {
    settings: {
      entryPoints: { public: kubeVip({ externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'Only a relay connects.' }) },
      egress: { identity: { provider: 'kube-vip', entryPoint: 'public' } },
    },
    refused: [
      "egress.identity.entryPoint: 'public' has externalTrafficPolicy Cluster, so its address may be on a node without these pods; set it to Local",
    ],
  },
  'the identity of an address of other pods': {
    settings: {
      workloads: 'roles',
      entryPoints: { public: kubeVip(), web: kubeVip() },
      expose: { smtp: 'public', https: 'web' },
      egress: { identity: { provider: 'kube-vip', entryPoint: 'web' } },
    },
    refused: [
      "egress.identity.entryPoint: 'web' exposes no port of workload 'smtp', which sends mail out, and kube-vip shares an address only with the pods behind it; expose smtp of this workload there",
    ],
  },
};

test.each(Object.entries(cases))('%s is refused', (_, { settings, refused }) => {
  expect(faults(settings)).toEqual(refused);
});
