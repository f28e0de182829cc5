import { provePlan } from '../../lib/checks';
import { fromObjects } from '../../lib/reachability';
import { installationReports } from '../../lib/reports/installation';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { examplePlan } from '../support/examples';
import { plan } from '../support/render';

const mail = { hostname: 'mail.example.org', domains: ['example.org'] };
const cluster = { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] };

/** Installations that have, together, something for each section and column of the reports. */
const installations: Readonly<Record<string, Partial<InstallationProps>>> = {
  'watched, restricted, with decisions and waivers': {
    mail,
    cluster,
    monitoring: 'prometheus',
    egress: { destinations: { mail: 'anywhere', licence: { cidrs: ['198.51.100.7/32'] } } },
    entryPoints: {
      public: {
        type: 'LoadBalancer',
        provider: 'metallb',
        class: 'metallb.io/metallb',
        addresses: ['192.0.2.10'],
        sourceRanges: ['198.51.100.0/24'],
      },
      nodes: { type: 'NodePort', nodePorts: { submission: 30587 }, proxyProtocol: { targetPorts: { submission: 10587 } } },
    },
    expose: {
      smtp: 'public',
      imap: 'public',
      'xmpp-client': 'public',
      submission: 'nodes',
      https: { entryPoint: 'cluster', reason: 'Colleagues on the VPN alone.' },
    },
    allow: { dump: { ports: ['postgresql'], from: [{ namespace: 'backup', podLabels: { app: 'pgdump' } }], reason: 'Nightly dump.' } },
    waivers: [
      { rule: 'cleartext-port-exposed', port: 'imap', reason: 'Old scanners.', until: '2026-12-31' },
      { rule: 'cleartext-port-exposed', object: 'bluemind-other', reason: 'Nobody knows.', until: '2025-12-31' },
    ],
  },
  'a controller and a lost address': {
    release: '5',
    namespace: 'mail',
    isolation: 'cluster',
    cluster: { ...cluster, ingressController: { namespace: 'traefik', podLabels: { app: 'traefik' } } },
    entryPoints: {
      public: { type: 'LoadBalancer', provider: 'azure', externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'Only the relay connects.' },
      web: { type: 'Traefik', hosts: ['mail.example.org', 'www.example.org'], className: 'public', sourceRanges: ['192.0.2.0/24'] },
    },
    expose: { smtp: 'public', https: 'web', http: 'web' },
  },
};

/** Reports of what is rendered, and nothing changed. */
const reportsOf = (made: ReturnType<typeof plan>) =>
  installationReports(made, provePlan(fromObjects(renderManifests(made).objects), made, '2026-01-01'));

test.each([
  ...Object.entries(installations).map(([title, settings]) => [title, plan(settings)] as const),
  ['machines outside the cluster', examplePlan('machines')] as const,
  ['a Gateway', examplePlan('gateway-api')] as const,
])('the reports of an installation, all of them: %s', (_, made) => {
  const { 'exposure.md': text, 'openings.csv': openings } = reportsOf(made);
  expect(text).toMatchSnapshot('exposure.md');
  expect(openings).toMatchSnapshot('openings.csv');
});
