/**
 * Drift on a real API server: what it fills in by itself is not drift, every change is found, and the rendered rights are what is needed. Nothing is
 * read but by the service account that these rights are for.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DriftOptions, runDrift } from '../../lib/cli/commands/drift';
import { compareObjects } from '../../lib/cluster/drift/compare';
import { kindsToRead } from '../../lib/cluster/drift/kinds';
import { readCluster } from '../../lib/cluster/drift/live';
import { type Kubectl, kubectlOf } from '../../lib/cluster/kubectl';
import { fromObjects } from '../../lib/reachability';
import { renderManifests } from '../../lib/synth/render';
import { planOfFile } from '../../lib/synth/settings/installations';
import { ranLater, ranMain } from '../support/run';
import { kubectl as kubectlPath } from '../tools/kubernetes-tools';
import { cases } from './cases';
import { type Cluster, connect } from './cluster';
import { definitionsFolder, gatewayApiOf, installDefinitions, switchGatewayApi } from './definitions';
import { startControlPlane } from './lab/control-plane';
import { eventually } from './lab/processes';
import { currentRelease, type KubernetesRelease, oldRelease } from './lab/releases';
import { createNamespaces, inOwnNamespaces, namespacesFor, removeTestObjects } from './namespaces';
import { type KubernetesObject, missingKinds, mustApply, objectsOf, pathOf, remove, titleOf } from './objects';

const { KUBECONFIG: given } = process.env;
const isLaboratory = given === undefined;

const folder = mkdtempSync(join(tmpdir(), 'drift-cluster-'));
const namespace = 'bluemind-test-drift';
const file = join(folder, 'mail.yaml');
writeFileSync(
  file,
  `name: mail
namespace: ${namespace}
createNamespace: true
entryPoints:
  public: { type: LoadBalancer, provider: generic }
  web: { type: Ingress, controller: nginx, hosts: [mail.example.org] }
expose: { smtp: public, submissions: public, imaps: public, http: web, https: web }
cluster: { ingressController: { namespace: ingress, podLabels: { app: nginx } } }
`,
);
const rendered = objectsOf(renderManifests(planOfFile(file)).stream);

let cluster: Cluster;
let stop: () => Promise<void> = async () => undefined;
/** The kubectl of the administrator, and of the service account that drift is given. */
let administrator: Kubectl;
let account: Kubectl;

afterAll(() => rmSync(folder, { recursive: true }));

/** At least one of each, if the cases differ in what they set. */
function coveringCases() {
  const gateway = ({ input }: { readonly input: unknown }) => Object.values(gatewayApiOf(input) ?? {}).join(' ');
  const release = cases.map(gateway).find((title) => title !== '');
  const seen = new Set<string>();
  return cases
    .filter((one) => gateway(one) === '' || gateway(one) === release)
    .filter(({ plan }) => {
      const shapes = objectsOf(renderManifests(plan).stream).flatMap((object) => shapesOf(`${object.apiVersion} ${object.kind}`, object));
      const isNew = shapes.some((shape) => !seen.has(shape));
      for (const shape of shapes) seen.add(shape);
      return isNew;
    });
}

/** The ways to all values in an object, without the keys of maps that people choose. */
const shapesOf = (path: string, value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => shapesOf(`${path}[]`, item));
  if (typeof value !== 'object' || value === null || /\.(labels|annotations|matchLabels|selector|podSelector|data)$/.test(path)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => shapesOf(`${path}.${key}`, inner));
};

/** A given cluster may have other installations; the warnings about them come first. */
const ownOnly = isLaboratory ? '^' : '';

/** Objects that drift needs in the cluster, as the command prints them. */
async function needed(...words: readonly string[]): Promise<readonly KubernetesObject[]> {
  const { status, stdout } = await ranMain('drift', file, '--manifests', ...words);
  expect(status).toBe(0);
  return objectsOf(stdout);
}

/** Logs in as the service account, by a token like that of a pod. */
async function asAccount({ metadata: { name, namespace: place } }: KubernetesObject): Promise<Kubectl> {
  const answer = await cluster.request('POST', `/api/v1/namespaces/${place}/serviceaccounts/${name}/token`, { spec: {} });
  const view = await cluster.kubectl(['config', 'view', '--minify', '--flatten', '--raw', '-o', 'json']);
  const config = JSON.parse(view.stdout);
  const kubeconfig = join(folder, 'account');
  const user = { token: answer.body.status.token };
  writeFileSync(kubeconfig, JSON.stringify({ ...config, users: config.users.map(({ name: own }: { name: string }) => ({ name: own, user })) }), {
    mode: 0o600,
  });
  return kubectlOf({ command: kubectlPath, kubeconfig });
}

const options: DriftOptions = { format: 'text', failOn: 'error', schedule: '17 * * * *' };
const drift = (kubectl: Kubectl = account) => ranLater(() => runDrift([file], options, kubectl));

/** The cluster of KUBECONFIG, or the releases that the laboratory has. */
const subjects: readonly { readonly title: string; readonly release?: KubernetesRelease }[] = isLaboratory
  ? [currentRelease, oldRelease].map((release) => ({ title: `Kubernetes ${release.version}`, release }))
  : [{ title: 'the cluster of KUBECONFIG' }];

describe.each(subjects)('$title', ({ release }) => {
  beforeAll(async () => {
    const plane = release && (await startControlPlane({ release, controllers: ['namespace-controller'] }));
    cluster = plane?.cluster ?? (await connect({ kubeconfig: given ?? '' }));
    stop = plane?.stop ?? cluster.close;
    administrator = kubectlOf({ command: kubectlPath, kubeconfig: plane?.kubeconfig ?? given ?? '' });
    await removeTestObjects(cluster);
  });

  afterAll(async () => {
    if (cluster) await removeTestObjects(cluster);
    await stop();
  });

  describe('what an API server fills in is no drift', () => {
    const covering = coveringCases();

    beforeAll(async () => {
      if (!isLaboratory || definitionsFolder === undefined) return;
      await installDefinitions(cluster);
      const api = covering.map(({ input }) => gatewayApiOf(input)).find((one) => one !== undefined);
      if (api) await switchGatewayApi(cluster, api);
    });

    test('nearly everything that is rendered is among the cases', () => {
      expect(covering.length).toBeGreaterThan(20);
    });

    test.each(covering.map((one, index) => ({ ...one, tag: `drift-${index}` })))('$name', async ({ plan, tag }) => {
      const all = inOwnNamespaces(objectsOf(renderManifests(plan).stream), tag);
      const missing = await missingKinds(cluster, all);
      const objects = all.filter(({ apiVersion, kind }) => !missing.includes(`${kind} (${apiVersion})`));
      await createNamespaces(cluster, objects);
      try {
        await mustApply(cluster, objects);
        const { manifests } = fromObjects(objects);
        const namespaces = namespacesFor(objects).map(({ metadata: { name } }) => name);
        const places = manifests.map(({ group, reference: { kind } }, index) => {
          const { namespace: place } = objects[index]?.metadata ?? {};
          return { group, reference: { kind, ...(place !== undefined && { namespace: place }) } };
        });
        const kinds = kindsToRead({ namespaces, objects: places }).filter(({ isRendered }) => isRendered);
        const versions = new Map(
          objects.map(({ apiVersion, kind }) => [`${apiVersion.replace(/\/?[^/]*$/, '')}/${kind}`, apiVersion.replace(/.*\//, '')]),
        );
        const live = await readCluster(administrator, kinds, versions);
        const found = compareObjects({ installation: plan.installation, namespaces, manifests }, live);
        expect(found.changed.map(({ rendered: { reference }, changes }) => [reference.kind, reference.name, changes])).toEqual([]);
        expect(found).toMatchObject({ same: objects.length, missing: [], notServed: [], leftOver: [], terminating: [] });
      } finally {
        await remove(cluster, objects);
      }
    });
  });

  describe('a cluster by the rights that are rendered', () => {
    let rights: readonly KubernetesObject[] = [];
    const find = (kind: string, name: string): KubernetesObject => {
      const object = rendered.find((one) => one.kind === kind && one.metadata.name === name);
      if (!object) throw new Error(`no ${kind} ${name} is rendered`);
      return object;
    };
    const patch = async (object: KubernetesObject, change: unknown, type = 'merge') => {
      const { status, body } = await cluster.request('PATCH', await pathOf(cluster, object), change, `application/${type}-patch+json`);
      if (status >= 300) throw new Error(`${titleOf(object)}: ${status} ${body?.message}`);
    };
    const anew = async (object: KubernetesObject) => {
      await remove(cluster, [object]);
      await mustApply(cluster, [object]);
    };
    const ownNamespace = find('Namespace', namespace);
    const marked = { metadata: { labels: { 'bluemind.test/made-by': 'test-cluster', 'pod-security.kubernetes.io/warn': 'restricted' } } };

    beforeAll(async () => {
      await mustApply(cluster, rendered);
      await patch(ownNamespace, marked);
      rights = await needed('rbac');
      await mustApply(cluster, rights);
      account = await asAccount(rights.find(({ kind }) => kind === 'ServiceAccount') ?? ownNamespace);
      await eventually('the rights count', async () => ((await drift()).status === 0 ? true : undefined));
    });

    afterAll(async () => {
      await remove(cluster, rights);
      await remove(cluster, rendered);
    });

    test('as applied, nothing has drifted', async () => {
      const { status, stdout, stderr } = await drift();
      expect(stderr).toBe('');
      expect(stdout).toMatch(
        new RegExp(
          `${ownOnly}info: There are no pods of workload 'all-in-one'.*\\n.*\\n0 errors, \\d+ warnings?, 1 info\\.\\nAll \\d+ objects are in the cluster`,
        ),
      );
      expect(status).toBe(0);
    });

    test('with pods there is nothing to say', async () => {
      const labels = { 'app.kubernetes.io/name': 'bluemind', 'app.kubernetes.io/instance': 'mail', 'app.kubernetes.io/component': 'all-in-one' };
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'bluemind-0', namespace, labels },
        spec: { containers: [{ name: 'bluemind', image: 'bluemind' }] },
      };
      await mustApply(cluster, [pod]);
      expect((await drift()).stdout).toMatch(new RegExp(`${ownOnly}0 errors, \\d+ warnings?, 0 infos\\.`));
      await remove(cluster, [pod]);
    });

    const network = (name: string, spec: object): KubernetesObject => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: { podSelector: {}, ...spec },
    });
    const strange = (spec: object, name = 'strange'): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { selector: { 'app.kubernetes.io/name': 'bluemind' }, ...spec },
    });

    /** What is done to the cluster, and undone after it was found. */
    interface Change {
      readonly title: string;
      readonly make: () => Promise<void>;
      readonly undo: () => Promise<void>;
      readonly found: RegExp;
    }
    const add = (title: string, object: KubernetesObject, found: RegExp): Change => ({
      title,
      make: () => mustApply(cluster, [object]),
      undo: () => remove(cluster, [object]),
      found,
    });
    const change = (title: string, object: KubernetesObject, how: unknown, found: RegExp, type?: string): Change => ({
      title,
      make: () => patch(object, how, type),
      undo: () => anew(object),
      found,
    });
    const deny = find('NetworkPolicy', 'mail-all-in-one-default-deny');

    test.each<Change>([
      {
        title: 'a deleted policy',
        make: () => remove(cluster, [deny]),
        undo: () => anew(deny),
        found: /default-deny is not in the cluster\. \[object-missing\]/,
      },
      change(
        'an edited port',
        find('Service', 'mail-postfix'),
        [{ op: 'replace', path: '/spec/ports/0/targetPort', value: 26 }],
        /targetPort is 26, rendered/,
        'json',
      ),
      change('another type', find('Service', 'mail-postgresql'), { spec: { type: 'NodePort' } }, /spec\.type is "NodePort", rendered "ClusterIP"/),
      change(
        'Cluster for Local',
        find('Service', 'mail-public'),
        { spec: { externalTrafficPolicy: 'Cluster' } },
        /externalTrafficPolicy is "Cluster", rendered "Local"(?:.|\n)*client-address-lost/,
      ),
      change(
        'a range of ports',
        find('NetworkPolicy', 'mail-all-in-one-from-public'),
        [{ op: 'add', path: '/spec/ingress/0/ports/0/endPort', value: 9999 }],
        /endPort is 9999 and not rendered/,
        'json',
      ),
      change(
        'a label',
        find('Service', 'mail-core'),
        { metadata: { labels: { 'app.kubernetes.io/component': 'x' } } },
        /component"\] is "x", rendered "core"/,
      ),
      change(
        'an annotation that is gone',
        find('Service', 'mail-core'),
        { metadata: { annotations: { 'kubernetes.io/description': null } } },
        /description"\] is missing/,
      ),
      add(
        'a LoadBalancer on 5432',
        strange({ type: 'LoadBalancer', ports: [{ port: 5432 }] }),
        /Service [^ ]*\/strange is not rendered and opens a way in from outside, through load balancer and node port, to postgresql \(5432\)/,
      ),
      add(
        'a second way in',
        strange({ type: 'NodePort', externalTrafficPolicy: 'Local', ports: [{ port: 993 }] }),
        /strange is not rendered and opens a way in from outside, through node port, to imaps \(993\)/,
      ),
      add(
        'a policy that admits everybody',
        network('open', { ingress: [{}] }),
        /open is not rendered, selects the pods of .* and opens .*\[policy-added\]/,
      ),
      add(
        'an Ingress of others',
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'Ingress',
          metadata: { name: 'other', namespace },
          spec: { defaultBackend: { service: { name: 'mail-core', port: { number: 8090 } } } },
        },
        /Ingress [^ ]*\/other is not rendered and opens a way in from outside, through a controller, to core \(8090\)/,
      ),
      add(
        'an object of earlier settings',
        { ...strange({ ports: [{ port: 25 }] }, 'mail-old'), metadata: { ...find('Service', 'mail-core').metadata, name: 'mail-old' } },
        /mail-old has the labels of the installation and is no longer rendered/,
      ),
    ])('$title is found', async ({ make, undo, found }) => {
      await make();
      try {
        const { status, stdout } = await drift();
        expect(stdout).toMatch(found);
        expect(status).toBe(1);
      } finally {
        await undo();
      }
      expect(await drift()).toMatchObject({ status: 0 });
    });

    test('a namespace of others that policies mean by its labels is looked at with these', async () => {
      const other: KubernetesObject = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'bluemind-test-drift-other', labels: { ...marked.metadata.labels, trusted: 'yes' } },
      };
      const objects = [other, network('trusted', { ingress: [{ from: [{ namespaceSelector: { matchLabels: { trusted: 'yes' } } }] }] })];
      await mustApply(cluster, objects);
      const { status, stdout } = await drift();
      expect(stdout).toMatch(/trusted is not rendered, selects the pods of .* and opens .*trusted=yes/);
      // Not to everyone, and yet more than the settings say.
      expect([status, stdout]).toEqual([1, expect.stringContaining('internal-port-beyond-isolation')]);
      await remove(cluster, objects);
    });

    const without = (role: KubernetesObject, group: string, resource: string): KubernetesObject => ({
      ...role,
      rules: Object(role.rules)
        .map((rule: { apiGroups: string[]; resources: string[] }) =>
          rule.apiGroups[0] === group ? { ...rule, resources: rule.resources.filter((one) => one !== resource) } : rule,
        )
        .filter(({ resources }: { resources: string[] }) => resources.length > 0),
    });

    test.each([
      ['ClusterRole', '', 'services', 'list services in all of the cluster'],
      ['ClusterRole', 'networking.k8s.io', 'ingresses', 'list ingresses.networking.k8s.io in all of the cluster'],
      ['Role', '', 'pods', `list pods in namespace ${namespace}`],
      ['Role', 'networking.k8s.io', 'networkpolicies', `list networkpolicies.networking.k8s.io in namespace ${namespace}`],
    ])('one right less is named: %s %s %s', async (kind, group, resource, message) => {
      const role = rights.find((one) => one.kind === kind);
      if (!role) throw new Error(`no ${kind}`);
      await mustApply(cluster, [without(role, group, resource)]);
      const { stdout, stderr } = await eventually('the right is gone', async () => {
        const run = await drift();
        return run.status === 2 ? run : undefined;
      });
      expect(stdout).toBe('');
      expect(stderr).toMatch(
        new RegExp(
          `you have no right to ${message.replaceAll('.', '\\.')}; .*User "system:serviceaccount:${namespace}:mail-drift" cannot list.*\\n1 fault; nothing was compared`,
        ),
      );
      await mustApply(cluster, [role]);
      await eventually('the right is back', async () => ((await drift()).status === 0 ? true : undefined));
    });

    test('the account may do nothing else', async () => {
      for (const args of [
        ['list', 'secrets'],
        ['get', 'pods'],
        ['create', 'pods'],
        ['delete', 'networkpolicies'],
        ['watch', 'services'],
      ]) {
        const { stdout } = await account(['auth', 'can-i', ...args, '--namespace', namespace]);
        expect([args, stdout]).toEqual([args, 'no\n']);
      }
    });

    test('the CronJob is accepted without a warning although Pod Security warns of all that is not restricted', async () => {
      const objects = await needed('cronjob', '--image', 'registry.example.org/tools:1');
      for (const object of objects) {
        const path = `${await pathOf(cluster, object)}?fieldManager=x&fieldValidation=Strict&force=true&dryRun=All`;
        const { status, body, warnings } = await cluster.request('PATCH', path, object, 'application/apply-patch+yaml');
        expect([titleOf(object), status, body.message, warnings]).toEqual([titleOf(object), expect.any(Number), undefined, []]);
        expect(status).toBeLessThan(300);
      }
    });

    test('an API server that is stopped, or slow, is reported; nothing is decided', async () => {
      const server: Server = createServer(() => undefined);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      const to = (place: string) => kubectlOf({ command: kubectlPath, kubeconfig: kubeconfigTo(place), requestTimeout: 1 });
      expect(await drift(to(`https://127.0.0.1:${port}`))).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/^\/apis: the API server did not answer in time/),
      });
      server.close();
      expect(await drift(to('https://127.0.0.1:1'))).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/^\/apis: the API server cannot be reached/),
      });
      expect(await drift(kubectlOf({ command: kubectlPath, kubeconfig: kubeconfigTo('x', 'nothing'), context: 'none' }))).toMatchObject({
        status: 2,
        stdout: '',
      });
    });

    // The old release cannot take the definition of the first. On a cluster of others nobody takes away a definition.
    const [settings, kind, name] =
      release === currentRelease
        ? ['policies: { guard: clusterNetworkPolicy }', 'ClusterNetworkPolicy', 'clusternetworkpolicies.policy.networking.k8s.io']
        : ['mail: { hostname: mail.example.org, domains: [example.org] }\ndns: externalDns', 'DNSEndpoint', 'dnsendpoints.externaldns.k8s.io'];
    if (isLaboratory && definitionsFolder !== undefined)
      test('a definition that is gone is found, with the objects that went with it', async () => {
        const more = join(folder, 'more.yaml');
        writeFileSync(more, `${readFileSync(file, 'utf8')}${settings}\n`);
        await installDefinitions(cluster);
        await mustApply(cluster, objectsOf(renderManifests(planOfFile(more)).stream));
        // The rights in the cluster are for the settings without it.
        const look = () => ranLater(() => runDrift([more], options, administrator));
        expect(await look()).toMatchObject({ status: 0, stderr: '' });
        const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name } };
        await remove(cluster, [definition]);
        const path = await pathOf(cluster, definition);
        await eventually('the definition is gone', async () => ((await cluster.request('GET', path)).status === 404 ? true : undefined));
        const { status, stdout } = await eventually('the API server serves it no more', async () => {
          const run = await look();
          return run.stdout.includes('kind-not-served') ? run : undefined;
        });
        expect(stdout).toMatch(new RegExp(`no kind ${kind} .* \\(definition ${name}\\), so ${kind} .* cannot exist`));
        expect(status).toBe(1);
        await mustApply(cluster, rendered);
      });

    test('a namespace that is being removed is reported', async () => {
      const held: KubernetesObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'held', namespace } };
      await mustApply(cluster, [held]);
      await patch(held, { metadata: { finalizers: ['bluemind.test/held'] } });
      await cluster.request('DELETE', await pathOf(cluster, ownNamespace));
      // The rights of the namespace go with it.
      const { status, stdout } = await drift(administrator);
      expect(stdout).toMatch(new RegExp(`Namespace ${namespace} is being removed\\. \\[object-terminating\\]`));
      expect(status).toBe(1);
      await patch(held, { metadata: { finalizers: null } });
    });
  });
});

/** A kubeconfig that leads to an address without an API server. */
function kubeconfigTo(server: string, token = 'x'): string {
  const path = join(folder, 'elsewhere');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'x', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'x', user: { token } }],
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
    'current-context': 'x',
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}
