import { type Proof, provePlan } from '../../lib/checks';
import type { Plan } from '../../lib/plan';
import { fromObjects } from '../../lib/reachability';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { examplePlan } from '../support/examples';
import { plan, type Rendered } from '../support/render';

const mail = { hostname: 'mail.example.org', domains: ['example.org'] };
const cluster = { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] };

/** Installations that have, together, something for each section, column and box of the reports. */
const settings: Readonly<Record<string, Partial<InstallationProps>>> = {
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

export interface Proved {
  readonly plan: Plan;
  readonly proof: Proof;
}

/** What is rendered, and what was proved of it. @param change somebody's mistake @default - none */
export function provedOf(made: Plan, change: (object: Rendered) => unknown = () => undefined): Proved {
  const objects = structuredClone([...renderManifests(made).objects]) as Rendered[];
  objects.forEach(change);
  return { plan: made, proof: provePlan(fromObjects(objects), made, '2026-01-01') };
}

/** A policy that admits by addresses, of which nobody knows whether pods have them. */
const byAddresses = (object: Rendered) => {
  if (object.kind !== 'NetworkPolicy' || object.metadata.name !== 'bluemind-database-connections') return;
  for (const rule of object.spec.ingress) rule.from = [{ ipBlock: { cidr: '10.0.0.0/8' } }];
};

/** The installations, each proved once. */
export const installations = (): readonly (readonly [title: string, proved: Proved])[] => [
  ...Object.entries(settings).map(([title, one]) => [title, provedOf(plan(one))] as const),
  ['machines outside the cluster', provedOf(examplePlan('machines'))],
  ['a Gateway', provedOf(examplePlan('gateway-api'))],
  ['roles, of which one is not certain', provedOf(plan({ workloads: 'roles', isolation: 'connections' }), byAddresses)],
];
