import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBookkeeping } from '../../lib/base/rendered-files';
import { renderManifests } from '../../lib/synth/render';
import { plan } from '../support/render';
import { makeWorkspace, type Workspace } from '../support/workspace';
import { kubectl } from '../tools/kubernetes-tools';

let workspace: Workspace;
beforeEach(() => {
  workspace = makeWorkspace();
});
afterEach(() => workspace.remove());

const read = (folder: string) =>
  Object.fromEntries(readdirSync(join(workspace.path, folder)).map((name) => [name, readFileSync(join(workspace.path, folder, name), 'utf8')]));
const outputs = (folder: string) => readdirSync(join(workspace.path, folder)).filter((name) => !isBookkeeping(name));
/** What `cdk8s synth` runs (cdk8s.yaml), without the seconds that the cdk8s command itself takes. */
const app = () => workspace.run(process.execPath, 'bin/typescript.js', 'main.ts');
const command = (...args: readonly string[]) => workspace.command(...args);

describe('cdk8s synth, the real command or the app that it runs', () => {
  test('renders the default installation to dist/', () => {
    const { status, stderr } = workspace.run('cdk8s', 'synth');
    expect([status, stderr]).toEqual([
      0,
      [
        'dist/bluemind: 27 objects; public exposes smtp, http, https, submissions, submission, imaps',
        'dist/bluemind: asks for 1 load balancer with 1 address: bluemind-public',
        "dist/bluemind: namespace 'bluemind' is not rendered; create it first, or set createNamespace: true",
        'reports/bluemind/exposure.md: 2 items on the checklist',
        '',
      ].join('\n'),
    ]);
    expect(read('dist/bluemind')).toEqual(renderManifests(plan()).files);
    expect(outputs('dist')).toEqual(['bluemind']);
  });

  test('renders every file of installations/, and removes what no file describes', () => {
    workspace.writeInstallations({ 'a.yaml': 'name: one\n', 'b.yml': 'name: two\nworkloads: roles\n', 'notes.txt': 'no settings' });
    expect(app().status).toBe(0);
    expect(outputs('dist')).toEqual(['one', 'two']);
    workspace.write('installations/b.yml', 'name: three\n');
    expect(app().stderr).toContain('dist/two: removed, since no settings describe it any longer');
    expect(outputs('dist')).toEqual(['one', 'three']);
  });

  test('keeps the last good output when settings are wrong, and names file, line, column and field', () => {
    expect(app().status).toBe(0);
    const good = read('dist/bluemind');
    workspace.write('installations/mail.yaml', 'name: bluemind\nexpose:\n  smtp: public\n  https: public\n  imasp: public\n');
    const { status, stderr } = workspace.run('cdk8s', 'synth');
    expect(status).toBe(1);
    expect(stderr).toContain(
      "installations/mail.yaml:5:3: expose.imasp: no external port of BlueMind 4 has this name; did you mean 'imaps'?\n1 fault; nothing was written.\n",
    );
    expect(read('dist/bluemind')).toEqual(good);
  });

  test('writes Helm values and reports beside, all of one plan, and keeps them with the last good output', () => {
    workspace.writeInstallations({ 'mail.yaml': readFileSync(join(__dirname, '../../examples/traefik/installation.yaml'), 'utf8') });
    expect(app().status).toBe(0);
    expect(readdirSync(join(workspace.path, 'values/mail'))).toEqual(['app-template.yaml', 'traefik.yaml']);
    expect(read('values/mail')['traefik.yaml']).toContain('exposedPort: 25');
    expect(Object.keys(read('reports/mail'))).toEqual(['exposure.json', 'exposure.md', 'openings.csv']);
    expect(read('reports/mail')['exposure.md']).toContain('| 25 | smtp | edge | all-in-one | mandatory | PLAIN/TLS | sent by the PROXY protocol |');
    expect(JSON.parse(read('reports/mail')['exposure.json'] ?? '').exposures).toHaveLength(6);
    const before = [read('dist/mail'), read('values/mail'), read('reports/mail')];
    workspace.write('installations/mail.yaml', 'name: mail\nisolation: none\n');
    expect(app().status).toBe(2);
    expect([read('dist/mail'), read('values/mail'), read('reports/mail')]).toEqual(before);
    workspace.write('installations/mail.yaml', 'name: other\n');
    expect(app().status).toBe(0);
    for (const folder of ['dist', 'values', 'reports']) expect(outputs(folder)).toEqual(['other']);
  });

  test('warns that ingress-nginx is retired', async () => {
    workspace.write(
      'mail.yaml',
      'name: mail\ncluster: { ingressController: { namespace: ingress-nginx } }\nentryPoints: { edge: { type: IngressNginx, hosts: [mail.example.org], proxyProtocol: { version: v1, ports: [smtp], targetPorts: { smtp: 10025 } } } }\nexpose: { smtp: edge, https: edge }\n',
    );
    expect(await command('synth', 'mail.yaml')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('warning: edge: Migrate away from ingress-nginx: it is retired'),
    });
  });

  test('writes where --output says', () => {
    expect(workspace.run('cdk8s', 'synth', '--output', 'elsewhere').status).toBe(0);
    expect(read('elsewhere/bluemind')).toEqual(renderManifests(plan()).files);
    expect(existsSync(join(workspace.path, 'dist'))).toBe(false);
  });
});

describe('cdk8s-bluemind synth', () => {
  test('does the same without cdk8s', async () => {
    expect(await command('synth', '--out', 'out')).toEqual({
      status: 0,
      stdout: '',
      stderr:
        'out/bluemind: 27 objects; public exposes smtp, http, https, submissions, submission, imaps\n' +
        'out/bluemind: asks for 1 load balancer with 1 address: bluemind-public\n' +
        "out/bluemind: namespace 'bluemind' is not rendered; create it first, or set createNamespace: true\n",
    });
    expect(read('out/bluemind')).toEqual(renderManifests(plan()).files);
  });

  test('twice writes the same bytes', async () => {
    await command('synth');
    const first = read('dist/bluemind');
    await command('synth');
    expect(read('dist/bluemind')).toEqual(first);
  });

  test('prints one valid stream for several installations', async () => {
    workspace.write('a.yaml', 'name: one\n');
    workspace.write('b.yaml', 'name: two\n');
    const { status, stdout, stderr } = await command('synth', 'a.yaml', 'b.yaml', '--stdout');
    expect([status, stderr]).toEqual([0, '']);
    const separators = stdout.split('\n').filter((line) => line === '---').length;
    expect(stdout.match(/^kind: /gm)).toHaveLength(separators + 1);
    expect(stdout).toBe(`${renderManifests(plan({ name: 'one' })).stream}---\n${renderManifests(plan({ name: 'two' })).stream}`);
    expect(existsSync(join(workspace.path, 'dist'))).toBe(false);
  });

  test('reports the faults of all files at once, and writes nothing', async () => {
    workspace.write('a.yaml', 'name: one\nisolation: none\n');
    workspace.write('b.yaml', 'name: two\nnamespce: mail\n');
    workspace.write('c.yaml', '');
    const { status, stdout, stderr } = await command('synth', 'a.yaml', 'b.yaml', 'c.yaml', 'd.yaml');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')).toEqual([
      "a.yaml:2:1: isolation: 'none': expected 'cluster', 'installation' or 'connections'",
      "b.yaml:2:1: namespce: no such field; did you mean 'namespace'?",
      expect.stringMatching(/^c.yaml:1:1: is empty/),
      expect.stringMatching(/^d.yaml:1:1: does not exist/),
      '4 faults; nothing was written.',
      '',
    ]);
    expect(existsSync(join(workspace.path, 'dist'))).toBe(false);
  });

  test('refuses two installations of one name', async () => {
    workspace.write('a.yaml', 'name: one\n');
    workspace.write('b.yaml', 'release: "4"\nname: one\n');
    expect((await command('synth', 'a.yaml', 'b.yaml')).stderr).toContain(
      "b.yaml:2:1: name: 'one' is the name in a.yaml too; installations need different names\n",
    );
  });

  test('says so when it cannot write', async () => {
    workspace.write('dist', 'a file in the way');
    const { status, stderr } = await command('synth');
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^dist:1:1: cannot be written \(E[A-Z]+\); the last output is unchanged; a file exists where a folder is needed; .*\n1 fault/,
    );
  });
});

test('kubectl kustomize accepts the output', async () => {
  workspace.write('mail.yaml', 'name: mail\ncreateNamespace: true\nworkloads: roles\nisolation: connections\n');
  await command('synth', 'mail.yaml');
  const { status, stdout, stderr } = workspace.run(kubectl, 'kustomize', 'dist/mail');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.match(/^kind: /gm)).toHaveLength(
    renderManifests(plan({ name: 'mail', createNamespace: true, workloads: 'roles', isolation: 'connections' })).stream.match(/^kind: /gm)?.length ??
      0,
  );
});
