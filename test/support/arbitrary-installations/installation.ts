import fc from 'fast-check';
import { catalogues, externalPorts } from '../../../lib/catalogue';
import type { InstallationProps } from '../../../lib/settings';
import { chosen, controller, labels, list, oneOf, rarely, reason, sometimes } from './choices';
import { entryPointFor } from './entry-points';
import { additions, allow, monitoring, policies, workloads } from './inside';
import { egress, mail, waivers } from './outside';

const kept = { entryPoint: 'cluster', reason };

/** Of two spellings of the same, and with a workload if presets have one of this name. */
const decide = (home: string, index: number) =>
  home === 'cluster' ? kept : index % 5 === 4 ? { entryPoint: home, workload: 'main' } : index % 3 === 2 ? { entryPoint: home } : home;

/** Settings of every provider, way in, topology, dialect and option; many are refused, with the reason. */
export const arbitraryInstallations: fc.Arbitrary<InstallationProps> = fc
  .record({ release: oneOf('4', '4', '5'), additions: rarely(additions, 2), ways: fc.integer({ min: 1, max: 3 }) })
  .chain(({ release, additions: own, ways }) => {
    const names = ['one', 'two', 'three'].slice(0, ways);
    const external = [
      ...externalPorts(catalogues[release]).map(({ name }) => name),
      ...(own?.ports ?? []).filter(({ audience }) => audience === 'external').map(({ name }) => name),
    ];
    return fc
      .record({
        homes: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...names) }, { weight: 2, arbitrary: fc.constant('cluster') }), {
          minLength: external.length,
          maxLength: external.length,
        }),
      })
      .chain(({ homes }) => {
        const through = (name: string) => external.filter((_, index) => homes[index] === name);
        return chosen({
          name: oneOf('mail'),
          release: fc.constant(release),
          namespace: rarely(oneOf('bluemind', 'mail-prod')),
          createNamespace: rarely(fc.boolean()),
          namePrefix: rarely(oneOf('bm')),
          labels: rarely(labels),
          workloads: workloads(release),
          isolation: sometimes(oneOf('cluster', 'installation', 'connections')),
          annotations: rarely(labels, 8),
          annotationsByKind: rarely(fc.constant({ NetworkPolicy: { 'argocd.argoproj.io/sync-wave': '-1' } }), 8),
          rewrittenConnections: rarely(fc.constant([{ from: 'core', to: 'tika' }]), 1),
          allow: rarely(allow, 2),
          policies: sometimes(policies),
          egress: sometimes(egress),
          mail: rarely(mail),
          dns: rarely(oneOf('none', 'externalDns')),
          waivers: rarely(waivers, 8),
          cluster: chosen({
            podCidrs: list('10.244.0.0/16', 'fd00:10::/64'),
            nodeCidrs: sometimes(list('10.0.0.0/24', 'fd00:20::/64')),
            ipFamilies: rarely(fc.constantFrom<('IPv4' | 'IPv6')[]>(['IPv4'], ['IPv6'], ['IPv4', 'IPv6'])),
            ingressController: sometimes(controller),
          }),
          additions: fc.constant(own),
          entryPoints: fc.record(Object.fromEntries(names.map((name, index) => [name, entryPointFor(through(name), index)]))),
          expose: fc.constant(Object.fromEntries(external.map((port, index) => [port, decide(homes[index] ?? 'cluster', index)]))),
          // Last, so that what was generated before stays as it is.
          monitoring: rarely(monitoring, 3),
          gitOps: rarely(fc.constant({ argoCd: { syncWaves: true }, kustomize: { nameReferences: true } }), 8),
        });
      });
  });
