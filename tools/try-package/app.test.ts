import { expectReachable, expectUnreachable, networkMatchers } from 'cdk8s-bluemind/testing';
import { mailApp } from './app';

expect.extend(networkMatchers);

test('the packed package proves an app, and its matchers have types', () => {
  const { app, network, exporter } = mailApp();
  const to = network.workload('all-in-one');
  expect(app.synthYaml()).toContain('kind: StatefulSet');
  expect({ from: exporter, to, port: 'postgresql' }).toBeReachableIn(app);
  expectReachable(app, { from: 'external', to, port: 'imaps' });
  expectUnreachable(app, { from: 'any-pod', to, port: 'postgresql' });
});
