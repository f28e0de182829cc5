import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { BlueMindNetwork } from '../../lib';
import { connectionIn, expectReachable, expectUnreachable, networkMatchers } from '../../lib/testing';

expect.extend(networkMatchers);

function apps() {
  const app = new App();
  const mail = new Chart(app, 'mail', { namespace: 'mail' });
  const network = new BlueMindNetwork(mail, 'bluemind', { isolation: 'connections' });
  const observability = new Chart(app, 'observability', { namespace: 'observability' });
  const exporter = new kplus.Deployment(observability, 'exporter', { containers: [{ image: 'exporter', portNumber: 9187 }] });
  const bluemind = network.workload('all-in-one');
  network.allow('metrics', exporter, ['postgresql'], 'Prometheus reads the statistics of the database.');
  return { app, mail, network, exporter, bluemind };
}

test('what is allowed is reachable, by constructs and by names, and nothing else is', () => {
  const { app, exporter, bluemind } = apps();
  expectReachable(app, { from: exporter, to: bluemind, port: 'postgresql' });
  expectReachable(exporter, { from: exporter, to: bluemind, port: 5432 });
  expectUnreachable(app, { from: exporter, to: bluemind, port: 'core' });
  expectUnreachable(app, { from: 'any-pod', to: 'mail/all-in-one', port: 'TCP/5432' });
  expect(() => expectUnreachable(app, { from: exporter, to: bluemind, port: 'postgresql' })).toThrow(
    /^expected observability\/exporter not to reach mail\/bluemind\/workloads\/all-in-one:postgresql; it is allowed\n\n.*NetworkPolicy mail\/bluemind-all-in-one-allow-metrics/s,
  );
  expect(() => expectReachable(app, { from: 'any-pod', to: bluemind, port: 'postgresql' })).toThrow(/^expected any-pod to reach .*; it is denied/);
});

test('from outside the ways in count', () => {
  const { app, bluemind } = apps();
  expectReachable(app, { from: 'external', to: bluemind, port: 'imaps' });
  expectUnreachable(app, { from: 'external', to: bluemind, port: 'postgresql' });
});

test('pods of the app represent the planned workload, whatever their names', () => {
  const { app, mail, exporter, bluemind } = apps();
  const set = new kplus.StatefulSet(mail, 'server', {
    podMetadata: bluemind.podMetadata,
    containers: [{ image: 'x', ports: bluemind.containerPorts }],
  });
  expectReachable(app, { from: exporter, to: set, port: 'postgresql' });
  expectReachable(app, { from: exporter, to: bluemind, port: 'postgresql' });
});

test('matchers say the same, with .not too, and what cannot be decided passes neither', () => {
  const { app, mail, exporter, bluemind } = apps();
  const open = { from: exporter, to: bluemind, port: 'postgresql' };
  const closed = { from: 'external', to: bluemind, port: 'postgresql' };
  expect(open).toBeReachableIn(app);
  expect(open).not.toBeUnreachableIn(app);
  expect(closed).toBeUnreachableIn(app);
  expect(closed).not.toBeReachableIn(app);
  expect(() => expect(closed).toBeReachableIn(app)).toThrow('expected external to reach');
  expect(() => expect(open).not.toBeReachableIn(app)).toThrow('expected observability/exporter not to reach');

  new ApiObject(mail, 'policy', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'by-address', namespace: 'mail' },
    spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] },
  });
  const doubtful = { from: 'any-pod', to: bluemind, port: 'postgresql' };
  expect(connectionIn(app, doubtful).verdict).toBe('unknown');
  for (const attempt of [
    () => expect(doubtful).toBeReachableIn(app),
    () => expect(doubtful).not.toBeReachableIn(app),
    () => expect(doubtful).toBeUnreachableIn(app),
    () => expect(doubtful).not.toBeUnreachableIn(app),
  ])
    expect(attempt).toThrow('it is unknown');
});

test('an end without pods, and an unknown port, are named', () => {
  const { app, mail, bluemind } = apps();
  expect(() => connectionIn(app, { from: mail.node.findChild('bluemind'), to: bluemind, port: 5432 })).toThrow(
    /^mail\/bluemind: makes no pods in this app$/,
  );
  expect(() => connectionIn(app, { from: 'nobody', to: bluemind, port: 5432 })).toThrow(/there is no "nobody"/);
  expect(() => connectionIn(app, { from: 'external', to: bluemind, port: 'postgres' })).toThrow(/did you mean 'postgresql'/);
});
