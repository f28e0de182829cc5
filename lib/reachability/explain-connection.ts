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
  /** Of the first of these ports, which holds for all. */
  readonly explanation: Explanation;
}

/** Why the ports of a connection can pass: those that the same rules admit together. */
export function explainConnection(model: Model, { source, destination, allowed, unknown }: Connection): readonly ExplainedPorts[] {
  const from = source.kind === 'controller' ? (findParties(model, source.title)[0]?.party ?? partyOf(source)) : partyOf(source);
  const to = partyOf(destination);
  const edges = [...rulesAt(model, 'egress', from, to), ...rulesAt(model, 'ingress', to, to)];
  const pieces = [allowed, unknown]
    .flatMap((ports) => cut(ports, edges))
    .flatMap((piece) => {
      const [first] = portRanges([piece]);
      return first ? [{ piece, explanation: explain(model, from, to, first.protocol, first.first) }] : [];
    });
  return [...groupBy(pieces, ({ explanation }) => reasonKey(explanation)).values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ from, to, ports: union(...group.map(({ piece }) => [piece])), explanation: first.explanation }] : [];
  });
}

/** Sets of ports at whose edges what rules say may change. */
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
