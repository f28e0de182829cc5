import fc from 'fast-check';
import { type Finding, failing, verifyPlan } from '../../lib/checks';
import { modelOptionsOf } from '../../lib/checks/intent/plan-intent';
import { type Plan, type PlannedWorkload, planFrom } from '../../lib/plan';
import { connectivity, fromObjects, type Model, modelOf, portRange, portRanges, union } from '../../lib/reachability';
import { renderManifests } from '../../lib/synth/render';
import { arbitraryTopologies } from '../support/arbitrary-topologies';
import { parse, type Rendered } from '../support/render';
import { runs } from '../support/runs';

const rendered = (plan: Plan): readonly Rendered[] => parse(renderManifests(plan).stream);

const groupOf = (model: Model, { name, namespace }: PlannedWorkload) =>
  model.ends.find(({ workload }) => workload.name === name && workload.namespace === namespace)?.groups[0];

/** Numbers of the ports that an edge server is documented to reach, and to be reached on. */
const border = { inward: [25, 443, 1110, 1143, 5701, 8086, 8090], outward: [25, 8021, 8022] };

/** Findings without the one that every balancer has that sends PROXY headers to node ports under the policy Cluster. */
const unexpected = (plan: Plan): readonly Finding[] =>
  failing(verifyPlan(fromObjects(rendered(plan)), plan, '2026-01-01'), 'warning').filter(
    ({ rule, severity, object }) =>
      !(
        rule === 'proxy-listener-open' &&
        severity === 'warning' &&
        plan.entries.some(
          ({ name, ...entry }) => name === object?.name && 'externalTrafficPolicy' in entry && entry.externalTrafficPolicy === 'Cluster',
        )
      ),
  );

describe('over generated topologies', () => {
  test('nothing is found in what is rendered: no internal port outside, every known connection allowed, both ways', () => {
    fc.assert(
      fc.property(arbitraryTopologies, (settings) => {
        const plan = planFrom(settings);
        expect(unexpected(plan)).toEqual([]);
      }),
      { numRuns: runs(4, 250) },
    );
  });

  test.each(['cilium', 'calico'] as const)('nor in the form of %s, under a guard', (dialect) => {
    fc.assert(
      fc.property(arbitraryTopologies, (settings) => {
        const plan = planFrom({ ...settings, policies: { dialect, guard: 'clusterNetworkPolicy' } });
        expect(unexpected(plan)).toEqual([]);
      }),
      { numRuns: runs(4, 100) },
    );
  });

  test('Services of the outside lead only to the exposed ports of the chosen workload', () => {
    fc.assert(
      fc.property(arbitraryTopologies, (settings) => {
        const plan = planFrom(settings);
        const opened = plan.entries.flatMap((entry) =>
          entry.kind === 'LoadBalancer' ? entry.ports.map(({ name, port }) => `${entry.workload} ${name} ${port}`) : [],
        );
        const chosen = plan.exposures.flatMap((one) => (one.kind === 'exposed' ? [`${one.workload} ${one.port} ${one.number}`] : []));
        expect([...opened].sort()).toEqual([...chosen].sort());
      }),
      { numRuns: runs(10, 600) },
    );
  });

  test('an edge server reaches nothing inside but its table, and is reached on nothing else', () => {
    fc.assert(
      fc.property(arbitraryTopologies, (settings) => {
        const plan = planFrom(settings);
        const model = modelOf(fromObjects(rendered(plan)), modelOptionsOf(plan));
        const edge = plan.workloads.find(({ kind }) => kind === 'edge');
        const edgeGroup = edge && groupOf(model, edge);
        if (!edge || !edgeGroup) return;
        for (const workload of plan.workloads.filter(({ kind }) => kind !== 'edge')) {
          const group = groupOf(model, workload);
          if (!group) throw new Error(`no pods of ${workload.name}`);
          const reached = (numbers: { readonly first: number }[]) => numbers.map(({ first }) => first);
          const inward = reached([...portRanges(connectivity(model, edgeGroup, group).allowed)]);
          expect(inward.filter((number) => !border.inward.includes(number))).toEqual([]);
          // What everyone reaches from outside, the servers inside reach too.
          const exposed = plan.exposures.flatMap((one) => (one.kind === 'exposed' && one.workload === edge.name ? [one.number] : []));
          const outward = reached([...portRanges(connectivity(model, group, edgeGroup).allowed)]);
          expect(outward.filter((number) => !border.outward.includes(number) && !exposed.includes(number))).toEqual([]);
        }
      }),
      { numRuns: runs(6, 400) },
    );
  });

  test('with restricted egress pods connect to the installation only along the known connections', () => {
    fc.assert(
      fc.property(arbitraryTopologies, (settings) => {
        if (settings.egress === 'open') return;
        const plan = planFrom({ ...settings, isolation: 'installation' });
        const model = modelOf(fromObjects(rendered(plan)), modelOptionsOf(plan));
        for (const source of plan.workloads)
          for (const destination of plan.workloads.filter(({ name }) => name !== source.name)) {
            const [from, to] = [groupOf(model, source), groupOf(model, destination)];
            if (!from || !to) throw new Error('no pods');
            const names = plan.connections
              .filter(({ fromWorkload, toWorkload }) => fromWorkload === source.name && toWorkload === destination.name)
              .map(({ port }) => port);
            const known = union(
              ...destination.ports
                .filter(({ name }) => names.includes(name))
                .map(({ protocol, podNumber, podEndNumber }) => portRange(protocol, podNumber, podEndNumber)),
            );
            expect(connectivity(model, from, to).allowed).toEqual(known);
          }
      }),
      { numRuns: runs(4, 250) },
    );
  });

  test('every machine is an endpoint of each port that it serves, and no policy is about it', () => {
    fc.assert(
      fc.property(arbitraryTopologies, (settings) => {
        const plan = planFrom(settings);
        const all = rendered(plan);
        for (const machines of plan.machines) {
          const services = plan.services.filter(({ workload }) => workload === machines.name);
          expect(services.length).toBeGreaterThan(0);
          for (const { backends } of services) expect(backends).toEqual({ kind: 'machines', addresses: machines.addresses });
          expect(all.filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name.startsWith(`mail-${machines.name}-`))).toEqual([]);
        }
        expect(JSON.stringify(planFrom(settings))).toBe(JSON.stringify(plan));
      }),
      { numRuns: runs(6, 400) },
    );
  });
});
