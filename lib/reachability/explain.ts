import type { SourcePosition } from '../base/faults';
import { type Connectivity, openConnectivity } from './evaluation/connectivity';
import { type Doubt, type Match, matchPeer, matchRule, patternPorts, rulePorts } from './evaluation/match';
import type { Outcome } from './evaluation/outcome';
import { unnamedPorts } from './evaluation/rules-in-order';
import type { ObjectReference } from './input/manifest';
import type { Model } from './model/model';
import type { Party, PodGroup } from './model/parties';
import type { Direction, Policy, Rule, Tier } from './policies/policy';
import { difference } from './sets/intervals';
import { hasPort, type PortSet, type Protocol } from './sets/ports';

/** Whether something can pass. */
export type Verdict = { readonly kind: 'allowed' } | { readonly kind: 'denied' } | { readonly kind: 'unknown'; readonly doubts: readonly Doubt[] };

/** The relation of a rule to a connection. */
export interface RuleExplanation {
  /** Place among the rules of its direction, from 0. */
  readonly index: number;
  readonly name?: string;
  readonly action: Rule['action'];
  /** Whether it matches the other end, and whether it matches the port. */
  readonly peer: Match;
  readonly port: Match;
  /** Its position: that of the matching peer and port if known, else that of the rule. */
  readonly locate: () => SourcePosition | undefined;
  readonly locatePeer: () => SourcePosition | undefined;
  readonly locatePort: () => SourcePosition | undefined;
}

/** The relation of a policy to a connection. */
export interface PolicyExplanation {
  readonly policy: ObjectReference;
  readonly tier: Tier;
  /** Whether it selects the pods at this end. */
  readonly captures: Match;
  readonly rules: readonly RuleExplanation[];
}

/** Why a connection can pass at one of its ends. */
export interface DirectionExplanation {
  readonly direction: Direction;
  readonly verdict: Verdict;
  /** All policies that apply to this direction of the pods. Without policies everything is allowed. */
  readonly policies: readonly PolicyExplanation[];
}

/** Why a connection can pass. */
export interface Explanation {
  readonly verdict: Verdict;
  /** A pod always reaches itself, independent of policies. */
  readonly self: boolean;
  /** The result between two replicas, if source and destination are the same workload. */
  readonly replicas?: Verdict;
  /** What the destination forwards to its virtual machine, if the port is not among it. */
  readonly notForwarded?: PortSet;
  /** Policies of the source; unset if it is not a pod. */
  readonly egress?: DirectionExplanation;
  /** Policies of the destination; unset if it is not a pod. */
  readonly ingress?: DirectionExplanation;
}

/** The connectivity of one port. */
export function verdictOn({ allowed, unknown, doubts }: Connectivity, protocol: Protocol, port: number): Verdict {
  if (hasPort(allowed, protocol, port)) return { kind: 'allowed' };
  if (!hasPort(unknown, protocol, port)) return { kind: 'denied' };
  return { kind: 'unknown', doubts: doubts.filter(({ ports }) => hasPort(ports, protocol, port)).map(({ ports: _, ...doubt }) => doubt) };
}

/** Whether both ends are one and the same pod. */
export const isItself = (source: Party, destination: Party): boolean =>
  source === destination && source.kind === 'pods' && source.reference.kind === 'Pod' && source.pods.length === 1;

/** What can pass from one party to another; everything from a pod to itself. */
export const connectivity = (model: Model, source: Party, destination: Party): Connectivity =>
  isItself(source, destination) ? openConnectivity : model.evaluator.between(source, destination);

/** Why a party can or cannot reach a port of another, with the policies and rules of both ends. */
export function explain(model: Model, source: Party, destination: Party, protocol: Protocol, port: number): Explanation {
  return {
    verdict: verdictOn(connectivity(model, source, destination), protocol, port),
    self: isItself(source, destination),
    ...(source === destination && source.kind === 'pods' && { replicas: verdictOn(model.evaluator.between(source, destination), protocol, port) }),
    ...(destination.kind === 'pods' &&
      destination.forwarded &&
      !hasPort(destination.forwarded, protocol, port) && { notForwarded: destination.forwarded }),
    ...(source.kind === 'pods' && { egress: explainDirection(model, 'egress', source, destination, protocol, port) }),
    ...(destination.kind === 'pods' && { ingress: explainDirection(model, 'ingress', destination, source, protocol, port) }),
  };
}

function explainDirection(
  model: Model,
  direction: Direction,
  subject: PodGroup,
  party: Party,
  protocol: Protocol,
  port: number,
): DirectionExplanation {
  const destination = direction === 'ingress' ? subject : party;
  return {
    direction,
    verdict: verdictOn(alone(model.evaluator.outcome(direction, subject, party)), protocol, port),
    policies: model.evaluator.captures(direction, subject).map(({ policy, rules, match }) => ({
      policy: policy.reference,
      tier: policy.tier,
      captures: match,
      rules: rules.map((rule) => explainRule(policy, rule, party, destination, model, protocol, port)),
    })),
  };
}

/** What the policies of one end admit, as if the other end had none. */
const alone = ({ allow, deny, doubts }: Outcome): Connectivity => {
  const allowed = difference(allow, deny);
  return { allowed, unknown: difference(allow, allowed), doubts };
};

function explainRule(
  policy: Policy,
  rule: Rule,
  party: Party,
  destination: Party,
  { assumptions }: Model,
  protocol: Protocol,
  port: number,
): RuleExplanation {
  const { sure, possible } = rulePorts(rule, destination);
  const peer = rule.peers === 'everyone' ? undefined : rule.peers.find((candidate) => matchPeer(candidate, party, assumptions) !== 'no');
  const pattern =
    rule.ports === 'all' ? undefined : rule.ports.find((candidate) => hasPort(patternPorts(candidate, destination).possible, protocol, port));
  return {
    index: rule.index,
    ...(rule.name !== undefined && { name: rule.name }),
    action: rule.action,
    peer: matchRule(rule, party, assumptions),
    port: hasPort(sure, protocol, port) ? 'yes' : hasPort(possible, protocol, port) ? unnamedPorts : 'no',
    locate: () => policy.locate(rule.path),
    locatePeer: () => policy.locate(peer?.path ?? rule.path),
    locatePort: () => policy.locate(pattern?.path ?? rule.path),
  };
}

/** Rules that admit something at an end. */
export const admitting = ({ policies }: DirectionExplanation): readonly { readonly policy: ObjectReference; readonly rule: RuleExplanation }[] =>
  policies.flatMap(({ policy, rules }) =>
    rules.filter(({ action, peer, port }) => action === 'accept' && peer !== 'no' && port !== 'no').map((rule) => ({ policy, rule })),
  );
