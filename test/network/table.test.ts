import { App, Chart } from 'cdk8s';
import { blueMindNetworks, InputError } from '../../lib';

const errorOf = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
};

test('a table in an app makes a chart for each network, with what it has other than the rest', () => {
  const app = new App();
  const { mail, school } = blueMindNetworks(
    app,
    { isolation: 'connections', labels: { team: 'a' } },
    { mail: {}, school: { release: '5', labels: {} } },
  );
  expect(app.charts.map(({ node, namespace }) => [node.path, namespace])).toEqual([
    ['mail', 'mail'],
    ['school', 'school'],
  ]);
  expect([mail.node.path, mail.namespace, mail.plan.release]).toEqual(['mail/mail', 'mail', '4']);
  expect([school.node.path, school.namespace, school.plan.release]).toEqual(['school/school', 'school', '5']);
  expect([mail, school].map(({ plan }) => plan.labels.team)).toEqual(['a', undefined]);
  expect(() => app.synthYaml()).not.toThrow();
});

test('a chart holds all of them', () => {
  const chart = new Chart(new App(), 'all');
  const networks = blueMindNetworks(chart, {}, { one: {}, two: { namespace: 'second' } });
  expect(Object.values(networks).map(({ node, namespace }) => [node.path, namespace])).toEqual([
    ['all/one', 'one'],
    ['all/two', 'second'],
  ]);
});

test('faults of all of them come at once, and twins are refused by both paths', () => {
  const bad = JSON.parse('{"one":{"isolation":"none"},"two":{"expose":{"imasp":"public"}}}');
  expect(errorOf(() => blueMindNetworks(new App(), {}, bad))).toMatch(/^one\/one: isolation: .*\ntwo\/two: expose\.imasp: /);
  expect(errorOf(() => blueMindNetworks(new App(), { name: 'mail' }, { one: {}, two: {} }))).toBe(
    "two/two: is installation 'mail' in namespace 'mail', and 'one/one' is too; give one another name or namespace",
  );
});
