import type { AllowedEgress, AllowedTraffic, EgressPeer } from '../../../lib/plan/model';
import { policyDialectFaults } from '../../../lib/plan/policies/dialect';
import { plan } from '../../support/render';

const allowed = { workload: 'mail', namespace: 'mail', description: 'As a test wants it.' } as const;
const traffic = (podLabels: AllowedTraffic['podLabels'], rules: AllowedTraffic['rules'] = []): AllowedTraffic => ({
  ...allowed,
  name: 'mail-in',
  origin: 'allow',
  podLabels,
  rules,
});
const egress = (rules: AllowedEgress['rules'], podLabels: AllowedEgress['podLabels'] = { app: 'mail' }): AllowedEgress => ({
  ...allowed,
  name: 'mail-out',
  podLabels,
  rules,
});
const port = (number: number, endNumber = number) => [{ protocol: 'TCP', number, endNumber }] as const;
const hash = { 'pod-template-hash': 'x' };
const host: EgressPeer = { kind: 'host', host: 'pkg.example.org' };
const resolver: EgressPeer = { kind: 'pods', namespaceLabels: { app: 'dns' } };
const addresses: EgressPeer = { kind: 'addresses', cidr: '192.0.2.0/24', except: [] };
const apiServer = (...cidrs: readonly string[]): EgressPeer => ({ kind: 'api-server', cidrs });
const dialects = ['kubernetes', 'cilium', 'calico'] as const;

const ignored = (policy: string) =>
  `'cilium': policy '${policy}' finds pods by their label 'pod-template-hash', which Cilium leaves out of their identities; use another label`;
const noDns =
  "'cilium': workload 'mail' may connect to hosts by name, but not to DNS, and Cilium takes the addresses of hosts from its answers; give their addresses under cidrs";
const noHosts =
  "'calico': policy 'mail-out' names host 'pkg.example.org', which only Calico Enterprise supports; give its addresses, too, or use 'cilium'";
const noApiServer = "'calico': policy 'mail-out' is about the API server, which Calico cannot name; give its addresses";

interface Case {
  readonly traffic?: readonly AllowedTraffic[];
  readonly egress?: readonly AllowedEgress[];
  /** What each dialect has no words for. @default - nothing */
  readonly cilium?: readonly string[];
  readonly calico?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'labels of its own pods that Cilium ignores': { traffic: [traffic(hash)], cilium: [ignored('mail-in')] },
  'such labels of pods that come in': {
    traffic: [traffic({}, [{ from: [{ kind: 'pods', podLabels: hash }], ports: 'all' }])],
    cilium: [ignored('mail-in')],
  },
  'such labels where pods go out': { egress: [egress([], hash)], cilium: [ignored('mail-out')] },
  'such labels of pods to which others go out': {
    egress: [egress([{ to: [{ kind: 'pods', podLabels: hash }], ports: 'all' }])],
    cilium: [ignored('mail-out')],
  },
  'labels of namespaces, which are no labels of pods': {
    traffic: [traffic({}, [{ from: [{ kind: 'pods', namespaceLabels: hash }], ports: 'all' }])],
  },
  'everybody, who has no labels': {
    traffic: [traffic({ app: 'mail' }, [{ from: 'anyone', ports: 'all' }])],
    egress: [egress([{ to: 'anywhere', ports: 'all' }])],
  },
  'a host by name without DNS': { egress: [egress([{ to: [host], ports: port(443) }])], cilium: [noDns], calico: [noHosts] },
  'a host by name with DNS': {
    egress: [
      egress([
        { to: [resolver], ports: port(53) },
        { to: [host], ports: port(443) },
      ]),
    ],
    calico: [noHosts],
  },
  'a host by name with the DNS of OpenShift in another policy of the workload': {
    egress: [egress([{ to: [resolver], ports: port(5353) }]), egress([{ to: [host], ports: port(443) }])],
    calico: [noHosts],
  },
  'a host by name, and DNS of another workload': {
    egress: [{ ...egress([{ to: [resolver], ports: port(53) }]), workload: 'web' }, egress([{ to: [host], ports: port(443) }])],
    cilium: [noDns],
    calico: [noHosts],
  },
  'a host by name, and ports of which DNS is but one': {
    egress: [
      egress([
        { to: [resolver], ports: [...port(53), ...port(80)] },
        { to: [resolver], ports: port(53, 54) },
        { to: [resolver], ports: 'all' },
        { to: [resolver], ports: [] },
        { to: [host], ports: port(443) },
      ]),
    ],
    cilium: [noDns],
    calico: [noHosts],
  },
  'a host by name in two policies of a workload, told once': {
    egress: [egress([{ to: [host], ports: port(443) }]), egress([{ to: [host], ports: port(80) }])],
    cilium: [noDns],
    calico: [noHosts, noHosts],
  },
  'a host with its addresses besides': {
    egress: [
      egress([
        { to: [resolver], ports: port(53) },
        { to: [host, addresses], ports: port(443) },
      ]),
    ],
  },
  'an API server without addresses': { egress: [egress([{ to: [apiServer()], ports: port(443) }])], calico: [noApiServer] },
  'an API server with addresses': { egress: [egress([{ to: [apiServer('192.0.2.1/32')], ports: port(443) }])] },
};

const faultsOf = (dialect: (typeof dialects)[number], { traffic: coming = [], egress: going = [] }: Case) =>
  policyDialectFaults({ traffic: coming, egress: going, policies: { ...plan().policies, dialect } });

describe.each(dialects)('in the form of %s', (dialect) => {
  test.each(Object.entries(cases))('%s', (_, one) => {
    const expected = dialect === 'kubernetes' ? [] : (one[dialect] ?? []);
    expect(faultsOf(dialect, one)).toEqual(expected.map((message) => ({ path: ['policies', 'dialect'], message })));
  });
});

test('Calico takes selectors of 1024 characters and none longer', () => {
  // Each label makes `KEY == 'VALUE' && `, and what Calico itself puts first is counted as 60.
  const ofLength = (length: number) => ({ app: 'x'.repeat(length - 60 - 'app'.length - " == '' && ".length) });
  expect(faultsOf('calico', { traffic: [traffic(ofLength(1024))] })).toEqual([]);
  expect(faultsOf('calico', { traffic: [traffic(ofLength(1025))] }).map(({ message }) => message)).toEqual([
    "'calico': policy 'mail-in' finds pods by labels that make a selector of 1025 characters, but Calico takes 1024; use fewer",
  ]);
});
