import type { InstallationProps } from '../../../lib/settings';
import type { KubernetesObject } from '../objects';
import { type Topology, topologies } from '../topologies';
import { ofBothTiers } from './cluster-policies';
import type { Scenario } from './scenario';

/** A scenario that counts in the tables of agreement. */
interface MeasuredScenario extends Scenario {
  /** The row of the README's table. */
  readonly group: string;
}

const cluster = { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24'] };

/** Further peers that are admitted: pods of a foreign namespace by their labels, and part of the outside. */
const allow = {
  dump: {
    ports: ['postgresql', 'elasticsearch'],
    from: [{ namespaceLabels: {}, podLabels: { app: 'dump' } }, { cidr: '198.51.100.0/24' }, { cidr: '192.0.2.0/24', except: ['192.0.2.16/28'] }],
    reason: 'Copies of the data.',
  },
} satisfies InstallationProps['allow'];

const mail = { smtp: 'nodes', imaps: 'nodes', https: 'nodes' };
const nodePorts = { smtp: 30025, imaps: 30993, https: 30443 };
const lost = { acceptLostClientAddress: 'What becomes of the address is what this is about.' };

const restricted = { isolation: 'connections', egress: 'restricted' } as const;

const names = Object.keys(topologies).filter((name): name is Topology => name in topologies);

/** What each topology and isolation opens, inside and to the outside. */
const matrix: readonly MeasuredScenario[] = names.flatMap((topology) =>
  // An edge server must not be reached by every pod of the cluster: these settings are refused.
  (['cluster', 'installation', 'connections'] as const)
    .filter((isolation) => topology !== 'main-and-edge' || isolation !== 'cluster')
    .flatMap((isolation) => [
      { name: `${topology}, ${isolation}`, group: topology, settings: { ...topologies[topology], isolation, allow, cluster } },
      {
        name: `${topology}, ${isolation}, egress restricted`,
        group: topology,
        settings: { ...topologies[topology], isolation, egress: 'restricted', cluster },
      },
    ]),
);

/** The guard, under a policy by which somebody opens all. */
const guarded: readonly MeasuredScenario[] = names.map((topology) => ({
  name: `${topology}, ClusterNetworkPolicy over a policy that opens all`,
  group: 'ClusterNetworkPolicy',
  settings: { ...topologies[topology], policies: { guard: 'clusterNetworkPolicy' }, allow, cluster },
  mutate: (objects) => [...objects, openPolicy(objects)],
}));

/** Every direct way in, and the rest of what settings say of packets. */
const rendered: readonly MeasuredScenario[] = [
  ...matrix,
  ...guarded,
  {
    name: 'BlueMind 5, roles, connections',
    group: 'roles, BlueMind 5',
    settings: { ...topologies.roles, release: '5', isolation: 'connections', cluster },
  },
  {
    name: 'egress to named destinations',
    group: 'roles',
    settings: {
      ...topologies.roles,
      isolation: 'connections',
      egress: {
        destinations: {
          mail: { cidrs: ['192.0.2.10/32'], ports: [25], reason: 'The provider relays outgoing mail.' },
          directory: { cidrs: ['198.51.100.0/24'], ports: [636], reason: 'Users come from a directory.' },
        },
      },
      cluster,
    },
  },
  {
    name: 'node ports, Local',
    group: 'roles',
    settings: { workloads: 'roles', entryPoints: { nodes: { type: 'NodePort', nodePorts } }, expose: mail, cluster },
  },
  {
    name: 'node ports, Cluster',
    group: 'all-in-one',
    settings: {
      workloads: 'all-in-one',
      entryPoints: { nodes: { type: 'NodePort', externalTrafficPolicy: 'Cluster', nodePorts, ...lost } },
      expose: mail,
      cluster,
    },
  },
  {
    name: 'load balancer, Cluster',
    group: 'main-and-mailboxes',
    settings: {
      ...topologies['main-and-mailboxes'],
      entryPoints: { public: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', ...lost } },
      cluster,
    },
  },
  {
    name: 'load balancer, source ranges',
    group: 'main-and-mailboxes',
    settings: {
      ...topologies['main-and-mailboxes'],
      entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['198.51.100.0/24'] } },
      cluster,
    },
  },
  {
    name: 'a port that pods serve elsewhere',
    group: 'all-in-one',
    settings: {
      workloads: { main: { components: 'all', targetPorts: { smtp: 10025, postgresql: 15432 } } },
      expose: topologies['all-in-one'].expose,
      cluster,
    },
  },
  {
    name: 'machines outside',
    group: 'machines outside',
    settings: {
      workloads: {
        main: {
          components: [
            'postfix',
            'milter',
            'webmail',
            'memcached',
            'cyrus',
            'lmtpd',
            'sds-proxy',
            'core',
            'tika',
            'push',
            'mapi',
            'hps',
            'webserver',
            'xmpp',
          ],
          addresses: ['192.0.2.10'],
        },
        data: { roles: ['database', 'search', 'metrics'], addresses: ['192.0.2.20'] },
        proxy: { roles: ['proxy'] },
      },
      ...restricted,
      entryPoints: {
        public: { type: 'LoadBalancer' },
        machines: { type: 'LoadBalancer', provider: 'hetzner', externalTrafficPolicy: 'Cluster', proxyProtocol: { targetPorts: { smtp: 10025 } } },
      },
      expose: { smtp: 'machines', imaps: 'public', http: 'public', https: 'public' },
      cluster,
    },
  },
];

/** A policy by which somebody lets every pod of the cluster in. */
const openPolicy = (objects: readonly KubernetesObject[]): KubernetesObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'open', namespace: namespaceOf(objects) },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ namespaceSelector: {} }] }] },
});

const namespaceOf = (objects: readonly KubernetesObject[]): string => objects.find(({ metadata }) => metadata.namespace)?.metadata.namespace ?? '';

/** Changes the text of the objects that a pattern picks by their titles. @throws Error if nothing changes */
export const changing =
  (pick: RegExp, from: RegExp, to: string) =>
  <Item extends Pick<KubernetesObject, 'kind' | 'metadata'>>(objects: readonly Item[]): readonly Item[] => {
    const changed = objects.map((object) =>
      pick.test(`${object.kind} ${object.metadata.name}`) ? JSON.parse(JSON.stringify(object).replace(from, to)) : object,
    );
    if (JSON.stringify(changed) === JSON.stringify(objects)) throw new Error(`nothing that ${pick} picks has ${from}`);
    return changed;
  };

const base = { ...topologies.roles, isolation: 'connections', cluster } as const;

/** Outputs that somebody has changed: what is then open must be what is predicted of them. */
const mutated: readonly Scenario[] = [
  ...ofBothTiers.map(({ name, mutate }) => ({
    name: `mutated: ${name}`,
    settings: { ...topologies['all-in-one'], isolation: 'cluster' as const, cluster },
    mutate,
  })),
  {
    name: 'mutated: a default deny is deleted',
    settings: base,
    mutate: (objects) => {
      const left = objects.filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || !/-database-(default-deny|connections)$/.test(metadata.name));
      if (left.length !== objects.length - 2) throw new Error('the policies of the database are not there');
      return left;
    },
  },
  {
    name: 'mutated: a policy names another port',
    settings: base,
    mutate: changing(/^NetworkPolicy .*-database-connections$/, /"port":5432/, '"port":5433'),
  },
  {
    name: 'mutated: a label of policies’ pods is another',
    settings: base,
    mutate: changing(
      /^NetworkPolicy .*-database-(default-deny|connections)$/,
      /"app.kubernetes.io\/component":"database"/g,
      '"app.kubernetes.io/component":"db"',
    ),
  },
  {
    name: 'mutated: an inner Service becomes a LoadBalancer',
    settings: { ...topologies['all-in-one'], isolation: 'cluster', cluster },
    mutate: changing(/^Service .*-postgresql$/, /"type":"ClusterIP"/, '"type":"LoadBalancer"'),
  },
  {
    name: 'mutated: Local becomes Cluster',
    settings: { ...topologies['main-and-mailboxes'], isolation: 'connections', cluster },
    mutate: changing(/^Service .*-public/, /"externalTrafficPolicy":"Local"/, '"externalTrafficPolicy":"Cluster"'),
  },
];

export const scenarios: readonly MeasuredScenario[] = [
  ...rendered,
  ...mutated.map((scenario) => ({ ...scenario, group: 'changed by somebody afterwards' })),
];

/** A cluster whose network plugin ignores policies: the comparison must find it out. */
export const unenforced: Scenario = { name: 'policies that nothing enforces', settings: base, isEnforced: false };
