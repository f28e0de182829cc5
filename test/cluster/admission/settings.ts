import type { InstallationProps } from '../../../lib/settings';

/** Namespaces that the tests have for themselves. */
export const installationNamespace = 'bluemind-test-admission';
export const otherNamespace = 'bluemind-test-elsewhere';

export const gitOps = { namespace: otherNamespace, name: 'gitops' } as const;

/** Settings with one of everything that admission looks at. */
export const settings: InstallationProps = {
  name: 'mail',
  namespace: installationNamespace,
  workloads: 'roles',
  isolation: 'connections',
  egress: 'restricted',
  entryPoints: {
    public: {
      type: 'LoadBalancer',
      provider: 'aws',
      externalTrafficPolicy: 'Cluster',
      proxyProtocol: { targetPorts: { imaps: 10993, smtp: 10025 }, trustedCidrs: ['10.0.0.0/24'] },
    },
    office: { type: 'LoadBalancer', sourceRanges: ['198.51.100.0/24'] },
    web: { type: 'Traefik', className: 'traefik', hosts: ['mail.example.org'], proxyProtocol: { targetPorts: { submissions: 10465 } } },
  },
  expose: { smtp: 'public', imaps: 'public', imap: 'office', https: 'web', http: 'web', submissions: 'web' },
  allow: {
    backup: {
      ports: ['postgresql'],
      from: [
        { namespace: otherNamespace, podLabels: { app: 'dump' } },
        { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] },
      ],
      reason: 'Nightly dump of the database.',
    },
  },
  cluster: {
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: ['10.0.0.0/24'],
    ingressController: { namespace: 'traefik', podLabels: { app: 'traefik' } },
  },
  policies: {
    admission: {
      exceptions: [
        { serviceAccount: `${gitOps.namespace}/${gitOps.name}`, reason: 'The GitOps controller applies what was reviewed.' },
        { object: { kind: 'Service', name: 'imap-for-scanners' }, reason: 'The old scanners do not support TLS.' },
      ],
    },
  },
};
