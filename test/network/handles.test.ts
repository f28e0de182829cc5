import { App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { BlueMindNetwork, type BlueMindNetworkProps, InputError } from '../../lib';
import { verifyPlan } from '../../lib/checks';
import { type ConnectionOptions, connections, fromObjects, modelOf, portRanges } from '../../lib/reachability';

/** A network in a chart of its own, and one beside it in which an exporter runs. */
function apps(props: BlueMindNetworkProps = {}) {
  const app = new App();
  const mail = new Chart(app, 'mail', { namespace: 'mail' });
  const other = new Chart(app, 'other', { namespace: 'observability' });
  const network = new BlueMindNetwork(mail, 'bluemind', { isolation: 'connections', workloads: 'roles', ...props });
  const core = network.workload('core');
  new kplus.StatefulSet(mail, 'core', { podMetadata: core.podMetadata, containers: [{ image: 'core', ports: core.containerPorts }] });
  const exporter = new kplus.Deployment(other, 'exporter', { containers: [{ image: 'exporter', portNumber: 9187 }] });
  return { app, mail, other, network, core, exporter };
}

const objectsOf = (app: App): readonly unknown[] => app.charts.flatMap((chart) => Testing.synth(chart));

/** The ports on which pods of one name reach those of another. */
function reached(app: App, from: string, to: string): readonly string[] {
  const named =
    (name: string): ConnectionOptions['from'] =>
    (end) =>
      'title' in end && end.title.includes(name);
  const model = modelOf(fromObjects(objectsOf(app)));
  return [...connections(model, { from: named(from), to: named(to) })].flatMap(({ allowed }) =>
    portRanges(allowed).map(({ protocol, first, last }) => `${protocol} ${first}-${last}`),
  );
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

describe('handles', () => {
  test('of the namespace, a Service and an entry point have names and ports', () => {
    const { network } = apps();
    const { name, dnsName, port } = network.service('core');
    expect([network.namespace, name, dnsName]).toEqual(['mail', 'bluemind-core', 'bluemind-core.mail.svc']);
    expect(port('core')).toMatchObject({ name: 'core', protocol: 'TCP' });
    expect(network.entryPoint('public').port('imaps')).toEqual({ port: 'imaps', number: 993, workload: expect.any(String) });
    expect(network.entryPoint('public').objects.map(({ namespace }) => namespace)).toContain('mail');
  });

  test.each([
    [
      'workload',
      (network: BlueMindNetwork) => network.workload('coer'),
      /^mail\/bluemind: there is no workload 'coer'; did you mean 'core'\? \(there are .*'core'.*\)$/,
    ],
    [
      'Service',
      (network: BlueMindNetwork) => network.service('postgre'),
      /^mail\/bluemind: there is no Service 'postgre'.* \(there are .*'postgresql'/,
    ],
    [
      'entry point',
      (network: BlueMindNetwork) => network.entryPoint('web'),
      /^mail\/bluemind: there is no entry point 'web' \(there are 'public'\)$/,
    ],
    [
      'port of a Service',
      (network: BlueMindNetwork) => network.service('core').port('cor'),
      /^mail\/bluemind: there is no port of Service 'bluemind-core' 'cor'; did you mean 'core'\?/,
    ],
    [
      'port of a workload',
      (network: BlueMindNetwork) => network.workload('core').policyPorts('smpt'),
      /^mail\/bluemind\/workloads\/core: there is no port 'smpt'/,
    ],
  ])('of a %s that does not exist fails with the names that do', (_, attempt, message) => {
    expect(errorOf(() => attempt(apps().network))).toMatch(message);
  });

  test('of machines says that they are no pods', () => {
    const { network } = apps({ workloads: { core: { components: 'all' } } });
    expect(network.workload('core').name).toBe('core');
    const chart = new Chart(new App(), 'mail');
    const machines = new BlueMindNetwork(chart, 'bluemind', {
      workloads: { main: { components: 'all', addresses: ['192.0.2.10'] } },
      entryPoints: { public: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'The relay in front logs it.' } },
    });
    expect(errorOf(() => machines.workload('main'))).toMatch(
      /^mail\/bluemind: workload 'main' runs on machines outside the cluster \(192\.0\.2\.10\)/,
    );
  });

  test('of an all-in-one workload have the ports that pods listen on', () => {
    const { network } = apps({ workloads: { core: { components: 'all', targetPorts: { smtp: 10025 } } } });
    const { containerPorts } = network.workload('core');
    expect(containerPorts.find(({ name }) => name === 'smtp')).toEqual({ name: 'smtp', number: 10025, protocol: kplus.Protocol.TCP });
    const names = containerPorts.flatMap(({ name }) => name ?? []);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('pods of cdk8s-plus', () => {
  test('with podMetadata of a workload are those that Services and policies select', () => {
    const { app, network } = apps();
    const findings = verifyPlan(fromObjects(objectsOf(app)), network.plan, '2026-01-01');
    expect(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
    const [set] = objectsOf(app).filter((object) => JSON.stringify(object).includes('"kind":"StatefulSet"'));
    expect(set).toMatchObject({ spec: { template: { metadata: { labels: network.workload('core').podLabels } } } });
  });

  test('do not reach the workload unless something allows it', () => {
    expect(reached(apps().app, 'exporter', 'core')).toEqual([]);
  });

  test('connect to a workload by connections.allowTo, which the proof finds', () => {
    const { app, network, core, exporter } = apps();
    exporter.connections.allowTo(core, { ports: core.policyPorts('core') });
    const { targetPort } = network.service('core').port('core');
    expect(reached(app, 'exporter', 'core')).toEqual([`TCP ${targetPort}-${targetPort}`]);
    const findings = verifyPlan(fromObjects(objectsOf(app)), network.plan, '2026-01-01').filter(({ severity }) => severity === 'error');
    expect(findings).not.toEqual([]);
  });

  test('follow what kplus.NetworkPolicy with the workload as selector says', () => {
    const { app, other, core } = apps();
    new kplus.NetworkPolicy(other, 'policy', {
      selector: core,
      ingress: { rules: [{ peer: kplus.Namespaces.select(other, 'observability', { names: ['observability'] }), ports: core.policyPorts('core') }] },
    });
    const policy = Testing.synth(other).find(({ kind }) => kind === 'NetworkPolicy');
    expect(policy).toMatchObject({ metadata: { namespace: 'mail' }, spec: { podSelector: { matchLabels: core.podLabels } } });
    expect(reached(app, 'exporter', 'core')).toHaveLength(1);
  });
});

test('withCdk8sPlus gives pods and ports in the types of a library', () => {
  const { app, core, exporter } = apps();
  const { pods, policyPorts } = core.withCdk8sPlus(kplus);
  expect(core.withCdk8sPlus(kplus).policyPorts()).toHaveLength(core.policyPorts().length);
  expect(() => policyPorts('imaps')).toThrow(/there is no port 'imaps'/);
  exporter.connections.allowTo(pods, { ports: policyPorts('core') });
  expect(reached(app, 'exporter', 'core')).toHaveLength(1);
});
