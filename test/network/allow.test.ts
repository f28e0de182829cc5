import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { BlueMindNetwork, type BlueMindNetworkProps, InputError } from '../../lib';
import { settingsAnnotation } from '../../lib/base/settings-annotation';
import { failing, verifyPlan } from '../../lib/checks';
import { fromObjects } from '../../lib/reachability';

const reason = 'Prometheus reads the statistics of the database.';

function apps(props: BlueMindNetworkProps = {}) {
  const app = new App();
  const mail = new Chart(app, 'mail', { namespace: 'mail', labels: { team: 'messaging' } });
  const other = new Chart(app, 'other', { namespace: 'observability' });
  const network = new BlueMindNetwork(mail, 'bluemind', { isolation: 'connections', ...props });
  const exporter = new kplus.Deployment(other, 'exporter', { containers: [{ image: 'exporter', portNumber: 9187 }] });
  return { app, mail, other, network, exporter };
}

const errorOf = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
};

const policyOf = (mail: Chart, name: string) => Testing.synth(mail).find(({ metadata }) => metadata.name === `bluemind-all-${name}`);

/** The only workload is named all. */
const props = { workloads: { all: { components: 'all' } } } as const satisfies BlueMindNetworkProps;

test('allow goes into plan, policies, left settings and proof, as the same props do', () => {
  const { app, mail, network, exporter } = apps(props);
  network.allow('metrics', exporter, ['postgresql'], reason);
  const [from] = network.plan.traffic.filter(({ allow }) => allow?.name === 'metrics').flatMap(({ rules }) => rules.map((rule) => rule.from));
  expect(from).toMatchObject([{ kind: 'pods', namespaceLabels: { 'kubernetes.io/metadata.name': 'observability' } }]);

  const twin = apps({
    ...props,
    allow: {
      metrics: {
        from: [{ namespace: 'observability', podLabels: exporter.toPodSelectorConfig().labelSelector._toKube().matchLabels }],
        ports: ['postgresql'],
        reason,
      },
    },
  });
  const withoutSettings = (chart: Chart) =>
    Testing.synth(chart).map((object) => JSON.stringify(object).replace(/"cdk8s-bluemind\/settings":"(\\.|[^"])*",?/, ''));
  expect(withoutSettings(mail)).toEqual(withoutSettings(twin.mail));
  expect(JSON.stringify(Testing.synth(mail))).toContain('\\"metrics\\"');

  exporter.connections.allowTo(network.workload('all'), {
    ports: network.workload('all').policyPorts('postgresql'),
    isolation: kplus.PodConnectionsIsolation.POD,
  });
  new kplus.StatefulSet(mail, 'all', {
    podMetadata: network.workload('all').podMetadata,
    containers: [{ image: 'all', ports: network.workload('all').containerPorts }],
  });
  const manifests = fromObjects(app.charts.flatMap((chart) => Testing.synth(chart)));
  expect(failing(verifyPlan(manifests, network.plan, '2026-01-01'), 'error').map(({ message }) => message)).toEqual([]);
  expect(failing(verifyPlan(manifests, apps(props).network.plan, '2026-01-01'), 'error')).not.toEqual([]);
});

test.each([
  [
    'a namespace',
    (scope: Chart) => kplus.Namespaces.select(scope, 'peer', { names: ['a', 'b'] }),
    [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } }, {}],
  ],
  [
    'namespaces by labels',
    (scope: Chart) => kplus.Namespaces.select(scope, 'peer', { labels: { team: 'x' } }),
    [{ namespaceSelector: { matchLabels: { team: 'x' } } }],
  ],
  ['every namespace', (scope: Chart) => kplus.Namespaces.all(scope, 'peer'), [{ namespaceSelector: {} }]],
  ['pods by labels', (scope: Chart) => kplus.Pods.select(scope, 'peer', { labels: { app: 'x' } }), [{ podSelector: { matchLabels: { app: 'x' } } }]],
  [
    'addresses',
    (scope: Chart) => kplus.NetworkPolicyIpBlock.ipv4(scope, 'peer', '192.0.2.0/24', ['192.0.2.1/32']),
    [{ ipBlock: { cidr: '192.0.2.0/24', except: ['192.0.2.1/32'] } }],
  ],
])('allow takes %s', (_, peer, from) => {
  const { mail, network, other } = apps({ ...props, cluster: { podCidrs: ['10.244.0.0/16'] } });
  network.allow('backup', peer(other), ['postgresql'], reason);
  expect(policyOf(mail, 'allow-backup')?.spec.ingress[0].from).toMatchObject(from);
});

test.each([
  [
    'a port that is none',
    ['postgres'],
    /^mail\/bluemind: allow\.metrics\.ports\[0\]: 'postgres': no port of BlueMind 4 has this name; did you mean 'postgresql'\?$/,
  ],
  ['no port', [], /^mail\/bluemind: allow\.metrics\.ports: is empty/],
])('allow refuses %s and changes nothing', (_, ports, message) => {
  const { network, exporter } = apps(props);
  expect(errorOf(() => network.allow('metrics', exporter, ports, reason))).toMatch(message);
  expect(network.plan.traffic.some(({ allow }) => allow)).toBe(false);
  network.allow('metrics', exporter, ['postgresql'], reason);
  expect(errorOf(() => network.allow('metrics', exporter, ['postgresql'], reason))).toMatch(/^mail\/bluemind: allow\.metrics: already exists/);
});

test.each([
  [
    'expressions',
    (scope: Chart) => kplus.Pods.select(scope, 'peer', { expressions: [kplus.LabelExpression.exists('app')] }),
    /'other\/peer' selects by an expression/,
  ],
  ['no namespace by name', (scope: Chart) => kplus.Namespaces.select(scope, 'peer', { names: [] }), /'other\/peer' names no namespace/],
  [
    'pods without a namespace',
    () => new kplus.Pod(new Chart(new App(), 'nowhere'), 'pod', { containers: [{ image: 'x' }] }),
    /'nowhere\/pod' has no namespace/,
  ],
])('allow refuses %s', (_, peer, message) => {
  const { network, other } = apps(props);
  expect(errorOf(() => network.allow('metrics', peer(other), ['postgresql'], reason))).toMatch(message);
});

test('allow refuses to lose what was changed in the policies', () => {
  const { network, exporter } = apps({ ...props, policies: { admission: true } });
  network.allow('first', exporter, ['postgresql'], reason);
  const [object] = network.node.findChild('network-policies').node.findAll().filter(ApiObject.isApiObject);
  object?.addJsonPatch(JsonPatch.add('/metadata/labels/wave', '1'));
  expect(errorOf(() => network.allow('second', exporter, ['postgresql'], reason))).toMatch(
    /^mail\/bluemind: allow\.second: is too late: NetworkPolicy\.networking\.k8s\.io mail\/bluemind-\S+ would be rendered again/,
  );
});

test('settings that allow makes too long for an annotation are not left half', () => {
  const entry = { from: [{ namespace: 'backup' }], ports: ['postgresql'] as const, reason: 'x'.repeat(300) };
  const allow = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`peer-${index}`, entry]));
  const left = (chart: Chart) => Testing.synth(chart).some(({ metadata }) => settingsAnnotation in (metadata.annotations ?? {}));
  const { mail, network, other } = apps({ ...props, allow });
  expect(left(mail)).toBe(true);
  network.allow(
    'more',
    kplus.Namespaces.select(other, 'peer', { names: Array.from({ length: 400 }, (_, index) => `n${index}`) }),
    ['postgresql'],
    reason,
  );
  expect(left(mail)).toBe(false);
});
