import type { Kubectl } from '../../../lib/cluster/kubectl';
import type { Matrix } from '../../../lib/cluster/probe/matrix';
import { clientObjects, defaultImage } from '../../../lib/cluster/probe/objects';
import { type Probe, probeOf } from '../../../lib/cluster/probe/probe';
import type { ProbeObject } from '../../../lib/cluster/probe/probe-object';
import { type Question, questionsOf } from '../../../lib/cluster/probe/questions';
import type { Outside } from '../../../lib/cluster/probe/running/outside';
import { runProbe } from '../../../lib/cluster/probe/running/run';
import { planFrom } from '../../../lib/plan';
import type { InstallationProps } from '../../../lib/settings';
import { topologies } from '../topologies';
import { type Comparison, type Count, plus } from './compare';
import { changing } from './scenarios';

/** Settings whose packets ordinary pods send, on any cluster. */
export interface PodScenario {
  readonly name: string;
  readonly settings: Partial<InstallationProps>;
  /** What somebody did to the Services and policies. @default - nothing */
  readonly mutate?: (objects: readonly ProbeObject[]) => readonly ProbeObject[];
  /** Kind that the cluster must have, as `Kind of group/version`. @default - none apart from Kubernetes' own */
  readonly needs?: readonly [apiVersion: string, kind: string];
}

const restricted = { isolation: 'connections', egress: 'restricted' } as const;
const lost = { acceptLostClientAddress: 'What becomes of the address is what this is about.' };
const edge = { ...topologies['main-and-edge'], isolation: 'connections' } as const;

export const podScenarios: readonly PodScenario[] = [
  { name: 'all-in-one, installation', settings: topologies['all-in-one'] },
  { name: 'all-in-one, cluster', settings: { ...topologies['all-in-one'], isolation: 'cluster' } },
  { name: 'all-in-one, connections, egress restricted', settings: { ...topologies['all-in-one'], ...restricted } },
  { name: 'roles, installation', settings: topologies.roles },
  { name: 'roles, connections, egress restricted', settings: { ...topologies.roles, ...restricted } },
  { name: 'main-and-edge, connections, egress restricted', settings: { ...topologies['main-and-edge'], ...restricted } },
  { name: 'main-and-mailboxes, connections', settings: { ...topologies['main-and-mailboxes'], isolation: 'connections' } },
  { name: 'BlueMind 5, roles, connections', settings: { ...topologies.roles, release: '5', isolation: 'connections' } },
  {
    name: 'node ports, Cluster',
    settings: {
      workloads: 'all-in-one',
      entryPoints: {
        nodes: { type: 'NodePort', externalTrafficPolicy: 'Cluster', nodePorts: { smtp: 30025, imaps: 30993, https: 30443 }, ...lost },
      },
      expose: { smtp: 'nodes', imaps: 'nodes', https: 'nodes' },
    },
  },
  { name: 'policies of Cilium', settings: { ...edge, policies: { dialect: 'cilium' } }, needs: ['cilium.io/v2', 'CiliumNetworkPolicy'] },
  { name: 'policies of Calico', settings: { ...edge, policies: { dialect: 'calico' } }, needs: ['projectcalico.org/v3', 'NetworkPolicy'] },
  {
    name: 'mutated: the policies of a workload are deleted',
    settings: edge,
    mutate: (objects) => objects.filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || !/-edge-/.test(metadata.name)),
  },
  { name: 'mutated: a policy names another port', settings: edge, mutate: changing(/^NetworkPolicy .*-edge-/, /"port":25\b/g, '"port":26') },
  {
    name: 'mutated: a label of policies’ pods is another',
    settings: edge,
    mutate: changing(/^NetworkPolicy .*-edge-/, /"app.kubernetes.io\/component":"edge"/g, '"app.kubernetes.io/component":"rim"'),
  },
];

/** Plans the stand-ins of a scenario; what is predicted comes from the objects as somebody left them. */
export function podProbeOf({ settings, mutate = (all) => all }: PodScenario, image: string = defaultImage): Probe {
  const probe = probeOf(planFrom({ ...settings, name: 'bluemind-test' }), { image });
  const { scratch, standIns, objects } = probe;
  const listeners = mutate(objects.listeners);
  const askers = clientObjects(standIns.clients, [], { image });
  const questions = questionsOf(scratch.plan, standIns, [...objects.namespaces, ...listeners, ...askers], {});
  return { ...probe, questions, objects: { ...objects, listeners, clients: clientObjects(standIns.clients, questions, { image }) } };
}

/** What of the predictions a mutation changes. */
export function changedBy(scenario: PodScenario): readonly Question[] {
  const { mutate: _, ...unchanged } = scenario;
  const before = podProbeOf(unchanged).questions;
  return podProbeOf(scenario).questions.filter(({ expected }, index) => expected !== before[index]?.expected);
}

/** Runs the stand-ins of a scenario, and removes them; node ports are tried from the machine of the tests. */
export async function compareByPods(kubectl: Kubectl, probe: Probe): Promise<Comparison & { readonly notAsked: readonly string[] }> {
  const matrix = await runProbe(kubectl, probe, { patience: 600, assumptions: {}, tell: () => undefined });
  return { ...comparisonOf(matrix), notAsked: matrix.notAsked };
}

/** A missing report is a difference, too. */
const outcomes: Readonly<Record<Matrix['observations'][number]['outcome'] | Outside['outcome'], keyof Count>> = {
  agrees: 'agrees',
  undecided: 'undecided',
  open: 'differs',
  closed: 'differs',
  lost: 'differs',
  unanswered: 'differs',
};

function comparisonOf({ observations, outside }: Matrix): Comparison {
  const found = [
    ...observations.map(({ source, kind, destination, port, expected, outcome }) => ({
      kind: `${kind === 'service' ? 'Service' : 'pod'} from ${source.kind}`,
      outcome,
      title: `${source.title} to ${destination} ${port}: predicted ${expected}, found ${outcome}`,
    })),
    ...outside.map(({ service, policy, address, port, expected, outcome }) => ({
      kind: `node port, ${policy}, from here`,
      outcome,
      title: `${service} ${address}:${port}: predicted ${expected}, found ${outcome}`,
    })),
  ];
  const byKind: Record<string, Count> = {};
  for (const { kind, outcome } of found) {
    const count = byKind[kind] ?? none;
    byKind[kind] = { ...count, [outcomes[outcome]]: count[outcomes[outcome]] + 1 };
  }
  return {
    byKind,
    total: Object.values(byKind).reduce(plus, none),
    faults: found.filter(({ outcome }) => outcomes[outcome] === 'differs').map(({ title }) => title),
    open: observations.filter(({ told }) => told?.answer === 'open').length,
  };
}

const none: Count = { agrees: 0, differs: 0, undecided: 0 };
