import fc from 'fast-check';
import { connectivity, imaginedPods, namespaceNamed, type PodGroup, portRanges } from '../../lib/reachability';
import type { InstallationProps } from '../../lib/settings';
import { acceptedPlan, dialects, inDialect, modelOfPlan } from '../dialects/support';
import { arbitrarySettings } from '../support/arbitrary-settings';
import { runs } from '../support/runs';

/** Nobody else comes in, so that what the exporter may is its own. */
const settings: InstallationProps = {
  name: 'mail',
  workloads: { main: { components: 'all', targetPorts: { smtp: 10025 } } },
  cluster: { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24'] },
  entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['192.0.2.0/24'] } },
  expose: { smtp: 'public', imaps: 'public', https: 'public' },
  monitoring: { exporter: { namespace: 'observability', podLabels: { app: 'exporter' } } },
};

const cases = dialects.flatMap((dialect) =>
  (['none', 'clusterNetworkPolicy'] as const).map((guard) => ({
    title: `${dialect}, guard ${guard}`,
    settings: { ...settings, policies: { dialect, guard } },
  })),
);

describe.each(cases)('$title', ({ settings: one }) => {
  const plan = acceptedPlan(one);
  if (!plan) throw new Error('not accepted');
  const model = modelOfPlan(plan);
  const main = model.ends.find(({ workload }) => workload.name === 'main')?.groups[0];
  const reached = (namespace: string, labels: Readonly<Record<string, string>>): readonly string[] => {
    if (!main) throw new Error('no pods');
    const { allowed, unknown } = connectivity(model, imaginedPods(namespaceNamed(namespace, model), new Map(Object.entries(labels))), main);
    expect(unknown).toEqual([]);
    return portRanges(allowed).map(({ protocol, first, last }) => `${protocol} ${first}-${last}`);
  };

  test('the exporter reaches what it probes, where the pods listen, and nothing more', () =>
    expect(reached('observability', { app: 'exporter' })).toEqual(['TCP 443-443', 'TCP 993-993', 'TCP 10025-10025']));

  test.each([
    ['other pods of its namespace', 'observability', { app: 'prometheus' }],
    ['pods of another namespace with its labels', 'shop', { app: 'exporter' }],
    ['pods beside BlueMind with its labels', 'mail', { app: 'exporter' }],
  ])('%s reach nothing', (_, namespace, labels) => expect(reached(namespace, labels)).toEqual([]));
});

test('whatever the settings, the exporter reaches what is probed and, beyond what any pod may, nothing else', () => {
  fc.assert(
    fc.property(arbitrarySettings, fc.constantFrom(...dialects), (arbitrary, dialect) => {
      const base: InstallationProps = { ...inDialect(arbitrary, dialect), cluster: { ...arbitrary.cluster, podCidrs: ['10.244.0.0/16'] } };
      const plan = acceptedPlan({ ...base, monitoring: settings.monitoring });
      const before = acceptedPlan(base);
      fc.pre(plan !== undefined && before !== undefined);
      const [model, old] = [modelOfPlan(plan), modelOfPlan(before)];
      const exporter = (of: typeof model): PodGroup => imaginedPods(namespaceNamed('observability', of), new Map([['app', 'exporter']]));
      for (const workload of plan.workloads) {
        const group = (of: typeof model) => of.ends.find((end) => end.workload.name === workload.name)?.groups[0];
        const [now, then] = [group(model), group(old)];
        if (!now || !then) throw new Error(`no pods of ${workload.name}`);
        const numbers = (of: typeof model, pods: PodGroup) =>
          portRanges(connectivity(of, exporter(of), pods).allowed).flatMap(({ protocol, first, last }) =>
            Array.from({ length: last - first + 1 }, (_, index) => `${protocol} ${first + index}`),
          );
        const probed = plan.monitoring?.probes
          .filter((probe) => probe.workload === workload.name && probe.way === 'inside')
          .map(({ port }) => `TCP ${workload.ports.find(({ name }) => name === port)?.podNumber}`);
        const [after, already] = [new Set(numbers(model, now)), new Set(numbers(old, then))];
        expect([...after].filter((port) => !already.has(port) && !probed?.includes(port))).toEqual([]);
        expect(probed?.filter((port) => !after.has(port))).toEqual([]);
      }
    }),
    { numRuns: runs(4, 500) },
  );
});
