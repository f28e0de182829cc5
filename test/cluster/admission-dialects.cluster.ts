/** Admission beside the policies of network plugins, and within the limits of the API server for the largest settings. */
import { planFrom } from '../../lib/plan';
import type { InstallationProps } from '../../lib/settings';
import { labelsOf, loadBalancer, networkPolicy, openings, pods, port, type Request, selecting, tcp } from './admission/requests';
import { ask, establish, expectPass, expectRefusal, isAdmission, rendered, subjects } from './admission/subjects';
import type { Cluster } from './cluster';
import { namespaceObject, removeTestObjects } from './namespaces';
import { type KubernetesObject, mustApply, remove } from './objects';

const inNamespace = (namespace: string, { title, by, object }: Request): Request => ({
  title,
  by,
  object: { ...object, metadata: { ...object.metadata, namespace } },
});

const namespaceOf = (name: string) => `bluemind-test-${name}`;

const common = (namespace: string): InstallationProps => ({ name: 'mail', namespace, cluster: { podCidrs: ['10.244.0.0/16'] } });

const cilium: InstallationProps = {
  ...common(namespaceOf('cilium')),
  workloads: 'roles',
  egress: 'restricted',
  policies: { dialect: 'cilium', admission: true },
};
const calico: InstallationProps = {
  ...common(namespaceOf('calico')),
  workloads: 'roles',
  egress: 'restricted',
  policies: { dialect: 'calico', admission: true },
};

const kindOf =
  (apiVersion: string, kind: string) =>
  (name: string, spec: unknown): KubernetesObject => ({ apiVersion, kind, metadata: { name }, spec });

const ciliumPolicy = kindOf('cilium.io/v2', 'CiliumNetworkPolicy');
const calicoPolicy = kindOf('projectcalico.org/v3', 'NetworkPolicy');
const ofDatabase = (source: string) => ({
  matchLabels: Object.fromEntries(Object.entries(labelsOf('database')).map(([key, value]) => [`${source}${key}`, value])),
});
const everybody = [{ fromEntities: ['all'] }];
const allow = (selector: string, further: object = {}) =>
  calicoPolicy('new', { selector, types: ['Ingress'], ingress: [{ action: 'Allow' }], ...further });

/** Settings, and requests by objects that are put into their namespace. */
interface Case {
  readonly name: string;
  readonly settings: InstallationProps;
  readonly passing: readonly Request[];
  readonly refused: readonly Request[];
}

const dialects: readonly Case[] = [
  {
    name: 'Cilium',
    settings: cilium,
    passing: [
      {
        title: 'policy of other pods',
        by: 'apply',
        object: ciliumPolicy('new', { endpointSelector: { matchLabels: { app: 'other' } }, ingress: everybody }),
      },
      {
        title: 'policy of pods of which one label differs',
        by: 'apply',
        object: ciliumPolicy('new', { endpointSelector: { matchLabels: { 'k8s:app.kubernetes.io/name': 'other' } }, ingress: everybody }),
      },
      { title: 'policy that admits nobody', by: 'apply', object: ciliumPolicy('new', { endpointSelector: {}, ingress: [{}] }) },
      { title: 'policy that admits goes', by: 'delete', object: ciliumPolicy('mail-database-installation', {}) },
    ],
    refused: [
      { title: 'policy that admits', by: 'apply', object: ciliumPolicy('new', { endpointSelector: ofDatabase('k8s:'), ingress: everybody }) },
      { title: 'labels of any source', by: 'apply', object: ciliumPolicy('new', { endpointSelector: ofDatabase('any:'), ingress: everybody }) },
      { title: 'labels without source', by: 'apply', object: ciliumPolicy('new', { endpointSelector: ofDatabase(''), ingress: everybody }) },
      { title: 'policy of all pods', by: 'apply', object: ciliumPolicy('new', { endpointSelector: {}, ingress: [{}, ...everybody] }) },
      {
        title: 'pods by their namespace',
        by: 'apply',
        object: ciliumPolicy('new', {
          endpointSelector: { matchLabels: { 'k8s:io.kubernetes.pod.namespace': namespaceOf('cilium') } },
          ingress: everybody,
        }),
      },
      {
        title: 'the second of several specifications',
        by: 'apply',
        object: { ...ciliumPolicy('new', undefined), specs: [{ endpointSelector: ofDatabase('k8s:'), ingress: everybody }] },
      },
      { title: 'policy of the plan admits more', by: 'merge', object: ciliumPolicy('mail-database-installation', { ingress: everybody }) },
      {
        title: 'default deny denies no more',
        by: 'merge',
        object: ciliumPolicy('mail-database-default-deny', { enableDefaultDeny: { ingress: false } }),
      },
      { title: 'default deny goes', by: 'delete', object: ciliumPolicy('mail-database-default-deny', {}) },
      { title: 'NetworkPolicy that admits', by: 'apply', object: networkPolicy(selecting('database'), [{}]) },
    ],
  },
  {
    name: 'Calico',
    settings: calico,
    passing: [
      { title: 'policy of pods of which one label differs', by: 'apply', object: allow("app.kubernetes.io/name == 'other' && tier == 'x'") },
      {
        title: 'policy that denies',
        by: 'apply',
        object: calicoPolicy('new', { selector: 'all()', types: ['Ingress'], ingress: [{ action: 'Deny' }] }),
      },
      {
        title: 'policy about egress',
        by: 'apply',
        object: calicoPolicy('new', { selector: 'all()', types: ['Egress'], egress: [{ action: 'Allow' }] }),
      },
      { title: 'policy that admits goes', by: 'delete', object: calicoPolicy('mail-database-installation', {}) },
    ],
    refused: [
      { title: 'policy that admits', by: 'apply', object: allow("app.kubernetes.io/component == 'database'") },
      { title: 'policy of all pods', by: 'apply', object: allow('all()') },
      { title: 'policy without selector', by: 'apply', object: calicoPolicy('new', { types: ['Ingress'], ingress: [{ action: 'Allow' }] }) },
      { title: 'other pods or these', by: 'apply', object: allow("app.kubernetes.io/name == 'other' || all()") },
      { title: 'not other pods', by: 'apply', object: allow("!(app.kubernetes.io/name == 'other')") },
      { title: 'another label that ends alike', by: 'apply', object: allow("example.org/app.kubernetes.io/name == 'other'") },
      {
        title: 'policy that passes',
        by: 'apply',
        object: calicoPolicy('new', { selector: 'all()', types: ['Ingress'], ingress: [{ action: 'Pass' }] }),
      },
      {
        title: 'policy of the plan admits more',
        by: 'merge',
        object: calicoPolicy('mail-database-installation', { ingress: [{ action: 'Allow' }] }),
      },
      { title: 'policy of the plan is in another tier', by: 'merge', object: calicoPolicy('mail-database-default-deny', { tier: 'other' }) },
      { title: 'default deny goes', by: 'delete', object: calicoPolicy('mail-database-default-deny', {}) },
    ],
  },
];

/** Ports that many peers are admitted to, written out here. */
const manyPorts = ['postgresql', 'cyrus-imap', 'cyrus-lmtp', 'core', 'elasticsearch', 'memcached', 'influxdb', 'webserver', 'tika', 'milter'];

const largest = (workloads: 'roles' | 'main-and-mailboxes'): InstallationProps => ({
  ...common(namespaceOf(`large-${workloads}`)),
  workloads,
  isolation: 'connections',
  expose: Object.fromEntries(
    ['smtp', 'submission', 'submissions', 'imaps', 'http', 'https'].map((name) => [
      name,
      workloads === 'roles' ? 'public' : { entryPoint: 'public', workload: 'main' },
    ]),
  ),
  allow: Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `peer${index}`,
      {
        ports: manyPorts.slice(index % 5, 5 + (index % 6)),
        from: [
          ...Array.from({ length: 10 }, (__, number) => ({ namespace: `team-${index}-${number}`, podLabels: { app: 'client', tier: `t${number}` } })),
          { cidr: `198.51.${index}.0/24`, except: [`198.51.${index}.0/28`] },
        ],
        reason: 'One of many.',
      },
    ]),
  ),
  policies: {
    admission: {
      exceptions: Array.from({ length: 30 }, (_, index) => ({ object: { kind: 'Service', name: `exception-${index}` }, reason: 'One of many.' })),
    },
  },
});

/** A policy with as many rules, peers and ports as anybody writes. */
const bigPolicy = (app: string) =>
  networkPolicy(selecting('core'), [
    ...Array.from({ length: 20 }, (_, rule) => ({
      from: Array.from({ length: 20 }, (__, index) => pods({ app, tier: `t${index % 10}` }, `team-${rule}-${index}`)),
      ports: Array.from({ length: 20 }, (__, index) => tcp(20_000 + index)),
    })),
  ]);

const manyServicePorts = Array.from({ length: 100 }, (_, index) => port(20_000 + index, 20_000 + index, 'TCP', `p${index}`));
const everyWorkload = { 'app.kubernetes.io/name': 'bluemind' };

/** Expressions that cost too much refuse, but not in our words. */
const large: readonly Case[] = (['roles', 'main-and-mailboxes'] as const).map((workloads) => ({
  name: `the largest settings, ${workloads}`,
  settings: largest(workloads),
  passing: [
    { title: 'large policy about ports that BlueMind does not have', by: 'apply', object: bigPolicy('client') },
    { title: 'Service of many ports', by: 'apply', object: loadBalancer(everyWorkload, ...manyServicePorts) },
  ],
  refused: [
    {
      title: 'policy that admits many known peers to all ports',
      by: 'apply',
      object: networkPolicy(
        {},
        Array.from({ length: 20 }, (_, index) => ({ from: [pods({ app: 'client', tier: `t${index % 10}` }, `team-${index}-${index % 10}`)] })),
      ),
    },
    {
      title: 'Service of many ports, the last of which is internal',
      by: 'apply',
      object: loadBalancer(everyWorkload, ...manyServicePorts, port(8021, 8021, 'TCP', 'last')),
    },
  ],
}));

describe.each(subjects)('$title', ({ start }) => {
  let cluster: Cluster;
  let stop: () => Promise<void> = async () => undefined;
  beforeAll(async () => {
    ({ cluster, stop } = await start());
  });
  afterAll(async () => {
    if (cluster) await removeTestObjects(cluster);
    await stop();
  });

  describe.each([...dialects, ...large])('$name', ({ settings, passing, refused }) => {
    const namespace = settings.namespace ?? '';

    beforeAll(async () => {
      await mustApply(cluster, [namespaceObject(namespace)]);
      await establish(
        cluster,
        settings,
        openings(planFrom(settings)).map((request) => inNamespace(namespace, request)),
      );
    });
    afterAll(() => remove(cluster, rendered(settings).filter(isAdmission)));

    test.each(passing)('passes: $title', async (request) => expectPass(await ask(cluster, inNamespace(namespace, request))));
    test.each(refused)('is refused: $title', async (request) => expectRefusal(await ask(cluster, inNamespace(namespace, request))));

    test('what is rendered is applied again without a warning', async () => {
      for (const object of rendered(settings)) expectPass(await ask(cluster, { title: object.metadata.name, by: 'apply', object }));
    });
  });
});
