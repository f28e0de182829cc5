import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Validation } from 'cdk8s-cli/plugins';
import { BlueMindValidation, type BlueMindValidationProperties } from '../lib';
import { commandPath, makeWorkspace, type Workspace } from './support/workspace';

const settings = 'name: mail\n';
const pods = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: bluemind, namespace: mail }
spec:
  serviceName: bluemind
  selector: { matchLabels: { app.kubernetes.io/instance: mail } }
  template:
    metadata:
      labels: { app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: mail, app.kubernetes.io/component: all-in-one }
    spec: { containers: [{ name: bluemind, image: bluemind }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: web, image: web }] }
`;

let workspace: Workspace;
const file = (name: string) => join(workspace.path, 'dist/mail', name);
const edit = (name: string, from: string | RegExp, to: string) => {
  const text = readFileSync(file(name), 'utf8');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(file(name), edited);
};
const command = (...args: readonly string[]) => workspace.command(...args);

beforeEach(async () => {
  workspace = makeWorkspace();
  workspace.writeInstallations({ 'mail.yaml': settings });
  workspace.write('pods.yaml', pods);
  expect((await command('synth')).status).toBe(0);
});
afterEach(() => workspace.remove());

const verify = (...args: readonly string[]) => command('verify', '--settings', 'installations/mail.yaml', ...args);

describe('verify', () => {
  test('finds nothing wrong in what was rendered: 0', async () => {
    expect(await verify('dist')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('0 errors, 0 warnings, 1 info.') });
    expect(await verify('dist', 'pods.yaml')).toMatchObject({ status: 0, stdout: expect.stringContaining('0 errors, 0 warnings, 1 info.') });
    expect(await command('verify', 'dist', 'pods.yaml')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('0 errors, 0 warnings, 1 info.'),
    });
  });

  test('is bad input if no object has BlueMind’s labels, so that mistaken labels do not look like a clean installation', async () => {
    const verifyOther = (...args: readonly string[]) => command('verify', '--pods', 'app=post,tier=mail', 'dist', 'pods.yaml', ...args);
    const message = /No pods, .* have the labels app=post,tier=mail: nothing is proved about BlueMind. Name the labels of its pods \(--pods /;
    expect(await verifyOther()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(message) });
    const expected = await verifyOther('--allow-empty');
    expect(expected).toMatchObject({ status: 0, stdout: expect.stringMatching(/^warning: No pods, .* \[no-bluemind-pods\]$/m) });
    expect(await verifyOther('--allow-empty', '--fail-on', 'warning')).toMatchObject({ status: 1 });
  });

  test('fails on a breach and names rule, file and line: 1', async () => {
    edit('network-policies.k8s.yaml', 'port: 993', 'port: 5432');
    const { status, stdout } = await verify('dist');
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^dist\/mail\/network-policies.k8s.yaml:\d+:\d+: error: Any pod of the cluster may connect to postgresql \(5432\) of mail\/all-in-one\[Workload\]. \[internal-port-beyond-isolation\]$/m,
    );
    expect(stdout).toContain('[exposed-port-unreachable]');
  });

  test('fails as early as asked for', async () => {
    edit(
      'entry-points.k8s.yaml',
      'name: imaps\n      port: 993\n      protocol: TCP\n      targetPort: 993',
      'name: imaps\n      port: 993\n      protocol: TCP\n      targetPort: 993\n      nodePort: 30993',
    );
    expect((await verify('dist', '--fail-on', 'info')).status).toBe(1);
    expect((await verify('dist', '--fail-on', 'error')).status).toBe(0);
  });

  test('refuses input it cannot read, all of it at once: 2', async () => {
    workspace.write('bad.yaml', 'a: [\n');
    workspace.write(
      'worse.yaml',
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: { podSelector: {}, ingress: [{ ports: [{ port: 0 }] }] }\n',
    );
    const { status, stdout, stderr } = await verify('bad.yaml', 'missing', 'dist');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^bad.yaml:\d+:\d+: /m);
    expect(stderr).toMatch(/^missing:?.*/m);
    expect(stderr).not.toContain('    at ');
    expect((await verify('worse.yaml')).stderr).toMatch(/^worse.yaml:4:\d+: spec.ingress\[0\].ports\[0\].port: /);
  });

  test('waives with a reason and until a day, and says so', async () => {
    const waiver = (until: string) =>
      `${settings}entryPoints: { public: { type: LoadBalancer, sourceRanges: [192.0.2.0/24] } }\nwaivers: [{ rule: node-port-besides-load-balancer, reason: The nodes are firewalled., until: "${until}" }]\n`;
    workspace.write('installations/mail.yaml', waiver('2999-12-31'));
    await command('synth');
    expect(await verify('dist', '--fail-on', 'warning')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('waived until 2999-12-31 (The nodes are firewalled.)'),
    });
    workspace.write('installations/mail.yaml', waiver('2020-01-01'));
    const over = await verify('dist', '--fail-on', 'warning');
    expect([over.status, over.stdout]).toEqual([1, expect.stringContaining('The waiver of node-port-besides-load-balancer ended on 2020-01-01')]);
  });

  test('as JSON for machines', async () => {
    expect(JSON.parse((await verify('dist', '--format', 'json')).stdout)).toEqual({
      schemaVersion: 1,
      findings: [expect.objectContaining({ rule: 'node-port-besides-load-balancer', severity: 'info', object: 'Service mail/mail-public' })],
    });
  });

  test('with only the catalogue, labels say which pods are BlueMind’s', async () => {
    workspace.write('open.yaml', pods.replaceAll('app.kubernetes.io/name: bluemind', 'app: groupware'));
    expect(await command('verify', 'open.yaml')).toMatchObject({ status: 2 });
    const { status, stdout } = await command('verify', 'open.yaml', '--pods', 'app=groupware');
    expect(status).toBe(1);
    expect(stdout).toContain('No policy restricts who may connect to the pods of mail/bluemind[StatefulSet]. [pods-without-policy]');
  });
});

describe('reach and explain', () => {
  test('list connections in the notation of netpol-analyzer', async () => {
    expect(await command('reach', 'dist', 'pods.yaml')).toEqual({
      status: 0,
      stderr: '',
      stdout: [
        '0.0.0.0-255.255.255.255[External] => mail/bluemind[StatefulSet] : TCP 25,80,443,465,587,993',
        '0.0.0.0-255.255.255.255[External] => shop/web[Pod] : All Connections',
        'mail/bluemind[StatefulSet] => 0.0.0.0-255.255.255.255[External] : All Connections',
        'mail/bluemind[StatefulSet] => shop/web[Pod] : All Connections',
        'shop/web[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections',
        'shop/web[Pod] => mail/bluemind[StatefulSet] : TCP 25,80,443,465,587,993',
        '',
      ].join('\n'),
    });
    expect((await command('reach', 'dist', 'pods.yaml', '--from', 'shop/web', '--to', 'mail/bluemind', '--format', 'csv')).stdout).toBe(
      'src,dst,conn\nshop/web[Pod],mail/bluemind[StatefulSet],"TCP 25,80,443,465,587,993"\n',
    );
  });

  test('read a cluster from standard input', async () => {
    const { stdout, status } = workspace.run(
      'sh',
      '-c',
      `(cat dist/mail/*.yaml; echo ---; cat pods.yaml) | ${process.execPath} ${commandPath} reach - --from shop/web --to mail/bluemind`,
    );
    expect([status, stdout]).toEqual([0, 'shop/web[Pod] => mail/bluemind[StatefulSet] : TCP 25,80,443,465,587,993\n']);
  });

  test('explain names the line that admits, or the policies that do not', async () => {
    const admitted = (await command('explain', 'shop/web', 'mail/bluemind:25', 'dist', 'pods.yaml')).stdout;
    const [, line] =
      /admitted by NetworkPolicy mail\/mail-all-in-one-from-public, rule 1 \(dist\/mail\/network-policies.k8s.yaml:(\d+):\d+\)/.exec(admitted) ?? [];
    expect(readFileSync(file('network-policies.k8s.yaml'), 'utf8').split('\n')[Number(line) - 1]).toContain('port: 25');
    expect((await command('explain', 'shop/web', 'mail/bluemind:5432', 'dist', 'pods.yaml')).stdout).toContain(
      'selected by NetworkPolicy mail/mail-all-in-one-default-deny',
    );
    expect((await command('explain', 'external', 'mail/bluemind:25', 'dist', 'pods.yaml')).stdout).toContain(
      'from outside by load-balancer, port TCP 25: allowed',
    );
    expect(await command('explain', 'nobody', 'mail/bluemind:25', 'dist', 'pods.yaml')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('there is no "nobody"'),
    });
    expect(await command('explain', 'external', 'mail/bluemind', 'dist')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('expected a destination and a port'),
    });
  });
});

describe('diff', () => {
  beforeEach(() => cpSync(join(workspace.path, 'dist/mail'), join(workspace.path, 'old'), { recursive: true }));

  test('finds no difference in the same', async () => {
    expect(await command('diff', 'old', 'dist/mail', '--settings', 'installations/mail.yaml')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('a new way in that settings did not choose is an error, a chosen one is not', async () => {
    workspace.write('installations/mail.yaml', `${settings}expose: { smtp: public, https: public, pop3s: public }\n`);
    await command('synth');
    const chosen = await command('diff', 'old', 'dist/mail', '--settings', 'installations/mail.yaml');
    expect(chosen).toMatchObject({ status: 0, stdout: expect.stringContaining('info: New way in, chosen by the settings: load-balancer 995') });
    workspace.write('other.yaml', settings);
    const unchosen = await command('diff', 'old', 'dist/mail', '--settings', 'other.yaml');
    expect(unchosen).toMatchObject({ status: 1, stdout: expect.stringContaining('error: New way in: load-balancer 995') });
    expect(unchosen.stdout).toContain(
      'diff-type: changed, source: 0.0.0.0-255.255.255.255[External], destination: mail/all-in-one[Workload], ref1: TCP 25,80,443,465,587,993, ref2: TCP 25,443,995',
    );
  });
});

describe('the validation plugin', () => {
  test('is what the cdk8s command wants', async () => {
    // What the cdk8s command gives if `properties:` has nothing below it.
    const plugin: Validation = new BlueMindValidation(null);
    expect(plugin.validate).toBeInstanceOf(Function);
  });

  test('fails if nothing is BlueMind’s, unless that is expected', async () => {
    workspace.write('others.yaml', pods.replaceAll('app.kubernetes.io/name: bluemind', 'app: groupware'));
    const submitted = async (properties: BlueMindValidationProperties) => {
      const report = { addViolation: jest.fn(), submit: jest.fn() };
      await new BlueMindValidation({ catalogue: {}, ...properties }).validate({ manifests: [join(workspace.path, 'others.yaml')], report });
      return [report.submit.mock.calls[0]?.[0], report.addViolation.mock.calls.map(([{ ruleName }]) => ruleName)];
    };
    expect(await submitted({})).toEqual(['failure', ['no-bluemind-pods']]);
    expect(await submitted({ failOn: 'warning' })).toEqual(['failure', ['no-bluemind-pods']]);
    expect(await submitted({ allowEmpty: true })).toEqual(['success', []]);
  });

  const breach = (manifest: string) => `const fs = require('node:fs');\nconst file = process.env.CDK8S_OUTDIR + '/${manifest}';\n`;

  test('fails cdk8s synth on a breach, in anyone’s app', async () => {
    workspace.write(
      'app.js',
      `${breach('app.k8s.yaml')}fs.mkdirSync(process.env.CDK8S_OUTDIR, { recursive: true });\nfs.writeFileSync(file, fs.readFileSync('manifests.yaml'));\n`,
    );
    workspace.write(
      'cdk8s.yaml',
      `language: typescript\napp: node app.js\noutput: out\nvalidations:\n  - package: ./bin/validation.js\n    version: 0.1.0\n    class: BlueMindValidation\n    properties: { settings: [installations/mail.yaml] }\n`,
    );
    const manifests = (await command('synth', 'installations/mail.yaml', '--stdout')).stdout;
    workspace.write('manifests.yaml', manifests);
    expect(workspace.run('cdk8s', 'synth')).toMatchObject({ status: 0, stdout: expect.stringContaining('Validations ended succesfully') });
    workspace.write(
      'manifests.yaml',
      manifests.replace('name: mail-postgresql', 'name: mail-database').replace(/type: ClusterIP/, 'type: LoadBalancer'),
    );
    const { status, stdout } = workspace.run('cdk8s', 'synth');
    expect(status).toBe(2);
    expect(stdout).toContain('internal-port-exposed');
    expect(stdout).toContain('dangling-backend');
  });
});
