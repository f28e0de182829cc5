import { type AccessMatrix, accessMatrix, intentOfModel, intentOfPlan, modelOptionsOfAll } from '../../lib/checks';
import { type Plan, planFrom } from '../../lib/plan';
import { fromObjects, modelOf, objectsModel } from '../../lib/reachability';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { examplePlan } from '../support/examples';

const matrix = (settings: Partial<InstallationProps>): AccessMatrix => matrixOf(planFrom({ name: 'mail', ...settings }));

function matrixOf(plan: Plan): AccessMatrix {
  const model = modelOf(fromObjects(renderManifests(plan).objects), modelOptionsOfAll([plan]));
  return accessMatrix(model, intentOfPlan(model, plan));
}

/** The verdict about a source and a port. */
function verdict({ sources, ports, between }: AccessMatrix, source: RegExp, port: string): string {
  const from = sources.find(({ title }) => source.test(title));
  const to = ports.find(({ name }) => name === port);
  if (!from || !to) throw new Error(`no ${source} or ${port}: ${sources.map(({ title }) => title).join('; ')}`);
  return between(from, to).verdict.kind;
}

const allow: Partial<InstallationProps> = {
  cluster: { podCidrs: ['10.244.0.0/16'] },
  allow: {
    backup: { ports: ['postgresql'], from: [{ namespace: 'backup', podLabels: { app: 'pgdump' } }], reason: 'Dump.' },
    office: { ports: ['core'], from: [{ cidr: '192.0.2.0/24' }], reason: 'Administrators.' },
  },
};

test('sources are those that exist, any pod, those that rules name, and addresses that policies treat alike', () => {
  const { sources } = matrix(allow);
  expect(sources.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
    'outside: the outside, through the ways in',
    'workload: mail/all-in-one[Workload]',
    'any-pod: any pod of the cluster',
    'peer: pods with app=pgdump in namespaces with kubernetes.io/metadata.name=backup',
    'addresses: addresses 0.0.0.0-192.0.1.255, 192.0.3.0-255.255.255.255',
    'addresses: addresses 192.0.2.0-192.0.2.255',
  ]);
});

test.each<[RegExp, string, string]>([
  [/outside/, 'imaps', 'allowed'],
  [/outside/, 'postgresql', 'denied'],
  [/pgdump/, 'postgresql', 'allowed'],
  [/pgdump/, 'core', 'denied'],
  [/any pod/, 'imaps', 'allowed'],
  [/any pod/, 'core', 'denied'],
  [/addresses 192\.0\.2\.0-/, 'core', 'allowed'],
  [/addresses 0\.0\.0\.0-/, 'core', 'denied'],
  [/all-in-one/, 'core', 'allowed'],
])('%s reaches %s: %s', (source, port, expected) => expect(verdict(matrix(allow), source, port)).toBe(expected));

test('a listener that believes PROXY headers is a port of its own', () => {
  const { ports, sources, between } = matrix({
    cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
    entryPoints: { public: { type: 'NodePort', nodePorts: { smtp: 30025 }, proxyProtocol: { targetPorts: { smtp: 10025 } } } },
    expose: { smtp: 'public', https: { entryPoint: 'cluster', reason: 'VPN.' } },
  });
  const smtp = ports.filter(({ name }) => name === 'smtp');
  expect(smtp.map(({ audience, number }) => [audience, number])).toEqual([
    ['external', 25],
    ['proxy-listener', 10025],
  ]);
  const [outside] = sources;
  expect(outside && smtp.map((port) => between(outside, port).verdict.kind)).toEqual(['denied', 'allowed']);
});

test('what policies cannot guard is unknown, not closed', () => {
  const found = matrixOf(examplePlan('machines'));
  expect(found.ports.length).toBeGreaterThan(0);
  expect(verdict(found, /any pod/, 'core')).toBe('unknown');
});

test('without settings BlueMind is known by its labels, and anything else by the ports that it declares', () => {
  const pod = (labels: object, ports: readonly object[]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'n', labels },
    spec: { containers: [{ name: 'c', image: 'i', ports }] },
  });
  const portsOf = (labels: object) => {
    const model = objectsModel([pod(labels, [{ name: 'imaps', containerPort: 993 }, { containerPort: 12345 }])]);
    return accessMatrix(model, intentOfModel(model, [])).ports.map(({ name, audience }) => `${name} ${audience}`);
  };
  expect(portsOf({ 'app.kubernetes.io/name': 'bluemind' })).toEqual(['imaps external']);
  expect(portsOf({ app: 'other' })).toEqual(['imaps internal', '12345 internal']);
});
