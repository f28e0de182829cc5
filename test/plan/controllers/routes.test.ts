import fc from 'fast-check';
import { bluemind4, externalPorts } from '../../../lib/catalogue';
import { planFrom } from '../../../lib/plan';
import type { InstallationProps } from '../../../lib/settings';
import { accepted, expose, rendered, withEdge } from './support';

const external = externalPorts(bluemind4);
const raw = external.map(({ name }) => name).filter((name) => name !== 'http' && name !== 'https');

/** Any external ports through any controller, with or without PROXY, by any workload's pods. */
const arbitrary = fc
  .record({
    type: fc.constantFrom('Traefik' as const, 'HAProxy' as const, 'IngressNginx' as const),
    ports: fc.subarray(raw),
    web: fc.constantFrom([], ['https'], ['http', 'https']),
    proxied: fc.boolean(),
    variant: fc.boolean(),
    workloads: fc.constantFrom('all-in-one' as const, 'roles' as const),
  })
  .filter(({ ports, web }) => ports.length + web.length > 0)
  .map(({ type, ports, web, proxied, variant, workloads }) => {
    const named = ports.filter((port) => port !== 'xmpp-server');
    const proxyProtocol = { ports: named, targetPorts: Object.fromEntries(named.map((port) => [port, 20000 + raw.indexOf(port)])) };
    const isMail = ports.some((port) => !port.startsWith('xmpp'));
    const common = {
      ...(web.length > 0 && { hosts: ['mail.example.org'] }),
      ...(proxied && named.length > 0 ? { proxyProtocol } : isMail && { acceptLostClientAddress: accepted }),
    };
    const edge: NonNullable<InstallationProps['entryPoints']>[string] =
      type === 'Traefik'
        ? { type, ...common, tlsMode: variant ? 'passthrough' : 'terminate' }
        : type === 'HAProxy'
          ? { type, ...common, tcp: variant ? 'config-map' : 'custom-resource' }
          : { type, ...common };
    const exposed = [...ports, ...web];
    return { exposed, settings: withEdge(edge, expose(...exposed), { workloads }) };
  });

/** Everything in an object that names a Service with a port, whatever the controller's dialect. */
function backendsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    const [, service, port] = /^mail\/([-a-z0-9]+):(\d+)/.exec(value) ?? [];
    return service === undefined ? [] : [`${service}:${port}`];
  }
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.entries(value);
  const name = own.find(([key]) => key === 'name')?.[1];
  const port = own.find(([key]) => key === 'port')?.[1];
  const number = typeof port === 'object' && port !== null && 'number' in port ? port.number : port;
  const isService = typeof name === 'string' && name.startsWith('bluemind-') && typeof number === 'number';
  return [...(isService ? [`${name}:${number}`] : []), ...own.flatMap(([, inner]) => backendsOf(inner))];
}

test('a route leads to every exposed port, to each once, and to no other', () => {
  fc.assert(
    fc.property(arbitrary, ({ exposed, settings }) => {
      const routes = rendered(settings).filter(
        ({ kind, metadata }) => kind !== 'Service' && !(kind === 'IngressRoute' && metadata.name.endsWith('-http')),
      );
      const numbers = routes.flatMap(({ spec, data }) => backendsOf(spec ?? data)).map((backend) => Number(backend.split(':')[1]));
      const expected = external.filter(({ name }) => name !== 'http' && exposed.includes(name)).map(({ number }) => number);
      expect([...numbers].sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b));
    }),
  );
});

test('every Service port that a route names exists, and leads to the port or to its PROXY listener', () => {
  fc.assert(
    fc.property(arbitrary, ({ settings }) => {
      const plan = planFrom(settings);
      const services = [...plan.services, ...plan.entries.flatMap((entry) => (entry.kind === 'ClusterIP' ? [entry] : []))];
      const known = services.flatMap(({ name, ports }) => ports.map(({ port }) => `${name}:${port}`));
      for (const { spec, data } of rendered(settings).filter(({ kind }) => kind !== 'Service'))
        for (const backend of backendsOf(spec ?? data)) expect(known).toContain(backend);
    }),
  );
});

test('policies admit the controller only to the ports that it leads to, and only the controller to PROXY listeners', () => {
  fc.assert(
    fc.property(arbitrary, ({ exposed, settings }) => {
      const plan = planFrom(settings);
      for (const { workload, origin, rules } of plan.traffic) {
        const { ports = [], proxyListeners = [] } = plan.workloads.find(({ name }) => name === workload) ?? {};
        const believed = proxyListeners.map(({ podNumber }) => podNumber);
        const open = [...ports.filter(({ name }) => exposed.includes(name)).map(({ podNumber }) => podNumber), ...believed];
        for (const { from, ports: ranges } of rules) {
          const tcp = ranges === 'all' ? [{ number: 1, endNumber: 65535 }] : ranges.filter(({ protocol }) => protocol === 'TCP');
          if (origin !== 'entry-point')
            expect(believed.filter((one) => tcp.some((range) => range.number <= one && one <= range.endNumber))).toEqual([]);
          else {
            for (const { number } of tcp) expect(open).toContain(number);
            expect(from).toEqual([expect.objectContaining({ kind: 'pods', podLabels: { app: 'controller' } })]);
          }
        }
      }
    }),
  );
});
