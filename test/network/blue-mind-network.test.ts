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

/** The message about two networks in one app, the first at mail/bluemind. */
function errorOfTwo(first: BlueMindNetworkProps, second: BlueMindNetworkProps, id = 'bluemind'): string {
  const app = new App();
  new BlueMindNetwork(new Chart(app, 'mail', { namespace: 'mail' }), 'bluemind', first);
  return errorOf(() => new BlueMindNetwork(new Chart(app, 'post', { namespace: 'mail' }), id, second));
}

function errorOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
}

test.each([
  [
    'equal names and namespaces',
    {},
    {},
    'bluemind',
    /^post\/bluemind: is installation 'bluemind' in namespace 'mail', and 'mail\/bluemind' is too; give one another name or namespace$/,
  ],
  [
    'equal names by props',
    { name: 'a' },
    { name: 'a' },
    'other',
    /^post\/other: is installation 'a' in namespace 'mail', and 'mail\/bluemind' is too/,
  ],
  [
    'objects of equal names',
    { namePrefix: 'bm' },
    { namePrefix: 'bm' },
    'other',
    /^post\/other: has objects of the same names as 'mail\/bluemind': Service mail\/bm-\S+, .* and \d+ more; give one another namePrefix or namespace$/,
  ],
])('two networks of %s are refused', (_, first, second, id, message) => {
  expect(errorOfTwo(first, second, id)).toMatch(message);
});

test.each([
  ['another name', {}, 'other'],
  ['another namespace', { namespace: 'post' }, 'bluemind'],
])('two networks live in one app by %s', (_, second, id) => {
  expect(errorOfTwo({}, second, id)).toBe('');
});

test('errors name the construct and the field, all at once', () => {
  const lines = errorOfTwo({}, untyped({ isolation: 'full', expose: { imasp: 'public' } }), 'other').split('\n');
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.map((line) => line.split(': ').slice(0, 2))).toEqual(
    expect.arrayContaining([
      ['post/other', 'isolation'],
      ['post/other', 'expose.imasp'],
    ]),
  );
});

test('an id that is not a valid name has a message that explains it', () => {
  expect(errorOfTwo({}, { namespace: 'post' }, 'BlueMind')).toMatch(
    /^post\/BlueMind: name: .*; this is the id of the construct, since its props have no name$/,
  );
  expect(errorOfTwo({}, { namespace: 'post', name: 'Blue' }, 'BlueMind')).not.toContain('the id of the construct');
  expect(errorOfTwo({}, { namespace: 'post', name: 'valid' }, 'BlueMind')).toBe('');
});
