import type { Tries } from './support';

const local =
  (policy: string) =>
  (find: (title: string) => { readonly spec: object }): void => {
    Object.assign(find('Service mail-public').spec, { externalTrafficPolicy: policy });
  };
const only =
  (...kept: readonly string[]) =>
  (find: (title: string) => { readonly spec: { ports: { name: string }[] } }): void => {
    const { spec } = find('Service mail-public');
    spec.ports = spec.ports.filter(({ name }) => kept.includes(name));
    Object.assign(spec, { externalTrafficPolicy: 'Cluster' });
  };

export const tries: Tries = {
  'nodes put their address in its place': {
    settings: { expose: { smtp: 'public', https: 'public' } },
    change: local('Cluster'),
    found: [
      'error: Port smtp (25) of mail/all-in-one[Workload] does not see the addresses of its clients through a load balancer (Service mail/mail-public): it sees that of a node. | Service mail/mail-public | smtp',
      'error: Port smtp (25) of mail/all-in-one[Workload] does not see the addresses of its clients through a port of every node (Service mail/mail-public): it sees that of a node. | Service mail/mail-public | smtp',
    ],
  },
  'it is kept': { change: local('Local'), found: [] },
  'a port that does not look at it': { change: only('https'), found: [], others: ['exposed-port-unreachable', 'mandatory-port-missing'] },
  'the settings accept it': {
    settings: {
      entryPoints: { public: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'A relay alone connects.' } },
    },
    found: [],
  },
  'the settings accept it at another entry point': {
    settings: {
      entryPoints: {
        public: { type: 'LoadBalancer' },
        relay: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'A relay alone connects.' },
      },
      expose: { smtp: 'relay', https: 'public', imaps: 'public' },
    },
    change: local('Cluster'),
    found: [
      'error: Port imaps (993) of mail/all-in-one[Workload] does not see the addresses of its clients through a load balancer (Service mail/mail-public): it sees that of a node. | Service mail/mail-public | imaps',
      'error: Port imaps (993) of mail/all-in-one[Workload] does not see the addresses of its clients through a port of every node (Service mail/mail-public): it sees that of a node. | Service mail/mail-public | imaps',
    ],
  },
  'by the catalogue': {
    byCatalogue: true,
    change: only('smtp'),
    found: [
      'error: Port smtp (25) of mail/all-in-one[Workload] does not see the addresses of its clients through a load balancer (Service mail/mail-public): it sees that of a node. | Service mail/mail-public | smtp',
      'error: Port smtp (25) of mail/all-in-one[Workload] does not see the addresses of its clients through a port of every node (Service mail/mail-public): it sees that of a node. | Service mail/mail-public | smtp',
    ],
    others: ['mandatory-port-missing'],
  },
  'a PROXY header hands it on': {
    settings: {
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
      entryPoints: { public: { type: 'NodePort', nodePorts: { smtp: 30025, https: 30443 }, proxyProtocol: { targetPorts: { smtp: 10025 } } } },
      expose: { smtp: 'public', https: 'public' },
    },
    found: [],
  },
};
