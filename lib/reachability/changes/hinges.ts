import { type Connection, partyOf } from '../connections';
import { matchRule, rulePorts } from '../evaluation/match';
import { formatReference } from '../input/manifest';
import type { Model } from '../model/model';
import type { Party, PodGroup } from '../model/parties';
import type { Direction, Policy, Rule } from '../policies/policy';
import { overlaps } from '../sets/intervals';
import type { PortSet } from '../sets/ports';
import type { Hinge } from './connection-changes';

/** The policies and rules on which an undecided answer depends: all that select the pods and may mean the other end. */
export function hingesOf(model: Model, { source, destination, unknown }: Connection): readonly Hinge[] {
  const [from, to] = [partyOf(source), partyOf(destination)];
  return [
    ...(from.kind === 'pods' ? hingesAt(model, 'egress', from, to, unknown) : []),
    ...(to.kind === 'pods' ? hingesAt(model, 'ingress', to, from, unknown) : []),
  ];
}

function hingesAt(model: Model, direction: Direction, subject: PodGroup, party: Party, unknown: PortSet): readonly Hinge[] {
  const destination = direction === 'ingress' ? subject : party;
  return model.evaluator.captures(direction, subject).map(({ policy, rules, match }) => {
    const meant = rules.filter(
      (rule) => matchRule(rule, party, model.assumptions) !== 'no' && overlaps(rulePorts(rule, destination).possible, unknown),
    );
    return {
      where: formatReference(policy.reference),
      what: plainText([direction, policy.tier, policy.priority, match, inMeaningfulOrder(policy, meant)]),
    };
  });
}

/** Rules in their order, if the order matters. */
const inMeaningfulOrder = ({ tier }: Policy, rules: readonly Rule[]): readonly string[] => {
  const texts = rules.map((rule) => plainText([rule.action, rule.peers, rule.ports]));
  return tier === 'network' && rules.every(({ action }) => action === 'accept') ? texts.sort() : texts;
};

/** The content of a policy: equal for policies that differ only in names and positions. */
export const meaningOf = (policy: Policy): string => {
  const { tier, priority, isolates, subject, ingress, egress } = policy;
  const rules = [ingress, egress].map((own) => (own ? inMeaningfulOrder(policy, own) : null));
  return plainText([tier, priority, isolates ?? true, subject, rules]);
};

/** Without positions. */
const plainText = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (key === 'path' ? undefined : typeof inner === 'bigint' ? `${inner}n` : inner));
