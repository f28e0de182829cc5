import type { Connection } from './connections';
import { partyOf } from './connections';
import { rulePorts } from './evaluation/match';
import { admitting, type DirectionExplanation, type Explanation, explain } from './explain';
import { findParties } from './find';
import type { Model } from './model/model';
import type { Party } from './model/parties';
import { groupBy } from './sets/grouping';
import { cut, union } from './sets/intervals';
import { type PortSet, portRanges } from './sets/ports';

/** Ports of a connection that pass for the same reasons. */
export interface ExplainedPorts {
  readonly from: Party;
  readonly to: Party;
  readonly ports: PortSet;
  /** The explanation of the first of these ports, which is valid for all. */
  readonly explanation: Explanation;
}

/** Why the ports of a connection can pass; ports that the same rules admit are one entry. Of several controllers, one that gets through is explained. */
export function explainConnection(model: Model, { source, destination, allowed, unknown }: Connection): readonly ExplainedPorts[] {
  const sources = source.kind === 'controller' ? findParties(model, source.title).map(({ party }) => party) : [partyOf(source)];
  const to = partyOf(destination);
  const edges = [...sources.flatMap((from) => rulesAt(model, 'egress', from, to)), ...rulesAt(model, 'ingress', to, to)];
  const pieces = [allowed, unknown]
    .flatMap((ports) => cut(ports, edges))
    .flatMap((piece) =>
      portRanges([piece]).flatMap(({ protocol, first }) =>
        sources
          .map((from) => ({ piece, from, explanation: explain(model, from, to, protocol, first) }))
          .toSorted((a, b) => verdicts.indexOf(a.explanation.verdict.kind) - verdicts.indexOf(b.explanation.verdict.kind))
          .slice(0, 1),
      ),
    );
  return [...groupBy(pieces, ({ from, explanation }) => `${sources.indexOf(from)} ${reasonKey(explanation)}`).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ from: first.from, to, ports: union(...group.map(({ piece }) => [piece])), explanation: first.explanation }] : [];
  });
}

/** Ordered by relevance for a connection. */
const verdicts = ['allowed', 'unknown', 'denied'] as const;

/** Sets of ports at whose edges the result of rules may change. */
const rulesAt = (model: Model, direction: 'ingress' | 'egress', subject: Party, destination: Party): readonly PortSet[] =>
  subject.kind !== 'pods'
    ? []
    : model.evaluator.captures(direction, subject).flatMap(({ rules }) =>
        rules.flatMap((rule) => {
          const { sure, possible } = rulePorts(rule, destination);
          return [sure, possible];
        }),
      );

const reasonKey = ({ verdict, egress, ingress }: Explanation): string =>
  JSON.stringify([verdict, egress && endKey(egress), ingress && endKey(ingress)]);

const endKey = (end: DirectionExplanation) => [
  end.verdict.kind,
  admitting(end).map(({ policy, rule }) => [policy.kind, policy.namespace, policy.name, rule.index]),
];
