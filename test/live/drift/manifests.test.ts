import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '../../support/render';
import { ranMain } from '../../support/run';
import { schemaFaults, testWithSchemas } from '../../support/shared';

const folder = mkdtempSync(join(tmpdir(), 'drift-manifests-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'mail.yaml');
const settings = `# Kept as it is.\n${readFileSync(join(__dirname, '../../../examples/edge/installation.yaml'), 'utf8')}`;
writeFileSync(file, settings);

// biome-ignore lint/suspicious/noExplicitAny: objects of many kinds, which only tests read
type Objects = readonly any[];

const manifests = async (...words: readonly string[]) => {
  const { status, stdout } = await ranMain('drift', file, '--manifests', ...words);
  expect(status).toBe(0);
  return stdout;
};
const job = ['cronjob', '--image', 'registry.example.org/tools:1', '--schedule', '5 4 * * *', '--namespace', 'watch', '--fail-on', 'warning'];

test('the rights are to list what is read, where it is read, and no others', async () => {
  const objects: Objects = parse(await manifests('rbac'));
  const roles = objects.filter(({ kind }) => /^(Cluster)?Role$/.test(kind));
  expect(new Set(roles.flatMap(({ rules }) => rules.flatMap(({ verbs }: { verbs: string[] }) => verbs)))).toEqual(new Set(['list']));
  expect(roles.map(({ kind, metadata: { namespace } }) => [kind, namespace])).toEqual([
    ['ClusterRole', undefined],
    ['Role', 'mail'],
    ['Role', 'mail-dmz'],
  ]);
  expect(JSON.stringify(roles)).not.toMatch(/secrets|\*|"nodes"/);
  const cluster = roles[0].rules.find(({ apiGroups }: { apiGroups: string[] }) => apiGroups[0] === '');
  expect(cluster.resources).toEqual(['configmaps', 'namespaces', 'services']);
});

test('the CronJob runs the command with the settings as they are written, one at a time, restricted', async () => {
  const objects: Objects = parse(await manifests(...job));
  const find = (kind: string) => objects.find((object) => object.kind === kind);
  expect(find('ConfigMap').data).toEqual({ 'mail.yaml': settings });
  const { spec } = find('CronJob');
  expect(spec).toMatchObject({ schedule: '5 4 * * *', concurrencyPolicy: 'Forbid', jobTemplate: { spec: { backoffLimit: 0 } } });
  const pod = spec.jobTemplate.spec.template.spec;
  const [container] = pod.containers;
  expect(container).toMatchObject({
    image: 'registry.example.org/tools:1',
    command: ['cdk8s-bluemind', 'drift', '/settings/mail.yaml', '--fail-on', 'warning'],
  });
  expect(pod.serviceAccountName).toBe(find('ServiceAccount').metadata.name);
  expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true });
  // The service account may be elsewhere than what it reads.
  expect(objects.filter(({ kind }) => kind === 'RoleBinding').map(({ metadata, subjects }) => [metadata.namespace, subjects[0].namespace])).toEqual([
    ['mail', 'watch'],
    ['mail-dmz', 'watch'],
  ]);
});

testWithSchemas('an API server takes all of it (what there are no schemas of, the cluster tests apply)', async () => {
  const faults = schemaFaults({ 'cronjob.yaml': await manifests(...job) });
  expect(faults.filter((line) => !line.includes('no schema for rbac.authorization.k8s.io/v1 '))).toEqual([]);
});
