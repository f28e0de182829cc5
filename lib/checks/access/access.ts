import type { PodPort, ProxyListener } from '../../plan';
import {
  type Connectivity,
  connectivity,
  type DirectionExplanation,
  explain,
  type Model,
  type PodGroup,
  type Protocol,
  parseProtocol,
  type Verdict,
  verdictOn,
} from '../../reachability';
import type { IntendedServer, Intent } from '../intent/intent';
import { type AccessSource, addressesAlike, insiders, outside } from './access-sources';
import type { Source } from './sources';
import { allWays, type WayIn } from './ways-in';

/** A port on which BlueMind listens. */
export interface AccessPort {
  /** Name of the planned workload, or its name in the manifests. */
  readonly workload: string;
  readonly name: string;
  readonly component: string;
  /** `unlisted`: a way in leads to a number that belongs to no known port. */
  readonly audience: 'external' | 'internal' | 'proxy-listener' | 'unlisted';
  readonly protocol: Protocol;
  /** Number on the pods. */
  readonly number: number;
  readonly endNumber: number;
}

/** Whether a source reaches a port. */
export interface Access {
  readonly verdict: Verdict;
  /** The ways in for the outside; none for other sources. */
  readonly ways: readonly WayIn[];
  /** What the policies of the destination say; undefined if they do not apply: from outside, and on machines. */
  readonly explain: () => { readonly ingress?: DirectionExplanation; readonly egress?: DirectionExplanation } | undefined;
}

/** Who reaches which port of BlueMind. */
export interface AccessMatrix {
  readonly sources: readonly AccessSource[];
  /** External before internal, each by number. */
  readonly ports: readonly AccessPort[];
  readonly between: (source: AccessSource, port: AccessPort) => Access;
}

/** Who reaches which port of BlueMind, as the model proves. */
export function accessMatrix(model: Model, intent: Intent): AccessMatrix {
  const ways = allWays(model, intent);
  const remembered = new Map<Source['party'], Map<PodGroup, Connectivity>>();
  const connectivityOf = (party: Source['party'], group: PodGroup): Connectivity => {
    const known = remembered.get(party) ?? new Map<PodGroup, Connectivity>();
    remembered.set(party, known);
    const found = known.get(group) ?? connectivity(model, party, group);
    known.set(group, found);
    return found;
  };
  const unlisted = unlistedPorts(ways);
  const ofServer = (server: IntendedServer) => [...portsOf(server), ...unlisted.filter(({ workload }) => workload === server.name)];
  const groups = new Map(intent.pods.flatMap((pods) => ofServer(pods).map((port) => [port, pods.group] as const)));
  const ports = [...new Set([...groups.keys(), ...intent.machines.flatMap(ofServer)])].sort(compare);
  return {
    sources: [outside, ...insiders(model, intent), ...addressesAlike(model, intent, connectivityOf)],
    ports,
    between: (source, port) => {
      if (source.kind === 'outside') return fromOutside(ways.filter((way) => leadsTo(way, port)));
      const group = groups.get(port);
      if (!group) return { verdict: { kind: 'unknown', doubts: [unguarded] }, ways: [], explain: () => undefined };
      const { party } = source;
      return {
        verdict: verdictOn(connectivityOf(party, group), port.protocol, port.number),
        ways: [],
        explain: () => explain(model, party, group, port.protocol, port.number),
      };
    },
  };
}

const unguarded = { basis: 'backend', reason: 'it runs on machines outside the cluster, which no policy guards' } as const;

function portsOf({ name: workload, ports, proxyListeners }: IntendedServer): readonly AccessPort[] {
  const turnedOver = (port: PodPort) => proxyListeners.some(({ podNumber, port: name }) => podNumber === port.podNumber && name === port.name);
  return [
    ...ports
      .filter((port) => !turnedOver(port))
      .map(
        ({ name, component, audience, protocol, podNumber, podEndNumber }): AccessPort => ({
          workload,
          name,
          component,
          audience,
          protocol,
          number: podNumber,
          endNumber: podEndNumber,
        }),
      ),
    ...proxyListeners.map((listener): AccessPort => ({ ...listenerPort(listener, ports), workload })),
  ];
}

/** Shown instead of the name of a port: nothing that is known listens there. */
export const noKnownPort = 'no known port';

/** Numbers that ways lead to and that belong to no known port, each once. */
const unlistedPorts = (ways: readonly WayIn[]): readonly AccessPort[] => [
  ...new Map(
    ways
      .filter(({ port, proxyListener }) => port === undefined && proxyListener === undefined)
      .flatMap(({ pods: { name: workload }, protocol: text, number }): readonly (readonly [string, AccessPort])[] => {
        const protocol = parseProtocol(text);
        if (protocol === undefined) return [];
        const port = { workload, name: noKnownPort, component: noKnownPort, audience: 'unlisted' as const, protocol, number, endNumber: number };
        return [[JSON.stringify([workload, protocol, number]), port]];
      }),
  ).values(),
];

const listenerPort = ({ port: name, protocol, podNumber }: ProxyListener, ports: readonly PodPort[]) => ({
  name,
  component: ports.find((port) => port.name === name)?.component ?? name,
  audience: 'proxy-listener' as const,
  protocol,
  number: podNumber,
  endNumber: podNumber,
});

const audiences: readonly AccessPort['audience'][] = ['external', 'proxy-listener', 'unlisted', 'internal'];

const compare = (a: AccessPort, b: AccessPort): number =>
  audiences.indexOf(a.audience) - audiences.indexOf(b.audience) ||
  a.number - b.number ||
  (`${a.name} ${a.workload}` < `${b.name} ${b.workload}` ? -1 : 1);

const leadsTo = ({ pods, protocol, number, proxyListener }: WayIn, port: AccessPort): boolean =>
  pods.name === port.workload &&
  protocol === port.protocol &&
  port.number <= number &&
  number <= port.endNumber &&
  (proxyListener !== undefined) === (port.audience === 'proxy-listener');

/** Open if one of the ways is open; closed if there is none. */
function fromOutside(ways: readonly WayIn[]): Access {
  const verdicts = ways.map(({ entry }) => entry.verdict);
  const doubts = verdicts.flatMap((verdict) => (verdict.kind === 'unknown' ? verdict.doubts : []));
  const verdict: Verdict = verdicts.some(({ kind }) => kind === 'allowed')
    ? { kind: 'allowed' }
    : doubts.length > 0
      ? { kind: 'unknown', doubts }
      : { kind: 'denied' };
  return { verdict, ways, explain: () => undefined };
}
