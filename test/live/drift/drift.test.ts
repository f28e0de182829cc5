import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyPlan } from '../../../lib/checks';
import { type DriftOptions, runDrift } from '../../../lib/cli/commands/drift';
import type { Kubectl } from '../../../lib/cluster/kubectl';
import { renderObjects } from '../../../lib/constructs';
import { fromObjects } from '../../../lib/reachability';
import { planOfFile } from '../../../lib/synth/settings/installations';
import { ranLater } from '../../support/run';
import { type FakeCluster, fakeKubectl, type LiveObject } from './fake-cluster';

const folder = mkdtempSync(join(tmpdir(), 'drift-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'mail.yaml');
const settings = `name: mail
createNamespace: true
entryPoints:
  public: { type: LoadBalancer, provider: metallb }
  web: { type: Ingress, controller: traefik, hosts: [mail.example.org] }
expose: { smtp: public, submissions: public, imaps: public, http: web, https: web }
cluster: { ingressController: { namespace: traefik, podLabels: { app: traefik } } }
`;
writeFileSync(file, settings);

const rendered = (from = file): readonly LiveObject[] =>
  JSON.parse(JSON.stringify(renderObjects(planOfFile(from)).flatMap(({ objects }) => objects)));

/** As the API server has them: with what it fills in. */
const filledIn = (objects: readonly LiveObject[]): readonly LiveObject[] =>
  objects.map((object) => {
    const spec = Object(object.spec);
    const metadata = { ...object.metadata, uid: 'u', resourceVersion: '1', generation: 1, managedFields: [{ manager: 'kubectl' }] };
    if (object.kind === 'Service')
      return {
        ...object,
        metadata,
        spec: { clusterIPs: ['10.96.0.7'], ipFamilies: ['IPv4'], ...spec, ports: spec.ports.map((port: object) => ({ nodePort: 30007, ...port })) },
        status: { loadBalancer: {} },
      };
    return { ...object, metadata };
  });

const pod: LiveObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'bluemind-0',
    namespace: 'mail',
    labels: { 'app.kubernetes.io/name': 'bluemind', 'app.kubernetes.io/instance': 'mail', 'app.kubernetes.io/component': 'all-in-one' },
  },
  spec: { containers: [{ name: 'bluemind' }] },
};

const sound = [...filledIn(rendered()), pod];

const options: DriftOptions = { format: 'text', failOn: 'error', schedule: '17 * * * *' };

const drift = (cluster: FakeCluster | Kubectl, more: Partial<DriftOptions> = {}, files: readonly string[] = [file]) =>
  ranLater(() => runDrift(files, { ...options, ...more }, typeof cluster === 'function' ? cluster : fakeKubectl(cluster).kubectl));

/** The cluster with some objects changed; `null` removes one. */
const changed = (change: (object: LiveObject) => object | null): FakeCluster => ({
  objects: sound.flatMap((object) => {
    const copy: LiveObject = JSON.parse(JSON.stringify(object));
    return change(copy) === null ? [] : [copy];
  }),
});

/** The cluster with something done to one object. */
// biome-ignore lint/suspicious/noExplicitAny: specs of many kinds, which only tests change
function withChanged(kind: string, name: string, change: (object: any) => unknown): FakeCluster {
  let isThere = false;
  const cluster = changed((object) => {
    if (object.kind !== kind || object.metadata.name !== name) return object;
    isThere = true;
    return change(object) === null ? null : object;
  });
  if (!isThere) throw new Error(`there is no ${kind} ${name}`);
  return cluster;
}

const added = (...objects: readonly LiveObject[]): FakeCluster => ({ objects: [...sound, ...objects] });

const policy = (name: string, spec: object): LiveObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'mail' },
  spec: { podSelector: {}, ...spec },
});

const service = (name: string, spec: object, namespace = 'mail'): LiveObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector: { 'app.kubernetes.io/name': 'bluemind' }, ...spec },
});

test('a cluster that holds what is rendered has not drifted', async () => {
  const { status, stdout, stderr } = await drift({ objects: sound });
  expect(stderr).toBe('');
  expect(stdout).toMatch(
    /^0 errors, 0 warnings, 0 infos\.\nAll \d+ objects are in the cluster as rendered\.\nThe cluster has no objects of policy\.networking\.k8s\.io, cilium\.io, /,
  );
  expect(status).toBe(0);
});

test.each<[string, FakeCluster, RegExp]>([
  [
    'a deleted policy',
    withChanged('NetworkPolicy', 'mail-all-in-one-default-deny', () => null),
    /error: NetworkPolicy mail\/mail-all-in-one-default-deny is not in the cluster\. \[object-missing\]/,
  ],
  [
    'a port that leads elsewhere',
    withChanged('Service', 'mail-postfix', ({ spec }) => {
      spec.ports[0].targetPort = 26;
    }),
    /Service mail\/mail-postfix is not as rendered: spec\.ports\[\w+\]\.targetPort is 26, rendered 25\. \[object-changed\]/,
  ],
  [
    'a port more',
    withChanged('Service', 'mail-public', ({ spec }) => {
      spec.ports.push({ name: 'sql', port: 5432, targetPort: 5432, protocol: 'TCP' });
    }),
    /Service mail\/mail-public is not as rendered: spec\.ports\[sql\] is \{.*5432.*\} and not rendered\./,
  ],
  [
    'a port less',
    withChanged('Service', 'mail-public', ({ spec }) => {
      spec.ports.pop();
    }),
    /spec\.ports\[\w+\] is missing, rendered \{/,
  ],
  [
    'a field less',
    withChanged('Service', 'mail-public', ({ spec }) => {
      delete spec.externalTrafficPolicy;
    }),
    /spec\.externalTrafficPolicy is missing, rendered "Local"/,
  ],
  [
    'a field that opens',
    withChanged('Service', 'mail-postfix', ({ spec }) => {
      spec.externalIPs = ['203.0.113.7'];
    }),
    /spec\.externalIPs is \["203\.0\.113\.7"\] and not rendered/,
  ],
  [
    'another type',
    withChanged('Service', 'mail-postgresql', ({ spec }) => {
      spec.type = 'LoadBalancer';
    }),
    /spec\.type is "LoadBalancer", rendered "ClusterIP"/,
  ],
  [
    'a peer more',
    withChanged('NetworkPolicy', 'mail-all-in-one-from-web', ({ spec }) => {
      spec.ingress[0].from.push({ podSelector: {} });
    }),
    /NetworkPolicy mail\/mail-all-in-one-from-web is not as rendered: spec\.ingress\[0\]\.from\[1\] is \{"podSelector":\{\}\} and not rendered/,
  ],
  [
    'a rule more',
    changed((object) => {
      if (object.kind === 'NetworkPolicy' && object.metadata.name.endsWith('default-deny')) Object(object.spec).ingress = [{}];
      return object;
    }),
    /default-deny is not as rendered: spec\.ingress is \[\{\}\] and not rendered/,
  ],
  [
    'a label of ours that is another',
    withChanged('Service', 'mail-postfix', ({ metadata }) => {
      metadata.labels['app.kubernetes.io/instance'] = 'x';
    }),
    /metadata\.labels\["app\.kubernetes\.io\/instance"\] is "x", rendered "mail"/,
  ],
  [
    'a host more in an Ingress',
    withChanged('Ingress', 'mail-web', ({ spec }) => {
      spec.rules.push({ host: 'evil.example.org', http: spec.rules[0].http });
    }),
    /Ingress mail\/mail-web is not as rendered: spec\.rules\[\d\] is .*evil/,
  ],
  ['a namespace that is gone', withChanged('Namespace', 'mail', () => null), /Namespace mail is not in the cluster/],
  [
    'a namespace that is going',
    withChanged('Namespace', 'mail', (object) => {
      object.metadata.deletionTimestamp = '2026-01-01T00:00:00Z';
    }),
    /Namespace mail is being removed\. \[object-terminating\]/,
  ],
  [
    'an object of earlier settings',
    added({ ...service('mail-old', { ports: [{ port: 1 }] }), metadata: { ...rendered()[1]?.metadata, name: 'mail-old', namespace: 'mail' } }),
    /error: Service mail\/mail-old has the labels of the installation and is no longer rendered\. \[object-left-over\]/,
  ],
  [
    'a LoadBalancer on an internal port',
    added(service('leak', { type: 'LoadBalancer', ports: [{ port: 5432 }] })),
    /Service mail\/leak is not rendered and opens a way in from outside, through load balancer and node port, to postgresql \(5432\) of mail\/bluemind-0/,
  ],
  [
    'a LoadBalancer on a port that is exposed otherwise',
    added(service('second', { type: 'LoadBalancer', ports: [{ port: 993 }] })),
    /error: Service mail\/second is not rendered and opens a way in from outside, through load balancer and node port, to imaps \(993\)/,
  ],
  [
    'an Ingress of others to a Service of ours',
    added({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'sneak', namespace: 'mail' },
      spec: { defaultBackend: { service: { name: 'mail-core', port: { number: 8090 } } } },
    }),
    /Ingress mail\/sneak is not rendered and opens a way in from outside, through a controller, to core \(8090\)/,
  ],
  [
    'a port of the node',
    changed((object) => {
      if (object.kind === 'Pod') Object(object.spec).containers = [{ name: 'x', ports: [{ containerPort: 143, hostPort: 143 }] }];
      return object;
    }),
    /Pod mail\/bluemind-0 is not rendered and opens a way in from outside, through host port/,
  ],
  [
    'a policy that admits everyone',
    added(policy('open', { ingress: [{}] })),
    /error: NetworkPolicy mail\/open is not rendered, selects the pods of mail\/bluemind-0\[Pod\] and opens .*\[policy-added\]/,
  ],
])('%s is found', async (_, cluster, message) => {
  const { status, stdout } = await drift(cluster);
  expect(stdout).toMatch(message);
  expect(status).toBe(1);
});

test.each<[string, FakeCluster, RegExp]>([
  [
    'a policy that opens nothing',
    added(policy('close', { policyTypes: ['Ingress'] })),
    /info: NetworkPolicy mail\/close is not rendered, .* and opens nothing\./,
  ],
  [
    'a Service in the cluster',
    added(service('headless', { clusterIP: 'None', ports: [{ port: 25 }] })),
    /info: Service mail\/headless is not rendered and selects the pods of/,
  ],
  ['no pods', { objects: sound.filter(({ kind }) => kind !== 'Pod') }, /info: There are no pods of workload 'all-in-one' in namespace mail\./],
])('%s is reported and fails nothing', async (_, cluster, message) => {
  const { status, stdout } = await drift(cluster);
  expect(stdout).toMatch(message);
  expect(status).toBe(0);
  expect((await drift(cluster, { failOn: 'info' })).status).toBe(1);
});

test.each<[string, FakeCluster]>([
  ['labels and annotations of others', changed((object) => Object.assign(Object(object.metadata).labels ?? {}, { theirs: 'x' }))],
  [
    'what an endpoints controller makes',
    added({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      addressType: 'IPv4',
      endpoints: [],
      metadata: { name: 'mail-core-x', namespace: 'mail', labels: Object(rendered()[1]?.metadata).labels, ownerReferences: [{ controller: true }] },
    }),
  ],
  ['objects that do not concern the pods', added(service('shop', { type: 'LoadBalancer', ports: [{ port: 25 }] }, 'shop'))],
])('%s are no drift', async (_, cluster) => {
  expect((await drift(cluster)).stdout).toMatch(/^0 errors, 0 warnings, 0 infos\./);
});

test('a kind whose definition is gone is named, with what is missing for it', async () => {
  const { status, stdout } = await drift({ objects: sound.filter(({ kind }) => kind !== 'Ingress'), without: ['Ingress'] });
  expect(stdout).toContain('The cluster has no kind Ingress (networking.k8s.io) (definition ingresses.networking.k8s.io), so Ingress mail/mail-web');
  expect(stdout).not.toMatch(/object-missing/);
  expect(status).toBe(1);
});

test('every right that is missing is named at once, and nothing is compared', async () => {
  const { status, stdout, stderr } = await drift({ objects: sound, forbidden: ['/services', 'networking.k8s.io/networkpolicies mail'] });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^Service: you have no right to list services in all of the cluster; 'drift --manifests rbac' prints the rights/);
  expect(stderr).toMatch(/NetworkPolicy \(networking\.k8s\.io\): you have no right to list networkpolicies\.networking\.k8s\.io in namespace mail;/);
  expect(stderr).toMatch(/2 faults; nothing was compared\.\n$/);
});

test('--keep-going compares what may be read and is sound, says what is not, and ends with 2', async () => {
  const broken = service('broken', { ports: [{ port: 0 }] }, 'shop');
  const right = 'networking.k8s.io/networkpolicies';
  expect(await drift({ objects: [...sound, broken] })).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('(in Service shop/broken)'),
  });
  const { status, stdout, stderr } = await drift({ objects: [...sound, broken], forbidden: [right] }, { keepGoing: true });
  expect(stderr).toMatch(
    /^NetworkPolicy .*you have no right to list(?:.|\n)*\(in Service shop\/broken\)\n2 faults; .* left out of what follows\.\n$/,
  );
  expect(stdout).toMatch(/Not compared, since you have no right to list all of them: NetworkPolicy \(networking\.k8s\.io\)\./);
  expect(stdout).not.toContain('object-missing');
  expect(status).toBe(2);
});

test('a cluster that cannot be reached is reported once', async () => {
  const { status, stderr } = await drift(async () => ({ status: 1, stdout: '', stderr: 'The connection to the server x:6443 was refused' }));
  expect(status).toBe(2);
  expect(stderr).toMatch(/^\/apis: the API server cannot be reached: .*\n1 fault; nothing was compared\.\n$/);
});

test('drift reads only what the rendered rights allow', async () => {
  const { kubectl, asked } = fakeKubectl({ objects: sound });
  await drift(kubectl);
  expect(asked).toContain('/api/v1/namespaces/mail/pods');
  expect(asked.filter((path) => /secrets|nodes/.test(path))).toEqual([]);
  expect(asked).not.toContain('/api/v1/pods');
});

test('objects are taken from files as kubectl get prints them, and the output names what is not among them', async () => {
  const path = join(folder, 'live.json');
  writeFileSync(path, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: sound.filter(({ kind }) => kind !== 'Pod') }));
  const { status, stdout } = await drift({ objects: [] }, { from: [path] });
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^0 errors.*\n.*\nNot checked, since the input contains none: Pod, /)]);
  writeFileSync(path, '{"kind": 3}');
  expect(await drift({ objects: [] }, { from: [path] })).toMatchObject({ status: 2, stdout: '' });
});

test('JSON has fields, what was read and what was not', async () => {
  const { stdout } = await drift(
    withChanged('Service', 'mail-postfix', ({ spec }) => {
      spec.ports[0].targetPort = 26;
    }),
    { format: 'json' },
  );
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    changed: [{ object: 'Service mail/mail-postfix', changes: [{ kind: 'changed', expected: '25', found: '26' }] }],
    read: expect.arrayContaining([{ kind: 'Pod', namespaces: ['mail'] }, { kind: 'Service' }]),
    notServed: expect.arrayContaining(['Gateway (gateway.networking.k8s.io)']),
    notGiven: [],
  });
});

test('a waiver accepts what others added, for a while; verify does not know what it is for and says nothing', async () => {
  const waived = join(folder, 'waived.yaml');
  writeFileSync(waived, `${settings}waivers:\n  - { rule: way-in-added, object: second, reason: Migration., until: 2099-01-01 }\n`);
  const { status, stdout } = await drift(
    added(service('second', { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports: [{ port: 993 }] })),
    {},
    [waived],
  );
  expect(stdout).toMatch(/waived until 2099-01-01 \(Migration\.\): Service mail\/second/);
  expect(status).toBe(0);
  const plan = planOfFile(waived);
  expect(verifyPlan(fromObjects(rendered(waived)), plan, '2026-01-01').map(({ rule }) => rule)).not.toContain('waiver-without-effect');
});
