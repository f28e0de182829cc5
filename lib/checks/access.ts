import type { PodPort, ProxyListener } from '../plan';
import {
  type AddressSet,
  anyPod,
  type Connectivity,
  connectivity,
  type DirectionExplanation,
  explain,
  formatAddresses,
  type Model,
  type PodGroup,
  type Protocol,
  union,
  type Verdict,
  verdictOn,
} from '../reachability';
import { carries, type IntendedPods, type Intent } from './intent/intent';
import { type Source, sourcesFor } from './sources';
import { allWays, type WayIn } from './ways-in';

/** Who may try to reach the ports of BlueMind. */
export type AccessSource =
  /** Clients outside the cluster, by the ways in. */
  | { readonly kind: 'outside'; readonly title: string; readonly addresses?: undefined }
  /** Pods that are there, any pod at all, and pods that a rule was written for. */
  | {
      readonly kind: 'workload' | 'any-pod' | 'peer';
      readonly title: string;
      /** Name of the planned workload. @default - it is none of BlueMind's */
      readonly workload?: string;
      readonly addresses?: undefined;
      readonly party: Source['party'];
    }
  /** Addresses outside the cluster that policies treat alike, if the network leads them straight to the pods. */
  | { readonly kind: 'addresses'; readonly title: string; readonly addresses: AddressSet; readonly party: Source['party'] };

/** A port on which something of BlueMind listens. */
export interface AccessPort {
  /** Name of the planned workload, or what the manifests call it. */
  readonly workload: string;
  readonly name: string;
  readonly component: string;
  readonly audience: 'external' | 'internal' | 'proxy-listener';
  readonly protocol: Protocol;
  /** Number on the pods. */
  readonly number: number;
  readonly endNumber: number;
}

/** Whether a source reaches a port. */
export interface Access {
  readonly verdict: Verdict;
  /** The ways by which the outside comes; none for others. */
  readonly ways: readonly WayIn[];
  /** What the policies of the destination say; undefined where they are not asked: from outside, and on machines. */
  readonly explain: () => { readonly ingress?: DirectionExplanation; readonly egress?: DirectionExplanation } | undefined;
}

/** Who reaches which port of BlueMind. */
export interface AccessMatrix {
  readonly sources: readonly AccessSource[];
  /** External before internal, each by number. */
  readonly ports: readonly AccessPort[];
  readonly between: (source: AccessSource, port: AccessPort) => Access;
}

const outside: AccessSource = { kind: 'outside', title: 'the outside, by the ways in' };

/** Who reaches which port of BlueMind, by what the model proves. */
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
  const groups = new Map(intent.pods.flatMap((pods) => portsOf(pods).map((port) => [port, pods.group] as const)));
  const ports = [...groups.keys(), ...intent.machines.flatMap(portsOf)].sort(compare);
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

function portsOf({ name: workload, ports, proxyListeners }: Pick<IntendedPods, 'name' | 'ports' | 'proxyListeners'>): readonly AccessPort[] {
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

const listenerPort = ({ port: name, protocol, podNumber }: ProxyListener, ports: readonly PodPort[]) => ({
  name,
  component: ports.find((port) => port.name === name)?.component ?? name,
  audience: 'proxy-listener' as const,
  protocol,
  number: podNumber,
  endNumber: podNumber,
});

const audiences: readonly AccessPort['audience'][] = ['external', 'proxy-listener', 'internal'];

const compare = (a: AccessPort, b: AccessPort): number =>
  audiences.indexOf(a.audience) - audiences.indexOf(b.audience) ||
  a.number - b.number ||
  (`${a.name} ${a.workload}` < `${b.name} ${b.workload}` ? -1 : 1);

/** Pods that are there first, then those that might be; a rule's peers that are there already are not told twice. */
function insiders(model: Model, intent: Intent): readonly AccessSource[] {
  const there = model.ends.map((end): AccessSource => {
    const workload = intent.pods.find((pods) => pods.end === end)?.name;
    return { kind: 'workload', title: end.title, ...(workload !== undefined && { workload }), party: end.groups[0] };
  });
  const isThere = ({ namespace, labels }: PodGroup): boolean =>
    model.ends.some(({ groups: [group] }) => group.namespace.name === namespace.name && carries(group.labels, Object.fromEntries(labels)));
  const peers = intent.pods
    .flatMap((pods) => sourcesFor(model, pods))
    .flatMap(({ title, party }): AccessSource[] =>
      party.kind !== 'pods' || party === anyPod || model.endOf.has(party) || isThere(party) ? [] : [{ kind: 'peer', title, party }],
    );
  return [
    ...there,
    { kind: 'any-pod', title: 'any pod of the cluster', party: anyPod },
    ...new Map(peers.map((peer) => [peer.title, peer])).values(),
  ];
}

/** The outside as rules cut it, put together where policies say the same of it. */
function addressesAlike(
  model: Model,
  intent: Intent,
  connectivityOf: (party: Source['party'], group: PodGroup) => Connectivity,
): readonly AccessSource[] {
  const alike = new Map<string, Source['party'][]>();
  for (const party of model.outside.sources) {
    const key = JSON.stringify(
      intent.pods.map(({ group }) => {
        const { allowed, unknown } = connectivityOf(party, group);
        return [allowed, unknown];
      }),
    );
    alike.set(key, [...(alike.get(key) ?? []), party]);
  }
  return [...alike.values()].flatMap((parties): AccessSource[] => {
    const [first] = parties;
    if (first === undefined) return [];
    const addresses = union(...parties.map((party) => (party.kind === 'addresses' ? party.addresses : [])));
    return [{ kind: 'addresses', title: `addresses ${formatAddresses(addresses)}`, addresses, party: first }];
  });
}

const leadsTo = ({ pods, protocol, number, proxyListener }: WayIn, port: AccessPort): boolean =>
  pods.name === port.workload &&
  protocol === port.protocol &&
  port.number <= number &&
  number <= port.endNumber &&
  (proxyListener !== undefined) === (port.audience === 'proxy-listener');

/** Open where one of the ways is; closed where there is none. */
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
