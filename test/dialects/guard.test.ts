import fc from 'fast-check';
import { failing, verifyPlan } from '../../lib/checks';
import { modelOptionsOf } from '../../lib/checks/intent/plan-intent';
import { planFrom } from '../../lib/plan';
import { guardLimit } from '../../lib/plan/policies/guard';
import {
  anyPod,
  connectivity,
  difference,
  exposures,
  formatPorts,
  fromObjects,
  imaginedPods,
  intersection,
  modelOf,
  namespaceOf,
  noPorts,
  overlaps,
  portRange,
  union,
} from '../../lib/reachability';
import type { InstallationProps } from '../../lib/settings';
import { faults, objects, ofKind, plan } from '../support/render';
import { runs } from '../support/runs';
import { acceptedPlan, dialects, inDialect, modelOfPlan, settingsOfAllKinds } from './support';

const guarded = (settings: InstallationProps, priority?: number): InstallationProps => ({
  ...settings,
  policies: { ...settings.policies, guard: 'clusterNetworkPolicy', ...(priority !== undefined && { guardPriority: priority }) },
});

const specs = (settings: Partial<InstallationProps>) =>
  ofKind('ClusterNetworkPolicy', objects(guarded({ name: 'bluemind', ...settings }))).map(({ metadata, spec }) => ({ name: metadata.name, ...spec }));

/** What a team adds to open its pods. */
const openness = (namespace: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'open', namespace },
  spec: { podSelector: {}, ingress: [{}] },
});

test('there is none by default', () => {
  expect(ofKind('ClusterNetworkPolicy', objects())).toEqual([]);
});

test('it denies the internal ports to other namespaces, after the peers that are admitted', () => {
  const settings: Partial<InstallationProps> = {
    namespace: 'mail',
    workloads: 'roles',
    isolation: 'connections',
    allow: {
      dump: {
        ports: ['postgresql'],
        from: [{ namespace: 'backup', podLabels: { app: 'pgdump' } }, { namespaceLabels: { team: 'mail' } }],
        reason: 'Nightly dump.',
      },
    },
    policies: { guardPriority: 50 },
  };
  const found = specs(settings).find(({ name }) => name === 'mail.bluemind-database-guard');
  const others = { namespaces: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['mail'] }] } };
  expect(found).toEqual({
    name: 'mail.bluemind-database-guard',
    tier: 'Admin',
    priority: 50,
    subject: {
      pods: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mail' } },
        podSelector: {
          matchLabels: {
            'app.kubernetes.io/component': 'database',
            'app.kubernetes.io/instance': 'bluemind',
            'app.kubernetes.io/name': 'bluemind',
          },
        },
      },
    },
    ingress: [
      {
        action: 'Pass',
        from: [
          {
            pods: {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'backup' } },
              podSelector: { matchLabels: { app: 'pgdump' } },
            },
          },
          { namespaces: { matchLabels: { team: 'mail' } } },
        ],
        protocols: [{ tcp: { destinationPort: { number: 5432 } } }],
      },
      {
        action: 'Deny',
        from: [others],
        protocols: [{ tcp: { destinationPort: { number: 5432 } } }, { tcp: { destinationPort: { range: { start: 8021, end: 8022 } } } }],
      },
    ],
  });
});

test('it does not restrict what everybody in the cluster may reach', () => {
  const [spec, ...more] = specs({ isolation: 'cluster' });
  expect([spec, more]).toEqual([undefined, []]);
  const open = JSON.stringify(specs({}));
  for (const number of [25, 443, 993]) expect(open).not.toContain(`"number":${number}}`);
});

test('peers beyond the limits of the API are refused, with a way out', () => {
  // Each port admitted to another peer makes a rule of its own.
  const { ports } = plan().workloads[0] ?? { ports: [] };
  const allow = Object.fromEntries(
    ports
      .slice(0, 30)
      .map(({ name }, index) => [`peer-${index}`, { ports: [name], from: [{ namespace: `team-${index}` }], reason: 'They need it.' }]),
  );
  expect(faults({ allow })).toEqual([]);
  expect(faults(guarded({ name: 'bluemind', allow }))).toEqual([
    expect.stringMatching(/^policies.guard: 'clusterNetworkPolicy' would need \d+ rules for workload 'all-in-one'/),
  ]);
});

test('names are unique in the cluster, and they are applied without a namespace', () => {
  const found = ofKind('ClusterNetworkPolicy', objects(guarded({ name: 'bluemind', namespace: 'mail', workloads: 'roles' })));
  for (const { metadata } of found) {
    expect(metadata.namespace).toBeUndefined();
    expect(metadata.name).toMatch(/^mail\.bluemind-/);
  }
});

describe('over generated settings', () => {
  test('it keeps the limits of the API', () => {
    fc.assert(
      fc.property(settingsOfAllKinds, (settings) => {
        const plan = acceptedPlan(guarded(settings));
        fc.pre(plan !== undefined);
        for (const guard of plan.policies.guards) {
          const rules = guard.rules;
          expect(rules.length).toBeLessThanOrEqual(guardLimit);
          for (const rule of rules) {
            expect(rule.ports.length).toBeLessThanOrEqual(guardLimit);
            if (rule.action === 'pass') expect(rule.from.length).toBeLessThanOrEqual(guardLimit);
          }
        }
      }),
      { numRuns: runs(6, 400) },
    );
  });

  test('it does not change what the plan admits, in any dialect', () => {
    fc.assert(
      fc.property(settingsOfAllKinds, fc.constantFrom(...dialects), (settings, dialect) => {
        const plan = acceptedPlan(inDialect(settings, dialect));
        fc.pre(plan !== undefined);
        const model = modelOfPlan(plan);
        const withGuard = modelOfPlan(planFrom(guarded(inDialect(settings, dialect))));
        for (const [index, end] of model.ends.entries()) {
          const [own] = end.groups;
          const same = withGuard.ends[index]?.groups[0] ?? anyPod;
          const sources = [
            ...model.ends.map(({ groups }) => groups[0]),
            ...exposures(model).flatMap(({ end: other, others, pods }) => (other === end && others.kind === 'selected' ? [pods] : [])),
            anyPod,
            ...model.outside.sources,
          ];
          for (const source of sources) expect(connectivity(withGuard, source, same).allowed).toEqual(connectivity(model, source, own).allowed);
        }
      }),
      { numRuns: runs(4, 200) },
    );
  });

  test('no other namespace reaches an internal port, whatever a team opens', () => {
    fc.assert(
      fc.property(settingsOfAllKinds, (settings) => {
        const plan = acceptedPlan(guarded(settings));
        fc.pre(plan !== undefined);
        const open = modelOf(fromObjects([...objects(guarded(settings)), openness('mail')]), modelOptionsOf(plan));
        const stranger = imaginedPods(namespaceOf('elsewhere'), new Map([['role', 'none']]));
        for (const { name, ports, proxyListeners } of plan.workloads) {
          const group = open.ends.find(({ workload }) => workload.name === name)?.groups[0] ?? anyPod;
          const { allowed, unknown } = connectivity(open, stranger, group);
          const internal = union(
            ...ports.filter(({ audience }) => audience === 'internal').map((port) => portRange(port.protocol, port.podNumber, port.podEndNumber)),
            ...proxyListeners.map(({ protocol, podNumber }) => portRange(protocol, podNumber)),
          );
          const admitted = plan.isolation === 'cluster' ? internal : noPorts;
          expect(formatPorts(intersection(union(allowed, unknown), difference(internal, admitted)))).toBe('No Connections');
          // The other ports are the team's own business.
          if (plan.isolation !== 'cluster') expect(overlaps(allowed, difference(portRange('UDP', 1, 65535), internal))).toBe(true);
        }
      }),
      { numRuns: runs(4, 200) },
    );
  });
});

test.each(dialects)('nothing is found in what is rendered with %s', (dialect) => {
  const settings = guarded({ name: 'bluemind', workloads: 'roles', isolation: 'connections', policies: { dialect } });
  const planned = planFrom(settings);
  expect(failing(verifyPlan(fromObjects(objects(settings)), planned, '2026-01-01'), 'warning')).toEqual([]);
});
