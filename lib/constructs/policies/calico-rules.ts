import type { Labels } from '../../base/labels';
import type { EgressPeer, PortRange } from '../../plan/model';

/** Most ports, and most blocks of addresses, that Calico accepts in one rule. */
const mostPorts = 50;
const mostBlocks = 256;

/** The other end of a connection, in the form of Calico. */
interface Entity {
  readonly selector?: string;
  readonly namespaceSelector?: string;
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
}

/** Rules that let peers through to ports. A rule contains one protocol and one peer, so several of them need several rules. */
export const calicoRules = (
  peers: 'everyone' | readonly EgressPeer[],
  ports: 'all' | readonly PortRange[],
  end: 'source' | 'destination',
): readonly unknown[] =>
  (peers === 'everyone' ? [{}] : entities(peers)).flatMap((entity) => portMatches(ports).map((match) => rule(entity, match, end)));

/** The ports of one protocol, or every port. */
interface PortMatch {
  readonly protocol?: string;
  readonly ports?: readonly (number | string)[];
}

/** The ports are always those of the destination, which in egress is the peer. */
function rule(entity: Entity, { protocol, ports }: PortMatch, end: 'source' | 'destination') {
  const source = end === 'source' ? entity : {};
  const destination = { ...(end === 'destination' && entity), ...(ports && { ports }) };
  return {
    action: 'Allow',
    ...(protocol !== undefined && { protocol }),
    ...(Object.keys(source).length > 0 && { source }),
    ...(Object.keys(destination).length > 0 && { destination }),
  };
}

function portMatches(ports: 'all' | readonly PortRange[]): readonly PortMatch[] {
  if (ports === 'all') return [{}];
  return [...new Set(ports.map(({ protocol }) => protocol))].sort().flatMap((protocol) =>
    inPieces(
      ports.filter((range) => range.protocol === protocol).map(({ number, endNumber }) => (endNumber > number ? `${number}:${endNumber}` : number)),
      mostPorts,
    ).map((piece) => ({ protocol, ports: piece })),
  );
}

/** Blocks without exceptions are in one rule, since the exceptions of a rule apply to all of its blocks. The plan refuses hosts by name. */
function entities(peers: readonly EgressPeer[]): readonly Entity[] {
  const whole = peers.flatMap((peer) => {
    if (peer.kind === 'api-server') return peer.cidrs;
    return peer.kind === 'addresses' && peer.except.length === 0 ? [peer.cidr] : [];
  });
  return [
    ...peers.flatMap((peer): readonly Entity[] => {
      if (peer.kind === 'pods') return [pods(peer.namespaceLabels, peer.podLabels)];
      return peer.kind === 'addresses' && peer.except.length > 0 ? [{ nets: [peer.cidr], notNets: [...peer.except].sort() }] : [];
    }),
    ...inPieces([...new Set(whole)], mostBlocks).map((nets) => ({ nets })),
  ];
}

const inPieces = <T>(list: readonly T[], most: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / most) }, (_, index) => list.slice(index * most, (index + 1) * most));

const pods = (namespaceLabels: Labels | undefined, podLabels: Labels = {}): Entity => ({
  ...(namespaceLabels && { namespaceSelector: equations(namespaceLabels).join(' && ') || 'all()' }),
  selector: podSelector(podLabels),
});

/** Calico's own label of pods: without it selectors also select sets of addresses and host endpoints. */
const isPod = "projectcalico.org/orchestrator == 'k8s'";

/** Pods by their labels. */
export const podSelector = (labels: Labels): string => [isPod, ...equations(labels)].join(' && ');

const equations = (labels: Labels): readonly string[] =>
  Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key} == ${quoted(value)}`);

/** Calico's texts have no escapes: they end at the quote with which they begin. Labels contain no quotes, so this concerns only plans that were not made from settings. */
export function quoted(value: string): string {
  const quote = ["'", '"'].find((candidate) => !value.includes(candidate));
  if (quote === undefined) throw new Error(`Calico cannot write the label value ${JSON.stringify(value)}, which has quotes of both kinds`);
  return `${quote}${value}${quote}`;
}
