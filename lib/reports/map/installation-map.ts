import { type AccessMatrix, type AccessPort, type AccessSource, noKnownPort, type WayIn } from '../../checks';
import type { PlannedConnection } from '../../plan';
import { formatReference, groupBy, reasonsOf, type Verdict } from '../../reachability';
import { formatClients } from '../exposure/ways-in';
import { accessTitle } from './access-title';
import { mergedArrows } from './connections-map';
import { type MapVerdict, type NetworkMap, type NewEdge, type NewNode, networkMap } from './network-map';

/** The input of a map of installations. */
export interface MappedInstallation {
  readonly title: string;
  readonly ways: readonly WayIn[];
  readonly access: AccessMatrix;
  /** Connections that its components need among each other. */
  readonly connections: readonly PlannedConnection[];
}

/**
 * An installation as a map: clients, ways in, the components that they reach, and the internal ones to which these connect, each as proved. Connections
 * between internal components would hide that, so components that these do not reach are in one box.
 */
export function installationMap({ title, ways, access, connections }: MappedInstallation): NetworkMap {
  const reached = reachedBy(ways);
  const peers = access.sources.filter(({ kind }) => kind === 'peer' || kind === 'any-pod');
  const edges = [
    ...ways.flatMap(wayEdges),
    ...peers.flatMap((source) => access.ports.flatMap((port) => peerEdge(source, port, access))),
    ...connections.flatMap((connection) => connectionEdges(connection, access)).filter(({ from, to }) => reached.has(from) && !reached.has(to)),
  ];
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return networkMap(
    title,
    [
      ...ways.flatMap((way): readonly NewNode[] => [
        { key: clientsKey(way), tier: 'outside', title: clientsOf(way) },
        { key: wayKey(way), tier: 'way-in', title: wayTitle(way), details: [accessTitle(way.entry.access)] },
      ]),
      ...peers.filter(({ title }) => ends.has(title)).map(({ title }): NewNode => ({ key: title, tier: 'outside', title })),
      ...componentBoxes(access, ends, reached),
      ...unreached(access, ends),
    ],
    mergedArrows(edges),
  );
}

/**
 * Connections between the components of an installation, as proved; those that the outside reaches come first. A component that several
 * workloads run is one box, since what it has with others is the same in all of them, or there is an arrow for each verdict.
 */
export function componentsMap({ title, ways, access, connections }: MappedInstallation): NetworkMap {
  const reached = new Set(ways.filter(({ closed }) => !closed).map(componentOf));
  const workloads = groupBy(
    connections.flatMap(({ from, fromWorkload, to, toWorkload }) => [
      { component: from, workload: fromWorkload },
      { component: to, workload: toWorkload },
    ]),
    ({ component }) => component,
  );
  const edges = connections.flatMap((connection) =>
    connectionEdges(connection, access).map((edge) => ({ ...edge, from: connection.from, to: connection.to })),
  );
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const boxes = [...workloads].flatMap(([component, places]): readonly NewNode[] => {
    const names = [...new Set(places.map(({ workload }) => workload))].sort();
    const details = names.length === 1 ? [`workload ${names[0]}`] : [`in ${names.length} workloads`];
    return ends.has(component) ? [{ key: component, tier: reached.has(component) ? 'workload' : 'internal', title: component, details }] : [];
  });
  return networkMap(title, boxes, mergedArrows(edges));
}

/** The components to which nothing in the map leads, in one box, one line for each workload. */
function unreached({ ports }: AccessMatrix, ends: ReadonlySet<string>): readonly NewNode[] {
  const lines = [...groupBy(ports, ({ workload }) => workload)].flatMap(([workload, own]) => {
    const rest = own.filter(({ component }) => !ends.has(componentKey(workload, component))).map(({ component }) => component);
    return rest.length === 0 ? [] : [`${workload}: ${[...new Set(rest)].sort().join(', ')}`];
  });
  return lines.length === 0 ? [] : [{ key: 'unreached', tier: 'internal', title: 'reached by none of these:', details: lines }];
}

/** Components to which a way leads that policies do not close. */
const reachedBy = (ways: readonly WayIn[]): ReadonlySet<string> =>
  new Set(ways.filter(({ closed }) => !closed).map((way) => componentKey(way.pods.name, componentOf(way))));

/** The components among some ends. */
const componentBoxes = ({ ports }: AccessMatrix, ends: ReadonlySet<string>, reached: ReadonlySet<string>): readonly NewNode[] =>
  [...groupBy(ports, ({ workload, component }) => componentKey(workload, component))]
    .filter(([key]) => ends.has(key))
    .flatMap(([key, [port]]): readonly NewNode[] =>
      port ? [{ key, tier: reached.has(key) ? 'workload' : 'internal', title: port.component, details: [`workload ${port.workload}`] }] : [],
    );

const componentKey = (workload: string, component: string): string => JSON.stringify(['component', workload, component]);

const componentOf = ({ port, proxyListener, pods }: WayIn): string =>
  port?.component ?? pods.ports.find(({ name }) => name === proxyListener?.port)?.component ?? noKnownPort;

const clientsOf = ({ entry }: WayIn): string => {
  const clients = formatClients(entry.verdict.kind === 'allowed' ? entry.admitted : entry.clients);
  return clients === '' ? 'nobody' : clients;
};

const clientsKey = (way: WayIn): string => JSON.stringify(['clients', clientsOf(way)]);

const wayTitle = ({ entry }: WayIn): string => (entry.objects[0] ? formatReference(entry.objects[0]) : accessTitle(entry.access));

const wayKey = (way: WayIn): string => JSON.stringify(['way', way.entry.access, wayTitle(way)]);

function wayEdges(way: WayIn): readonly NewEdge[] {
  const name = way.proxyListener?.port ?? way.port?.name ?? way.protocol;
  const said = saidOf(way.entry.verdict);
  const outside = way.entry.port === undefined ? name : `${name} ${way.entry.port}`;
  return [
    { from: clientsKey(way), to: wayKey(way), label: outside, ...said },
    { from: wayKey(way), to: componentKey(way.pods.name, componentOf(way)), label: `${name} ${way.number}`, ...said },
  ];
}

function peerEdge(source: AccessSource, port: AccessPort, access: AccessMatrix): readonly NewEdge[] {
  if (port.audience === 'external') return [];
  const { verdict } = access.between(source, port);
  return verdict.kind === 'denied'
    ? []
    : [{ from: source.title, to: componentKey(port.workload, port.component), label: `${nameOf(port)} ${port.number}`, ...saidOf(verdict) }];
}

/** The text before the number. */
const nameOf = ({ audience, name, protocol }: AccessPort): string => (audience === 'unlisted' ? protocol : name);

/** Connections over the network between two workloads, or the pods of one, by the policies. */
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
