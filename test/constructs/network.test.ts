import { App, Chart } from 'cdk8s';
import { BlueMindNetwork, type BlueMindNetworkProps, InputError } from '../../lib';

/** What the compiler of TypeScript would not let through, and JavaScript does. */
const untyped = (props: unknown): BlueMindNetworkProps => JSON.parse(JSON.stringify({ props })).props;

test.each([
  ['null', null],
  ['a text', 'mail'],
  ['a number', 4],
  ['a list', [{ name: 'mail' }]],
])('props that are %s are a fault', (_, props) => {
  const scope = new Chart(new App(), 'mail');
  expect(() => new BlueMindNetwork(scope, 'bluemind', untyped(props))).toThrow(InputError);
});

test.each(['name', 'namespace', 'labels', 'workloads', 'entryPoints', 'expose', 'allow', 'cluster', 'policies', 'egress', 'additions'])(
  'a field %s that is null is a fault or left out',
  (field) => {
    const scope = new Chart(new App(), 'mail');
    try {
      expect(new BlueMindNetwork(scope, 'bluemind', untyped({ [field]: null })).plan.services).not.toEqual([]);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
    }
  },
);

test('names are those of the construct and of its chart', () => {
  const scope = new Chart(new App(), 'mail', { namespace: 'post' });
  const { plan } = new BlueMindNetwork(scope, 'bluemind');
  expect([plan.installation, plan.namespace]).toEqual(['bluemind', 'post']);
});
