import fc from 'fast-check';
import { type Plan, planFrom } from '../lib/plan';
import type { InstallationProps } from '../lib/settings';
import { renderManifests } from '../lib/synth/render';
import { arbitrarySettings } from './support/arbitrary-settings';
import { parse, type Rendered } from './support/render';
import { runs } from './support/runs';
import { schemaFaults, testWithSchemas } from './support/shared';

interface Port {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: string;
}

/** Every port that an object opens to the outside, with the pods it leads to. */
function openedOutside(all: readonly Rendered[]): readonly { readonly selector: string; readonly port: Port }[] {
  const services = all.filter(({ kind }) => kind === 'Service');
  const direct = services
    .filter(({ spec }) => spec.type !== 'ClusterIP')
    .flatMap(({ spec }) => spec.ports.map((port: Port) => ({ selector: JSON.stringify(spec.selector), port })));
  const ingress = all
    .filter(({ kind }) => kind === 'Ingress')
    .flatMap(({ spec }) =>
      spec.rules.flatMap(({ http }: { http: { paths: { backend: { service: { name: string; port: { number: number } } } }[] } }) =>
        http.paths.map(({ backend }) => backend.service),
      ),
    )
    .map(({ name, port }: { name: string; port: { number: number } }) => {
      const service = services.find(({ metadata }) => metadata.name === name);
      return {
        selector: JSON.stringify(service?.spec.selector),
        port: service?.spec.ports.find((candidate: Port) => candidate.port === port.number),
      };
    });
  return [...direct, ...ingress];
}

const rendered = (settings: Parameters<typeof planFrom>[0]): { readonly plan: Plan; readonly all: readonly Rendered[] } => {
  const plan = planFrom(settings);
  const all = parse(renderManifests(plan).stream);
  // What holds for every object holds for none, too: each plan has Services and policies to look at.
  expect(all.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Service', 'NetworkPolicy']));
  return { plan, all };
};

/** Ports that settings lead to the outside. */
const chosen = ({ expose = {} }: InstallationProps): string[] =>
  Object.entries(expose).flatMap(([port, where]) => (typeof where === 'string' ? [port] : []));

const covers = (range: { port?: number; endPort?: number; protocol?: string }, number: number) =>
  range.port === undefined || (range.port <= number && number <= (range.endPort ?? range.port));

describe('over generated settings', () => {
  test('no internal or unexposed port is ever opened to the outside', () => {
    fc.assert(
      fc.property(arbitrarySettings, (settings) => {
        const { plan, all } = rendered(settings);
        for (const { selector, port } of openedOutside(all)) {
          const workload = plan.workloads.find(({ podLabels }) => JSON.stringify(podLabels) === selector);
          const behind = workload?.ports.find(
            ({ podNumber, podEndNumber, protocol }) => podNumber <= port.targetPort && port.targetPort <= podEndNumber && protocol === port.protocol,
          );
          expect(behind?.audience).toBe('external');
          expect(Object.keys(settings.expose ?? {})).toContain(behind?.name);
        }
      }),
      { numRuns: runs(10, 600) },
    );
  });

  test('every exposed port has its Service, its policy and its target', () => {
    fc.assert(
      fc.property(arbitrarySettings, (settings) => {
        const { plan, all } = rendered(settings);
        const opened = openedOutside(all);
        expect(plan.exposures.flatMap(({ kind, port }) => (kind === 'exposed' ? [port] : [])).sort()).toEqual(chosen(settings).sort());
        for (const exposure of plan.exposures) {
          if (exposure.kind !== 'exposed' || exposure.port === 'http') continue;
          const workload = plan.workloads.find(({ name }) => name === exposure.workload);
          const port = workload?.ports.find(({ name }) => name === exposure.port);
          expect(opened).toContainEqual({
            selector: JSON.stringify(workload?.podLabels),
            port: expect.objectContaining({ name: exposure.port, port: exposure.number, targetPort: port?.podNumber }),
          });
          const policies = all.filter(
            ({ kind, spec }) => kind === 'NetworkPolicy' && JSON.stringify(spec.podSelector.matchLabels) === JSON.stringify(workload?.podLabels),
          );
          const admitting = policies.filter(({ metadata, spec }) =>
            (spec.ingress ?? []).some(
              ({ ports = [{}] }: { ports?: { port?: number; endPort?: number }[] }) =>
                metadata.name.endsWith(`-from-${exposure.entryPoint}`) && ports.some((range) => covers(range, port?.podNumber ?? -1)),
            ),
          );
          expect(admitting).toHaveLength(1);
        }
      }),
      { numRuns: runs(10, 600) },
    );
  });

  test('a policy admits everyone only to exposed ports', () => {
    fc.assert(
      fc.property(arbitrarySettings, (settings) => {
        const { plan, all } = rendered(settings);
        const open = all
          .filter(({ kind }) => kind === 'NetworkPolicy')
          .flatMap(({ spec }) => {
            const workload = plan.workloads.find(({ podLabels }) => JSON.stringify(podLabels) === JSON.stringify(spec.podSelector.matchLabels));
            return (spec.ingress ?? [])
              .filter(({ from }: { from?: unknown }) => from === undefined)
              .flatMap(({ ports }: { ports: object[] }) =>
                ports.flatMap((range) => workload?.ports.filter(({ podNumber }) => covers(range, podNumber)).map(({ name }) => name) ?? ['nobody']),
              );
          });
        // Through a controller, and if source ranges are named, not everyone comes in.
        const isForEveryone = (name: string) => {
          const where = settings.expose?.[name];
          const balancer = settings.entryPoints?.balancer;
          return where === 'nodes' || (where === 'balancer' && balancer?.type === 'LoadBalancer' && balancer.sourceRanges?.length === 0);
        };
        expect(open.sort()).toEqual(chosen(settings).filter(isForEveryone).sort());
      }),
      { numRuns: runs(10, 600) },
    );
  });

  const samples = fc
    .sample(arbitrarySettings, { numRuns: 20, seed: 7 })
    .map((settings, index) => ({ ...settings, namespace: `mail-${index}`, createNamespace: true }));

  test('every object has a name and ports that the API server takes', () => {
    for (const { kind, metadata, spec } of samples.flatMap((settings) => rendered(settings).all)) {
      expect(metadata.name).toMatch(kind === 'Service' ? /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/ : /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/);
      for (const port of kind === 'Service' ? spec.ports : [])
        expect([port.port, port.targetPort].every((number) => Number.isInteger(number) && number >= 1 && number <= 65535)).toBe(true);
    }
  });

  testWithSchemas('the API server would accept every object', () => {
    const files = samples.flatMap((settings) =>
      Object.entries(renderManifests(planFrom(settings)).files).map(([name, text]) => [`${settings.namespace}/${name}`, text]),
    );
    expect(schemaFaults(Object.fromEntries(files))).toEqual([]);
  });
});
