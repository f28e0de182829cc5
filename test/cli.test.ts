import { catalogues } from '../lib/catalogue';
import { commandPath, makeWorkspace, type Workspace } from './support/workspace';

let workspace: Workspace;
beforeAll(() => {
  workspace = makeWorkspace();
});
afterAll(() => workspace.remove());
const command = (...args: readonly string[]) => workspace.command(...args);

describe('cdk8s-bluemind', () => {
  test('explains itself when given nothing', async () => {
    const { status, stdout, stderr } = await command();
    expect([status, stderr]).toEqual([0, '']);
    for (const word of ['synth', 'catalogue', 'schema', 'Examples:']) expect(stdout).toContain(word);
  });

  test('suggests the nearest command, and fails as on bad usage', async () => {
    const { status, stdout, stderr } = await command('catalog');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Did you mean catalogue?');
  });

  test('refuses options that contradict each other', async () => {
    expect(await command('catalogue', '--external', '--internal')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('cannot be used with'),
    });
  });

  test('prints its version', async () => {
    expect(await command('--version')).toEqual({ status: 0, stdout: '0.1.0\n', stderr: '' });
  });
});

describe('cdk8s-bluemind catalogue', () => {
  const rows = async (...args: readonly string[]): Promise<readonly { name: string; component: string; audience: string }[]> =>
    JSON.parse((await command('catalogue', '--format', 'json', ...args)).stdout).ports;

  test('lists every port, or those of an audience or component', async () => {
    expect(await rows()).toEqual(JSON.parse(JSON.stringify(catalogues['4'].ports)));
    expect(await rows('--external')).toHaveLength(12);
    expect((await rows('--internal')).every(({ audience }) => audience === 'internal')).toBe(true);
    expect((await rows('--component', 'xmpp', '--external')).map(({ name }) => name)).toEqual(['xmpp-client', 'xmpps-client', 'xmpp-server']);
  });

  test('in JSON with components, connections and roles, or those of one component', async () => {
    const { components, connections, roles } = JSON.parse((await command('catalogue', '--format', 'json', '--release', '5')).stdout);
    expect({ components, connections, roles }).toEqual({
      components: catalogues['5'].components,
      connections: catalogues['5'].connections,
      roles: catalogues['5'].roles,
    });
    const xmpp = JSON.parse((await command('catalogue', '--format', 'json', '--component', 'xmpp')).stdout);
    expect(xmpp.components).toEqual([expect.objectContaining({ name: 'xmpp' })]);
    expect(xmpp.connections.every(({ from, to }: { from: string; to: string }) => from === 'xmpp' || to === 'xmpp')).toBe(true);
    expect(xmpp.connections.length).toBeGreaterThan(0);
  });

  test.each(['table', 'markdown', 'csv'])('as %s ends with a line break and names each port', async (format) => {
    const { stdout } = await command('catalogue', '--format', format);
    expect(stdout.endsWith('\n') && !stdout.endsWith('\n\n')).toBe(true);
    for (const { name } of catalogues['4'].ports) expect(stdout).toContain(name);
  });

  test('names the nearest component', async () => {
    expect(await command('catalogue', '--component', 'ngnix')).toEqual({
      status: 2,
      stdout: '',
      stderr: "--component: 'ngnix': BlueMind 4 has no such component; did you mean 'nginx'?\n1 fault; nothing was printed.\n",
    });
  });
});

test('cdk8s-bluemind schema prints a JSON Schema of the settings', async () => {
  const schema = JSON.parse((await command('schema')).stdout);
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['name'],
    additionalProperties: false,
  });
});

test('a closed pipe is no failure', async () => {
  expect(workspace.run('sh', '-c', `${process.execPath} ${commandPath} schema | head -1`)).toEqual({ status: 0, stdout: '{\n', stderr: '' });
});
