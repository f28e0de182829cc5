import type { AccessMatrix, AccessPort, AccessSource, WayIn } from '../../checks';
import type { Plan, PlannedConnection } from '../../plan';
import { formatReference, groupBy, reasonsOf, type Verdict } from '../../reachability';
import { formatClients } from '../exposure/ways-in';
import { accessTitles } from '../map/connections-map';
import { type MapVerdict, type NetworkMap, type NewEdge, type NewNode, networkMap } from '../map/network-map';

/**
 * An installation as a map: clients, ways in, the components that they reach, and the internal ones that these connect to, each as it was proved. What
 * internal components have with each other would hide that, so those that nothing of it reaches stand in one box.
 */
export function installationMap(plan: Plan, ways: readonly WayIn[], access: AccessMatrix): NetworkMap {
  const drawn = ways.filter((way) => componentOf(way) !== undefined);
  const reached = new Set(
    drawn.filter(({ closed }) => !closed).map(({ pods, ...way }) => componentKey(pods.name, componentOf({ pods, ...way }) ?? '')),
  );
  const peers = access.sources.filter(({ kind }) => kind === 'peer' || kind === 'any-pod');
  const edges = [
    ...drawn.flatMap(wayEdges),
    ...peers.flatMap((source) => access.ports.flatMap((port) => peerEdge(source, port, access))),
    ...plan.connections.flatMap((connection) => connectionEdges(connection, access)).filter(({ from, to }) => reached.has(from) && !reached.has(to)),
  ];
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return networkMap(
    `Who reaches what of installation ${plan.installation}`,
    [
      ...drawn.flatMap((way): readonly NewNode[] => [
        { key: clientsKey(way), tier: 'outside', title: clientsOf(way) },
        { key: wayKey(way), tier: 'way-in', title: wayTitle(way), details: [accessTitles[way.entry.access]] },
      ]),
      ...peers.filter(({ title }) => ends.has(title)).map(({ title }): NewNode => ({ key: title, tier: 'outside', title })),
      ...[...groupBy(access.ports, ({ workload, component }) => componentKey(workload, component))]
        .filter(([key]) => ends.has(key))
        .flatMap(([key, [port]]): readonly NewNode[] =>
          port ? [{ key, tier: reached.has(key) ? 'workload' : 'internal', title: port.component, details: [`workload ${port.workload}`] }] : [],
        ),
      ...unreached(access, ends),
    ],
    merged(edges),
  );
}

/** The components to which nothing of the map leads, in one box, a line a workload. */
function unreached({ ports }: AccessMatrix, ends: ReadonlySet<string>): readonly NewNode[] {
  const lines = [...groupBy(ports, ({ workload }) => workload)].flatMap(([workload, own]) => {
    const rest = own.filter(({ component }) => !ends.has(componentKey(workload, component))).map(({ component }) => component);
    return rest.length === 0 ? [] : [`${workload}: ${[...new Set(rest)].sort().join(', ')}`];
  });
  return lines.length === 0 ? [] : [{ key: 'unreached', tier: 'internal', title: 'reached by none of these:', details: lines }];
}

const componentKey = (workload: string, component: string): string => JSON.stringify(['component', workload, component]);

const componentOf = ({ port, proxyListener, pods }: WayIn): string | undefined =>
  port?.component ?? pods.ports.find(({ name }) => name === proxyListener?.port)?.component;

const clientsOf = ({ entry }: WayIn): string => {
  const clients = formatClients(entry.verdict.kind === 'allowed' ? entry.admitted : entry.clients);
  return clients === '' ? 'nobody' : clients;
};

const clientsKey = (way: WayIn): string => JSON.stringify(['clients', clientsOf(way)]);

const wayTitle = ({ entry }: WayIn): string => (entry.objects[0] ? formatReference(entry.objects[0]) : accessTitles[entry.access]);

const wayKey = (way: WayIn): string => JSON.stringify(['way', way.entry.access, wayTitle(way)]);

function wayEdges(way: WayIn): readonly NewEdge[] {
  const name = way.proxyListener?.port ?? way.port?.name ?? way.protocol;
  const said = saidOf(way.entry.verdict);
  const outside = way.entry.port === undefined ? name : `${name} ${way.entry.port}`;
  return [
    { from: clientsKey(way), to: wayKey(way), label: outside, ...said },
    { from: wayKey(way), to: componentKey(way.pods.name, componentOf(way) ?? ''), label: `${name} ${way.number}`, ...said },
  ];
}

function peerEdge(source: AccessSource, port: AccessPort, access: AccessMatrix): readonly NewEdge[] {
  if (port.audience === 'external') return [];
  const { verdict } = access.between(source, port);
  return verdict.kind === 'denied'
    ? []
    : [{ from: source.title, to: componentKey(port.workload, port.component), label: `${port.name} ${port.number}`, ...saidOf(verdict) }];
}

/** What crosses the network between two workloads, or the pods of one, as the policies have it. */
function connectionEdges({ from, fromWorkload, to, toWorkload, port: name }: PlannedConnection, access: AccessMatrix): readonly NewEdge[] {
  const port = access.ports.find((one) => one.workload === toWorkload && one.name === name && one.audience !== 'proxy-listener');
  const source = access.sources.find((one) => one.kind === 'workload' && one.workload === fromWorkload);
  if (!port || from === to) return [];
  const verdict = source ? access.between(source, port).verdict : undefined;
  return [
    {
      from: componentKey(fromWorkload, from),
      to: componentKey(toWorkload, to),
      label: `${port.number}`,
      ...(verdict ? saidOf(verdict) : { verdict: 'unknown', reason: 'it comes from machines outside the cluster' }),
    },
  ];
}

const saidOf = (verdict: Verdict): { readonly verdict: MapVerdict; readonly reason?: string } =>
  verdict.kind === 'unknown' ? { verdict: 'unknown', reason: reasonsOf(verdict.doubts) } : { verdict: verdict.kind };

/** Arrows between the same two boxes that say the same of different ports are one. */
const merged = (edges: readonly NewEdge[]): readonly NewEdge[] =>
  [...groupBy(edges, ({ from, to, verdict, reason }) => JSON.stringify([from, to, verdict, reason])).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, label: [...new Set(group.map(({ label }) => label))].join(', ') }] : [];
  });
