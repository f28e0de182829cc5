import fc from 'fast-check';
import { modelOptionsOf } from '../../lib/checks/intent/plan-intent';
import { type Plan, planFrom } from '../../lib/plan';
import { type Model, type ModelOptions, modelOf, readText } from '../../lib/reachability';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { arbitrarySettings } from '../support/arbitrary-settings';

export const dialects = ['kubernetes', 'cilium', 'calico'] as const;
export type Dialect = (typeof dialects)[number];

type Allow = NonNullable<InstallationProps['allow']>;
type AllowedPeer = Allow[string]['from'][number];

/** What every test that needs allowed peers uses: by namespace and labels, by labels of namespaces, of the own namespace, and by addresses. */
const peers: readonly AllowedPeer[] = [
  { namespace: 'backup', podLabels: { app: 'pgdump' } },
  { namespaceLabels: { team: 'mail' } },
  { namespaceLabels: { team: 'mail', stage: 'live' }, podLabels: { role: 'scanner' } },
  { namespaceLabels: {}, podLabels: { role: 'metrics' } },
  { podLabels: { role: 'import' } },
  { cidr: '192.0.2.0/24', except: ['192.0.2.64/26', '192.0.2.128/25'] },
  { cidr: '2001:db8:7::/48' },
  { cidr: '10.0.0.0/23' },
];

const allow: fc.Arbitrary<Allow> = fc.dictionary(
  fc.constantFrom('backup', 'office', 'scan'),
  fc.record({
    ports: fc.uniqueArray(fc.constantFrom('postgresql', 'elasticsearch', 'core', 'hazelcast', 'milter', 'smtp'), { minLength: 1 }),
    from: fc.uniqueArray(fc.constantFrom(...peers), { minLength: 1, maxLength: 4 }),
    reason: fc.constant('They need it.'),
  }),
  { maxKeys: 3 },
);

/** Ports with separate PROXY listeners. */
const proxied = { smtp: 10025, https: 10443, submission: 10587, imaps: 10993, http: 10080 };

/** The settings of the other tests, with further peers and listeners that believe a PROXY header. */
export const settingsOfAllKinds: fc.Arbitrary<InstallationProps> = fc
  .record({ base: arbitrarySettings, allow, proxy: fc.boolean() })
  .map(({ base, allow: allowed, proxy }): InstallationProps => {
    const exposed = Object.entries(base.expose ?? {}).flatMap(([port, where]) => (where === 'nodes' ? [port] : []));
    const header = Object.entries(proxied).filter(([port]) => exposed.includes(port));
    const { nodes } = base.entryPoints ?? {};
    return {
      ...base,
      allow: allowed,
      cluster: { ...base.cluster, podCidrs: ['10.244.0.0/16'] },
      entryPoints: {
        ...base.entryPoints,
        ...(proxy &&
          header.length > 0 &&
          nodes?.type === 'NodePort' && {
            nodes: { ...nodes, proxyProtocol: { ports: header.map(([port]) => port), targetPorts: Object.fromEntries(header) } },
          }),
      },
    };
  });

/** Generated settings that are accepted: random ones may give two listeners one port. */
export const acceptedPlan = (settings: InstallationProps): Plan | undefined => {
  try {
    return planFrom(settings);
  } catch {
    return undefined;
  }
};

export const inDialect = (settings: InstallationProps, dialect: Dialect): InstallationProps => ({
  ...settings,
  policies: { ...settings.policies, dialect },
});

/** The rendered text read back, as a proof reads it. */
export const modelOfPlan = (plan: Plan, options: ModelOptions = {}): Model =>
  modelOf(readText('rendered', renderManifests(plan).stream), { ...modelOptionsOf(plan), ...options });
