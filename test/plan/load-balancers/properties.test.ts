import fc from 'fast-check';
import { InputError } from '../../../lib/base/faults';
import { type EntryService, type Plan, planFrom } from '../../../lib/plan';
import type { InstallationProps } from '../../../lib/settings';
import { renderManifests } from '../../../lib/synth/render';
import { parse, type Rendered } from '../../support/render';
import { runs } from '../../support/runs';

type LoadBalancer = Extract<NonNullable<InstallationProps['entryPoints']>[string], { type: 'LoadBalancer' }>;

const ports = ['smtp', 'second', 'submission', 'submissions', 'imap', 'imaps', 'pop3s', 'http', 'https', 'xmpp-client'] as const;

/** A second port 25, on the pods of another workload if there are several. */
const second = { audience: 'external', name: 'second', number: 25, component: 'core', description: 'Second way in', encryption: 'none' } as const;
const providers = ['aws', 'azure', 'cilium', 'digitalocean', 'generic', 'gke', 'hetzner', 'kube-vip', 'metallb', 'openstack', 'scaleway'] as const;

/** Ports whose listener for the PROXY header is separate from the plain one. */
const apart = Object.fromEntries(ports.map((name, index) => [name, 10001 + index]));

/** Addresses as each provider has them, so that a good part of the settings is accepted. */
const addresses: Readonly<Record<(typeof providers)[number], readonly string[]>> = {
  aws: ['eipalloc-0a1b', 'eipalloc-2c3d', '10.0.0.10'],
  azure: ['mail-ipv4', 'mail-ipv6', '10.0.0.10'],
  cilium: ['192.0.2.10', '2001:db8::10'],
  digitalocean: ['192.0.2.10'],
  generic: ['192.0.2.10'],
  gke: ['mail-ipv4', 'mail-ipv6'],
  hetzner: ['4711', '10.0.0.10'],
  'kube-vip': ['192.0.2.10', '192.0.2.11'],
  metallb: ['192.0.2.10', '192.0.2.11', '2001:db8::10'],
  openstack: ['192.0.2.10', '192.0.2.11'],
  scaleway: ['3fa85f64-5717-4562-b3fc-2c963f66afa6'],
};

const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

const loadBalancer = (exposed: readonly string[]): fc.Arbitrary<LoadBalancer> =>
  fc.constantFrom(...providers).chain((provider) =>
    fc
      .record({
        addresses: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, fc.subarray([...addresses[provider]])),
        scheme: rarely(fc.constantFrom('public' as const, 'internal' as const)),
        sharedAddress: rarely(fc.constant('mail')),
        idleTimeout: rarely(fc.constantFrom(300, 1800, 1799)),
        targetType: provider === 'aws' ? fc.constantFrom('instance' as const, 'ip' as const) : fc.constant(undefined),
        externalTrafficPolicy: rarely(fc.constant('Cluster' as const)),
        sourceRanges: rarely(fc.constant<string[]>(['198.51.100.0/24'])),
        ipFamilies: rarely(fc.constantFrom<('IPv4' | 'IPv6')[]>(['IPv4'], ['IPv4', 'IPv6'])),
        allocateNodePorts: rarely(fc.constant(false)),
        header: fc.constantFrom('none', 'all', 'some'),
      })
      .map(({ header, ...settings }): LoadBalancer => {
        const proxied = header === 'all' ? exposed : header === 'some' ? exposed.slice(0, 1) : [];
        return {
          type: 'LoadBalancer',
          provider,
          ...settings,
          ...(proxied.length > 0 && {
            proxyProtocol: { ports: [...proxied], targetPorts: Object.fromEntries(proxied.map((name) => [name, apart[name] ?? 0])) },
          }),
        };
      }),
  );

/** Two load balancers among which the ports are divided. */
const settings: fc.Arbitrary<InstallationProps> = fc
  .record({
    workloads: fc.constantFrom('all-in-one' as const, 'roles' as const),
    isolation: fc.constantFrom('cluster' as const, 'installation' as const, 'connections' as const),
    homes: fc.array(fc.constantFrom('one', 'two', 'none'), { minLength: ports.length, maxLength: ports.length }),
  })
  .chain(({ homes, ...rest }) => {
    const home = (port: string, index: number) => (port === second.name && rest.workloads !== 'roles' ? 'none' : homes[index]);
    const exposedBy = (name: string) => ports.filter((port, index) => home(port, index) === name);
    return fc.record({ one: loadBalancer(exposedBy('one')), two: loadBalancer(exposedBy('two')) }).map(
      (entryPoints): InstallationProps => ({
        name: 'mail',
        ...rest,
        entryPoints,
        expose: {
          smtp: { entryPoint: 'cluster', reason: 'Mail comes through a relay.' },
          https: { entryPoint: 'cluster', reason: 'Colleagues on the VPN alone.' },
          ...Object.fromEntries(['one', 'two'].flatMap((name) => exposedBy(name).map((port) => [port, name]))),
        },
        additions: { ports: rest.workloads === 'roles' ? [second] : [] },
        cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
      }),
    );
  });

interface Accepted {
  readonly props: InstallationProps;
  readonly plan: Plan;
  readonly all: readonly Rendered[];
}

/** The settings if they are accepted, if necessary with a lost address of clients; every refusal has a message. */
function accepted(props: InstallationProps, mayLose: readonly string[] = ['one', 'two']): Accepted | undefined {
  try {
    const plan = planFrom(props);
    return { props, plan, all: parse(renderManifests(plan).stream) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const { message } of error.faults) expect(message).not.toMatch(/undefined|NaN|\[object/);
    const [losing, ...others] = mayLose.filter((name) =>
      error.faults.some(({ field, message }) => field === `entryPoints.${name}` && message.startsWith('hides')),
    );
    const entryPoint = losing === undefined ? undefined : settingsOf(props, losing);
    if (losing === undefined || !entryPoint) return undefined;
    const reason = { acceptLostClientAddress: 'Only the relay of the provider connects.' };
    return accepted({ ...props, entryPoints: { ...props.entryPoints, [losing]: { ...entryPoint, ...reason } } }, others);
  }
}

const forEachAccepted = (check: (found: Accepted) => void): void =>
  fc.assert(
    fc.property(settings, (props) => {
      const found = accepted(props);
      if (found) check(found);
    }),
    { numRuns: runs(12, 2000) },
  );

const balancers = ({ entries }: Plan): readonly EntryService[] =>
  entries.flatMap((entry): readonly EntryService[] => (entry.kind === 'LoadBalancer' ? [entry] : []));

describe('over generated settings of all providers', () => {
  test('a good part is accepted, of each provider', () => {
    const samples = fc.sample(settings, { numRuns: 300, seed: 1 });
    const seen = new Set(samples.flatMap((props) => (accepted(props)?.plan.entries ?? []).map(({ entryPoint }) => providerOf(props, entryPoint))));
    expect([...seen].sort()).toEqual([...providers]);
  });

  test('every value of an annotation is a text', () => {
    forEachAccepted(({ all }) => {
      for (const { metadata } of all) for (const value of Object.values(metadata.annotations)) expect(typeof value).toBe('string');
    });
  });

  test('a Service shows the ports that expose names, and no others', () => {
    forEachAccepted(({ plan, all, props: { expose = {} } }) => {
      for (const { name, entryPoint } of balancers(plan)) {
        const service = all.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name);
        for (const port of service?.spec.ports ?? []) expect(expose[port.name]).toBe(entryPoint);
      }
    });
  });

  test('no rule without sources admits anyone to a listener that expects a PROXY header', () => {
    forEachAccepted(({ plan, all }) => {
      for (const { name, podLabels, proxyListeners } of plan.workloads) {
        const rules = all
          .filter(({ kind, spec }) => kind === 'NetworkPolicy' && JSON.stringify(spec.podSelector.matchLabels) === JSON.stringify(podLabels))
          .flatMap(({ spec }) => spec.ingress ?? []);
        for (const { podNumber } of proxyListeners)
          for (const rule of rules) {
            if (!covers(rule.ports, podNumber)) continue;
            expect([name, rule.from]).toEqual([name, [{ ipBlock: { cidr: '10.0.0.0/24' } }]]);
          }
      }
    });
  });

  test('an address and port are never claimed twice', () => {
    forEachAccepted(({ plan, props }) => {
      const claims = balancers(plan).flatMap(({ entryPoint, ports: served }) =>
        (addressesOf(props, entryPoint) ?? []).flatMap((address) => served.map(({ port, protocol }) => `${address} ${port}/${protocol}`)),
      );
      expect(new Set(claims).size).toBe(claims.length);
    });
  });
});

const settingsOf = ({ entryPoints = {} }: InstallationProps, name: string): LoadBalancer | undefined => {
  const found = entryPoints[name];
  return found?.type === 'LoadBalancer' ? found : undefined;
};
const providerOf = (props: InstallationProps, name: string) => settingsOf(props, name)?.provider;
const addressesOf = (props: InstallationProps, name: string) => settingsOf(props, name)?.addresses;

interface PolicyPort {
  readonly protocol: string;
  readonly port: number;
  readonly endPort?: number;
}

const covers = (ranges: readonly PolicyPort[] | undefined, number: number): boolean =>
  ranges === undefined || ranges.some(({ protocol, port, endPort }) => protocol === 'TCP' && port <= number && number <= (endPort ?? port));
