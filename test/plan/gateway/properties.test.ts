import fc from 'fast-check';
import { bluemind4, bluemind5, externalPorts, internalPorts } from '../../../lib/catalogue';
import type { Plan } from '../../../lib/plan';
import type { EntryGateway, EntryListenerSet, EntryRoute } from '../../../lib/plan/model';
import type { InstallationProps } from '../../../lib/settings';
import { plan } from '../../support/render';
import { runs } from '../../support/runs';
import { accepted, proxies, withGateway } from './cases';

const catalogues = { '4': bluemind4, '5': bluemind5 };

/** Gateways of every kind, with any of the external ports, each of which may be sent a PROXY header. */
const arbitraryGateway: fc.Arbitrary<{ readonly settings: Partial<InstallationProps>; readonly ports: readonly string[] }> = fc
  .record({
    release: fc.constantFrom('4' as const, '5' as const),
    chosen: fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
    workloads: fc.constantFrom('all-in-one' as const, 'roles' as const),
    home: fc.constantFrom({ className: 'gw' }, { className: 'gw', namespace: 'gateways' }, { existing: { name: 'shared', namespace: 'gateways' } }),
    hosts: fc.constantFrom<string[]>(['mail.example.org'], ['mail.example.org', '*.example.net']),
    terminates: fc.boolean(),
    proxied: fc.boolean(),
  })
  .map(({ release, chosen, workloads, home, hosts, terminates, proxied }) => {
    const external = externalPorts(catalogues[release]).map(({ name }) => name);
    const picked = new Set(chosen.map((index) => external[index % external.length] ?? 'smtp'));
    if (picked.has('http')) picked.add('https');
    const ports = [...picked];
    const ends = terminates && picked.has('https');
    const sent = ports.filter((name) => name !== 'http' && name !== 'https');
    const targetPorts = Object.fromEntries(sent.map((name) => [name, 20000 + external.indexOf(name)]));
    const guarded = sent.some((name) => !name.startsWith('xmpp'));
    const gateway = {
      gatewayApi: '1.6' as const,
      ...home,
      hosts,
      ...(ends && { tlsMode: 'terminate' as const, tls: { secret: 'mail-tls' } }),
      ...(proxied ? { implementation: 'envoy-gateway' as const, proxyProtocol: { targetPorts } } : { ...proxies, ...(guarded && accepted) }),
    };
    return { ports, settings: withGateway(gateway, ports, { release, workloads, cluster: { podCidrs: ['10.244.0.0/16'] } }) };
  });

const routesOf = ({ entries }: Plan): readonly EntryRoute[] => entries.filter((entry): entry is EntryRoute => entry.kind.endsWith('Route'));

const listenersOf = ({ entries }: Plan) =>
  entries
    .filter((entry): entry is EntryGateway | EntryListenerSet => entry.kind === 'Gateway' || entry.kind === 'ListenerSet')
    .flatMap(({ listeners }) => listeners);

const backendsOf = (route: EntryRoute) => {
  if (route.kind !== 'HTTPRoute') return route.backends;
  return route.action.kind === 'forward' ? route.action.backends : [];
};

/** The workload and pod number behind a port of a Service. */
function behind({ services, entries }: Plan, { service, port }: { readonly service: string; readonly port: number }): string {
  const found = [...services, ...entries].find((one) => one.name === service && 'backends' in one && 'workload' in one);
  if (!found || !('backends' in found) || !('workload' in found)) return `no Service ${service}`;
  return `${found.workload}:${found.ports.find((one) => one.port === port)?.targetPort}`;
}

describe('whatever is exposed through a Gateway', () => {
  test('each exposed port, and no other, has its listener and its one route, which leads to its pods', () => {
    fc.assert(
      fc.property(arbitraryGateway, ({ settings, ports }) => {
        const made = plan(settings);
        const exposes = listenersOf(made).map(({ exposes: port, host }) => `${port} ${host ?? ''}`);
        expect(new Set(exposes).size).toBe(exposes.length);
        expect([...new Set(listenersOf(made).map(({ exposes: port }) => port))].sort()).toEqual([...ports].sort());

        const routes = routesOf(made);
        expect(routes.map(({ name }) => name).sort()).toEqual(ports.map((port) => `bluemind-edge-${port}`).sort());
        const attached = routes.flatMap(({ parents }) => parents.map(({ listener }) => listener)).sort();
        expect(attached).toEqual(
          listenersOf(made)
            .map(({ name }) => name)
            .sort(),
        );

        for (const route of routes) {
          const port = route.name.slice('bluemind-edge-'.length);
          const expected = made.workloads.flatMap(({ name, ports: served, proxyListeners }) =>
            served
              .filter((one) => one.name === port && port !== 'http')
              .map((one) => `${name}:${proxyListeners.find((listener) => listener.port === port)?.podNumber ?? one.podNumber}`),
          );
          expect(backendsOf(route).map((backend) => behind(made, backend))).toEqual(expected);
        }
      }),
      { numRuns: runs(25, 3000) },
    );
  });

  test('nothing internal is led to, and policies admit the Gateway to nothing else', () => {
    fc.assert(
      fc.property(arbitraryGateway, ({ settings, ports }) => {
        const made = plan(settings);
        const internal = internalPorts(catalogues[made.release]).map(({ name }) => name);
        expect(listenersOf(made).filter(({ exposes }) => internal.includes(exposes))).toEqual([]);
        const reached = new Set(
          routesOf(made)
            .flatMap(backendsOf)
            .map((backend) => behind(made, backend)),
        );
        const admitted = made.traffic
          .filter(({ origin }) => origin === 'entry-point')
          .flatMap(({ workload, rules }) =>
            rules.flatMap(({ from, ports: ranges }) => {
              expect(from).not.toBe('anyone');
              expect(from).not.toEqual([]);
              return ranges === 'all' ? ['all'] : ranges.map(({ number, endNumber }) => (number === endNumber ? `${workload}:${number}` : 'a range'));
            }),
          );
        expect([...admitted].sort()).toEqual([...reached].sort());
        expect(made.exposures.flatMap((one) => (one.kind === 'exposed' ? [one.port] : [])).sort()).toEqual([...ports].sort());
      }),
      { numRuns: runs(25, 3000) },
    );
  });

  test('the same settings make the same plan', () => {
    fc.assert(
      fc.property(arbitraryGateway, ({ settings }) => {
        expect(JSON.stringify(plan(settings))).toBe(JSON.stringify(plan(settings)));
      }),
      { numRuns: runs(5, 200) },
    );
  });
});
