/** What `policies.admission` refuses and lets through, asked of real API servers. Nothing is kept: requests are dry runs, which admission judges alike. */
import { planFrom } from '../../lib/plan';
import { passing } from './admission/passing';
import { refused } from './admission/refused';
import { labelsOf, loadBalancer, openings, pod, podSpec, policyNamed, port, type Request, remove as removal } from './admission/requests';
import { gitOps, installationNamespace, otherNamespace, settings } from './admission/settings';
import { ask, establish, expectPass, expectRefusal, heeded, isAdmission, isOfAdmission, rendered, send, subjects } from './admission/subjects';
import type { Cluster } from './cluster';
import { eventually } from './lab/processes';
import { namespaceObject, removeTestObjects } from './namespaces';
import { type KubernetesObject, mustApply, pathOf, remove } from './objects';

const rights: KubernetesObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'bluemind-test-admission' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [gitOps, { namespace: otherNamespace, name: 'somebody' }].map(({ namespace, name }) => ({ kind: 'ServiceAccount', namespace, name })),
};

const opening: Request = { title: 'LoadBalancer of an internal port', by: 'apply', object: loadBalancer(labelsOf('database'), port(5432)) };

describe.each(subjects)('$title', ({ start }) => {
  let cluster: Cluster;
  let stop: () => Promise<void> = async () => undefined;

  beforeAll(async () => {
    ({ cluster, stop } = await start());
    await mustApply(cluster, [namespaceObject(installationNamespace), namespaceObject(otherNamespace), rights]);
    await establish(cluster, settings, openings(planFrom(settings)));
    await mustApply(cluster, [pod(labelsOf('database'), podSpec([{ containerPort: 5432 }]), 'standing')]);
  });

  afterAll(async () => {
    if (cluster) await remove(cluster, [...rendered(settings).filter(isAdmission), rights]);
    if (cluster) await removeTestObjects(cluster);
    await stop();
  });

  test.each(passing)('passes: $title', async (request) => expectPass(await ask(cluster, request)));

  test.each(refused)('is refused: $title', async (request) => expectRefusal(await ask(cluster, request)));

  test('what is rendered is applied again without a warning', async () => {
    for (const object of rendered(settings)) expectPass(await ask(cluster, { title: object.metadata.name, by: 'apply', object }));
  });

  test('older objects may be changed and deleted, but may not open more', async () => {
    const before = loadBalancer(labelsOf('database'), port(5432));
    const admission = rendered(settings).filter(isAdmission);
    await remove(cluster, admission);
    await eventually('admission is gone', async () => ((await send(cluster, opening)).status < 300 ? true : undefined));
    await mustApply(cluster, [{ ...before, metadata: { ...before.metadata, finalizers: ['example.org/wait'] } } as KubernetesObject]);
    await mustApply(cluster, admission);
    const other = { ...opening, object: { ...before, metadata: { ...before.metadata, name: 'another' } } };
    await eventually('admission is back', async () => ((await send(cluster, other)).status === 403 ? true : undefined));
    const change = (title: string, fields: object): Request => ({ title, by: 'merge', object: { ...before, spec: undefined, ...fields } });
    expectPass(await send(cluster, change('a label', { metadata: { ...before.metadata, labels: { a: 'b' } } })));
    expectRefusal(await send(cluster, change('another port', { spec: { ports: [port(8021)] } })));
    await cluster.request('DELETE', await pathOf(cluster, before));
    const { status } = await cluster.request(
      'PATCH',
      await pathOf(cluster, before),
      { metadata: { finalizers: null } },
      'application/merge-patch+json',
    );
    expect(status).toBe(200);
  });

  test('Warn admits and warns', async () => {
    const warning = { ...settings, policies: { admission: { action: ['Warn' as const, 'Audit' as const] } } };
    await mustApply(cluster, rendered(warning).filter(isAdmission));
    const answer = await eventually('it warns', async () => {
      const { status, warnings } = await send(cluster, opening);
      return status < 300 && warnings.some(isOfAdmission) ? { status, warnings } : undefined;
    });
    expect(answer.warnings.join()).toContain('It would open a closed port of workload database to the outside;');
    await mustApply(cluster, rendered(settings).filter(isAdmission));
    await heeded(cluster, openings(planFrom(settings)));
  });

  test('a namespace that goes takes the default deny with it', async () => {
    const deny = removal('default deny', policyNamed('mail-database-default-deny'));
    expectRefusal(await send(cluster, deny));
    for (const controller of ['namespace-controller', 'generic-garbage-collector']) {
      await mustApply(cluster, [
        {
          ...rights,
          metadata: { name: 'bluemind-test-admission' },
          subjects: [{ kind: 'ServiceAccount', namespace: 'kube-system', name: controller }],
        },
      ]);
      const answer = await eventually('it has rights', async () => {
        const found = await send(cluster, { ...deny, as: `kube-system/${controller}` });
        return /cannot delete resource/.test(found.body?.message ?? '') ? undefined : found;
      });
      expectPass(answer);
    }
    await cluster.request('DELETE', `/api/v1/namespaces/${installationNamespace}`);
    await eventually('the default deny may go', async () => ((await send(cluster, deny)).status < 300 ? true : undefined));
  });
});

test('there are enough requests, each of its own', () => {
  const titles = [...passing, ...refused].map(({ title }) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  expect(passing.length).toBeGreaterThanOrEqual(60);
  expect(refused.length).toBeGreaterThanOrEqual(60);
});
