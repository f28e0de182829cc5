import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { BlueMindNetwork, type BlueMindNetworkProps, type Finding, InputError, type OnVerify } from '../../lib';

function appWith(onVerify: OnVerify, props: BlueMindNetworkProps = {}) {
  const app = new App();
  const chart = new Chart(app, 'mail', { namespace: 'mail' });
  const network = new BlueMindNetwork(chart, 'bluemind', { isolation: 'connections', ...props, onVerify });
  return { app, chart, network };
}

/** Lets every pod of the cluster through the first policy that admits connections. */
function open(network: BlueMindNetwork): void {
  const policies = network.node.findChild('network-policies').node.findAll().filter(ApiObject.isApiObject);
  for (const policy of policies) policy.addJsonPatch(JsonPatch.add('/spec/ingress', [{}]));
}

test('a patch that opens internal ports fails the synthesis, by the objects as they are rendered', () => {
  const { app, network } = appWith('error');
  expect(() => app.synthYaml()).not.toThrow();
  open(network);
  expect(() => app.synthYaml()).toThrow(/\[mail\/bluemind\] error: Any pod of the cluster may connect to .* \[internal-port-beyond-isolation\] /);
});

test('nothing is verified unless props ask for it', () => {
  const app = new App();
  open(new BlueMindNetwork(new Chart(app, 'mail', { namespace: 'mail' }), 'bluemind'));
  expect(() => app.synthYaml()).not.toThrow();
});

test('a policy of another chart that opens them is found too', () => {
  const { app, network } = appWith('error');
  new ApiObject(new Chart(app, 'other'), 'policy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'open', namespace: 'mail' },
    spec: { podSelector: {}, ingress: [{}] },
  });
  expect(() => app.synthYaml()).toThrow(/internal/);
  expect(network.verify().some(({ severity }) => severity === 'error')).toBe(true);
});

test('a patch by which policies no longer select the pods is found', () => {
  const { app, network } = appWith('error');
  const policies = network.node.findChild('network-policies').node.findAll().filter(ApiObject.isApiObject);
  for (const policy of policies) policy.addJsonPatch(JsonPatch.replace('/spec/podSelector', { matchLabels: { app: 'another' } }));
  expect(() => app.synthYaml()).toThrow(/\[mail\/bluemind\] error: /);
});

test('a function gets every finding, and fails the synthesis by throwing', () => {
  const seen: Finding[] = [];
  const { app, network } = appWith((findings) => {
    seen.push(...findings);
    if (findings.some(({ severity }) => severity === 'error')) throw new Error('not like this');
  });
  app.synthYaml();
  expect(seen.map(({ rule }) => rule)).toContain('node-port-besides-load-balancer');
  open(network);
  expect(() => app.synthYaml()).toThrow('not like this');
});

test('findings that are waived, or not so severe, fail nothing', () => {
  const rule = 'node-port-besides-load-balancer';
  expect(() => appWith('warning').app.synthYaml()).not.toThrow();
  expect(() => appWith('info').app.synthYaml()).toThrow(rule);
  const waivers = [{ rule, reason: 'Nodes are behind a firewall.', until: '2999-01-01' }];
  expect(() => appWith('info', { waivers }).app.synthYaml()).not.toThrow(rule);
});

test('pods of another network in the app are among those that may try to connect', () => {
  const { app, chart } = appWith('error', { namespace: 'one' });
  new BlueMindNetwork(chart, 'second', { namespace: 'two', isolation: 'connections', onVerify: 'error' });
  expect(() => app.synthYaml()).not.toThrow();
});

test('another word is refused with the faults of the other props', () => {
  const props = JSON.parse('{"onVerify":"eror","isolation":"conections"}');
  const attempt = () => new BlueMindNetwork(new Chart(new App(), 'mail', { namespace: 'Mail' }), 'BlueMind', props);
  expect(attempt).toThrow(InputError);
  expect(attempt).toThrow(/^mail\/BlueMind: onVerify: "eror": expected a function, or 'info', 'warning', 'error'$/m);
  expect(attempt).toThrow(/^mail\/BlueMind: isolation: 'conections'/m);
  expect(attempt).toThrow(/^mail\/BlueMind: name: .*; this is the id of the construct, since its props have no name$/m);
  expect(attempt).toThrow(/^mail\/BlueMind: namespace: .*; this is the namespace of the chart, since the props have none$/m);
});

test('children have stable ids', () => {
  const { network } = appWith('error', { policies: { admission: true }, createNamespace: true });
  expect(network.node.children.map(({ node }) => node.id)).toEqual([
    'namespace',
    'admission',
    'services',
    'network-policies',
    'egress-gateways',
    'entry-points',
    'dns',
    'monitoring',
    'workloads',
  ]);
  const service = network.node.findChild('services').node.findChild('bluemind-postgresql');
  expect(ApiObject.isApiObject(service) && service.name).toBe('bluemind-postgresql');
  const way = network.node.findChild('entry-points').node.findChild('bluemind-public');
  expect(ApiObject.isApiObject(way) && way.kind).toBe('Service');
});
