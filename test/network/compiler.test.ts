import { compile } from '../support/compile';

const app = (props: string) => `import { Chart } from 'cdk8s';
import { BlueMindNetwork, type BlueMindNetworkProps, type InstallationProps } from 'cdk8s-bluemind';
export const network = (chart: Chart, release: '4' | '5', read: InstallationProps, any: BlueMindNetworkProps, maybe?: { isolation: 'cluster' }) => [release, read, any, maybe, new BlueMindNetwork(chart, 'bluemind', ${props})];
`;
const allow = (port: string) => `allow: { backup: { from: [{ namespace: 'backup' }], reason: 'Nightly dump.', ports: ['${port}'] } }`;

/** Ports of its own, one for the outside and one that stays inside. */
const own = `additions: { ports: [{ audience: 'external', name: 'sip', number: 5061, component: 'sip', description: 'Telephony', encryption: 'none' }, { audience: 'internal', name: 'xivobridge', number: 9091, component: 'sip', description: 'Telephony' }] }`;

const right = {
  nothing: '{}',
  'no release, port of 4': "{ expose: { 'xmpp-client': 'public' } }",
  'no release, port of 5': `{ ${allow('keydb')} }`,
  'release 4': `{ release: '4', expose: { 'xmpp-client': 'public' }, ${allow('cyrus-imap')} }`,
  'release 5': `{ release: 5, expose: { imaps: { entryPoint: 'public', workload: 'edge' } }, ${allow('keydb')} }`,
  'a release that is a variable': `{ release, expose: { 'xmpp-client': 'public' }, ${allow('keydb')} }`,
  'ports of its own': `{ ${own}, expose: { sip: 'public', imaps: 'public' }, ${allow('xivobridge')} }`,
  'components of its own': `{ additions: { components: [{ name: 'sip', description: 'Telephony' }] }, expose: { imaps: 'public' } }`,
  'settings that were read': 'read',
  'props of any form': 'any',
  'props that may be undefined': 'maybe',
};

const wrong: Readonly<Record<string, readonly [string, string]>> = {
  'a name of neither release': ["{ expose: { imasp: 'public' } }", "'imasp' does not exist"],
  'an internal port that is exposed': ["{ expose: { postgresql: 'public' } }", "'postgresql' does not exist"],
  'a port of 4 with release 5': ["{ release: '5', expose: { 'xmpp-client': 'public' } }", "'xmpp-client'' does not exist"],
  'an internal port of 5 with release 4': [`{ release: '4', ${allow('keydb')} }`, `'"keydb"' is not assignable`],
  'an internal port of 4 with release 5': [`{ release: 5, ${allow('locator')} }`, `'"locator"' is not assignable`],
  'an internal name of neither release': [`{ ${allow('postgres')} }`, `'"postgres"' is not assignable`],
  'a name of neither ports of its own nor the catalogue': [`{ ${own}, expose: { sipp: 'public' } }`, "'sipp' does not exist"],
  'an internal port of its own that is exposed': [`{ ${own}, expose: { xivobridge: 'public' } }`, "'xivobridge' does not exist"],
  'a loopback port': [`{ ${allow('php-fpm')} }`, `'"php-fpm"' is not assignable`],
  'an isolation': ["{ isolation: 'conections' }", `'"conections"' is not assignable`],
  'a provider': ["{ entryPoints: { public: { type: 'LoadBalancer', provider: 'metalb' } } }", `Did you mean '"metallb"'`],
  'a field of another way in': ["{ entryPoints: { public: { type: 'LoadBalancer', tlsMode: 'passthrough' } } }", "'tlsMode' does not exist"],
  'a field that is none': ["{ exposed: { imaps: 'public' } }", "'exposed' does not exist"],
};

const fileOf = (name: string) => name.replaceAll(/[^a-z0-9]+/g, '-');

test('the compiler takes right props and names what is wrong', () => {
  const programs = [...Object.entries(right), ...Object.entries(wrong).map(([name, [props]]) => [name, props] as const)];
  const errors = compile(Object.fromEntries(programs.map(([name, props]) => [fileOf(name), app(props)])));
  expect(Object.fromEntries(Object.keys(right).map((name) => [name, errors[fileOf(name)]]))).toEqual(
    Object.fromEntries(Object.keys(right).map((name) => [name, ''])),
  );
  for (const [name, [, message]] of Object.entries(wrong)) expect([name, errors[fileOf(name)]]).toEqual([name, expect.stringMatching(message)]);
});
