import { catalogues, externalPortNames, internalPortNames, networkPortNames, type Release } from '../../lib';
import { type FieldReference, settingsFields } from '../../lib/reports/settings-reference/fields';
import { fieldText } from '../../lib/reports/settings-reference/text';
import { settingsJsonSchema } from '../../lib/settings/json-schema';
import { askLanguageServer } from '../support/language-server';

const app = (props: string) => `import { Chart } from 'cdk8s';
import { BlueMindNetwork, type InstallationProps } from '../../lib';
export const network = (chart: Chart) => new BlueMindNetwork(chart, 'bluemind', ${props});
`;

const names = (audience: 'external' | 'internal', releases: readonly Release[]) =>
  [...new Set(releases.flatMap((release) => catalogues[release].ports.filter((port) => port.audience === audience).map(({ name }) => name)))].sort();

test('the names that editors complete are those of the catalogues', () => {
  expect(externalPortNames).toEqual(names('external', ['4', '5']));
  expect(internalPortNames).toEqual(names('internal', ['4', '5']));
  for (const release of ['4', '5'] as const)
    expect(networkPortNames(release)).toEqual([...names('external', [release]), ...names('internal', [release])].sort());
});

const completed: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  fields: ['{ ¦ }', ['isolation', 'expose', 'entryPoints', 'allow', 'name', 'onVerify']],
  isolation: ["{ isolation: '¦' }", ['cluster', 'installation', 'connections']],
  'ports to expose of both releases': ['{ expose: { ¦ } }', externalPortNames],
  'ports to expose beside own ones': ['{ additions: {}, expose: { ¦ } }', externalPortNames],
  'ports to expose of one release': ["{ release: '5', expose: { ¦ } }", names('external', ['5'])],
  'ports to allow of both releases': [
    "{ allow: { backup: { from: [], reason: '', ports: ['¦'] } } }",
    [...new Set([...networkPortNames('4'), ...networkPortNames('5')])],
  ],
  'ports to allow of one release': ["{ release: '5', allow: { backup: { from: [], reason: '', ports: ['¦'] } } }", networkPortNames('5')],
  'ways in': ["{ entryPoints: { public: { type: '¦' } } }", ['LoadBalancer', 'NodePort', 'Gateway', 'Traefik', 'HAProxy', 'IngressNginx', 'Ingress']],
  'fields of a way in': ["{ entryPoints: { public: { type: 'Traefik', ¦ } } }", ['className', 'tlsMode', 'hosts', 'proxyProtocol']],
  providers: ["{ entryPoints: { public: { type: 'LoadBalancer', provider: '¦' } } }", ['aws', 'metallb', 'hetzner']],
};

test('editors complete fields, values and the names of ports, of a release those that it has', async () => {
  const offered = await askLanguageServer(Object.values(completed).map(([props]) => ({ ask: 'completion', text: app(props) })));
  for (const [index, [name, [, expected]]] of Object.entries(completed).entries())
    expect([name, offered[index]]).toEqual([name, expect.arrayContaining([...expected])]);
  expect(offered[Object.keys(completed).indexOf('ports to expose of one release')]).not.toContain('xmpp-client');
  expect(offered[Object.keys(completed).indexOf('ports to allow of one release')]).not.toContain('cyrus-imap');
});

/** A variable with props of one form, or of all of them. */
const variable = (type: string, props: string) => `import type { ${type} } from '../../lib';
export const props: ${type} = ${props};
`;

test('in a variable, too, editors complete the names of ports: of its release, as its type or its field says', async () => {
  const asked: readonly (readonly [string, string, readonly string[]])[] = [
    ['BlueMind5NetworkProps', "{ release: '5', expose: { ¦ } }", names('external', ['5'])],
    ['DefaultNetworkProps', '{ expose: { ¦ } }', externalPortNames],
    ['BlueMindNetworkProps', '{ expose: { ¦ } }', externalPortNames],
    ['BlueMindNetworkProps', "{ release: '5', expose: { ¦ } }", names('external', ['5'])],
    ['BlueMindNetworkProps', "{ release: '5', allow: { backup: { from: [], reason: '', ports: ['¦'] } } }", networkPortNames('5')],
  ];
  const offered = await askLanguageServer(asked.map(([type, props]) => ({ ask: 'completion', text: variable(type, props) })));
  expect(offered.map((one) => [...one].sort())).toEqual(asked.map(([, , expected]) => [...expected].sort()));
});

test('in a variable of one form editors show the text of every field; of all forms, where these do not differ', async () => {
  const asked: readonly (readonly [string, string])[] = [
    ['BlueMind5NetworkProps', "{ ¦release: '5', ¦expose: {}, ¦allow: { backup: { ¦from: [], ¦reason: '', ¦ports: [] } }, ¦isolation: 'cluster' }"],
    ['DefaultNetworkProps', "{ ¦expose: {}, ¦allow: { backup: { ¦from: [], ¦reason: '', ¦ports: [] } }, ¦isolation: 'cluster' }"],
    ['BlueMindNetworkProps', "{ ¦isolation: 'cluster', ¦entryPoints: { public: { ¦type: 'LoadBalancer', ¦provider: 'aws' } } }"],
  ];
  for (const [type, props] of asked) {
    const shown = await askLanguageServer([{ ask: 'hover', text: variable(type, props) }]);
    const silent = shown.filter(([text = '']) => (text.split('```').at(-1) ?? '').trim() === '');
    expect([type, silent]).toEqual([type, []]);
  }
});

/** Fields that distinguish a form from others beside it. */
const telling = ['type', 'provider', 'audience'];

/** Props with a field at its place, where the cursor is, and its example; of a form among several, with what distinguishes it from them. */
function propsWith({ field, variant, type, example }: FieldReference): string {
  const steps = field.replaceAll('[]', '.[]').split('.');
  const form = variant === '' ? '' : `${steps[0] === 'entryPoints' ? 'type' : steps[0] === 'additions' ? 'audience' : 'provider'}: '${variant}', `;
  return steps.reduceRight(
    (value, step, index) => {
      if (step === '[]') return `[${value}]`;
      const place = index === steps.length - 1 ? '¦' : '';
      return `{ ${index === formAt(steps) && !form.startsWith(`${step}:`) ? form : ''}${place}${step === 'NAME' ? 'imaps' : step}: ${value} }`;
    },
    telling.includes(steps.at(-1) ?? '') && variant !== '' ? `'${variant}'` : JSON.stringify(example ?? type),
  );
}

/** Where a form begins: below entryPoints.NAME, egress.identity and additions.ports[]. */
const formAt = (steps: readonly string[]): number => (steps[0] === 'additions' ? 3 : 2);

test('editors show on every field what docs/settings.md says of it', async () => {
  const fields = settingsFields(settingsJsonSchema());
  const text = [
    "import { Chart } from 'cdk8s';",
    "import { BlueMindNetwork } from '../../lib';",
    'declare const chart: Chart;',
    ...fields.map((field) => `new BlueMindNetwork(chart, 'bluemind', ${propsWith(field)});`),
  ].join('\n');
  const shown = await askLanguageServer([{ ask: 'hover', text }]);
  const silent = fields.flatMap((field, index) =>
    shown[index]?.[0]?.includes(fieldText(field)) ? [] : [`${field.variant} ${field.field}: ${shown[index]?.[0]}`],
  );
  expect(fields.length).toBeGreaterThan(200);
  expect(silent).toEqual([]);
});
