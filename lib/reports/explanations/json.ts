import type { SourcePosition } from '../../base/faults';
import {
  type DirectionExplanation,
  type Entry,
  type Explanation,
  formatAddresses,
  formatPorts,
  formatReference,
  type Match,
  type PolicyExplanation,
  type RuleExplanation,
  reasonsOf,
  type Verdict,
} from '../../reachability';
import { formatDocument } from '../json/document';
import type { Answer } from './answer';

/** Answers as JSON, with all policies that concern them and the result of each of their rules. */
export const formatAnswersJson = (answers: readonly Answer[]): string => formatDocument({ explanations: answers.map(answerJson) });

const answerJson = ({ source, destination, protocol, port, ports, explanation, entries }: Answer) => ({
  source,
  destination,
  protocol,
  port,
  ...(ports && { ports: formatPorts(ports) }),
  ...verdictJson(explanation.verdict),
  ...explanationJson(explanation),
  ...(entries.length > 0 && { entries: entries.map(entryJson) }),
});

const explanationJson = ({ self, replicas, notForwarded, egress, ingress }: Explanation) => ({
  ...(self && { itself: true }),
  ...(replicas && { betweenReplicas: verdictJson(replicas) }),
  ...(notForwarded && { forwardedPorts: formatPorts(notForwarded) }),
  ...(egress && { egress: directionJson(egress) }),
  ...(ingress && { ingress: directionJson(ingress) }),
});

/** A verdict, with the reason if it cannot be decided. */
export const verdictJson = (verdict: Verdict) => ({
  verdict: verdict.kind,
  ...(verdict.kind === 'unknown' && { reason: reasonsOf(verdict.doubts) }),
});

const directionJson = ({ verdict, policies }: DirectionExplanation) => ({ ...verdictJson(verdict), policies: policies.map(policyJson) });

const policyJson = ({ policy, tier, captures, rules }: PolicyExplanation) => ({
  policy: formatReference(policy),
  ...placeJson(policy.position),
  tier,
  ...matchJson('captures', captures),
  rules: rules.map(ruleJson),
});

const ruleJson = ({ index, name, action, peer, port, locate }: RuleExplanation) => ({
  rule: index + 1,
  ...(name !== undefined && { name }),
  ...placeJson(locate()),
  action,
  ...matchJson('peer', peer),
  ...matchJson('port', port),
});

/** `yes`, `no` or `unknown` with its reason. */
const matchJson = (what: string, match: Match) =>
  typeof match === 'string' ? { [what]: match } : { [what]: 'unknown', [`${what}Reason`]: reasonsOf([match]) };

const placeJson = (position: SourcePosition | undefined) => position && { position };

const entryJson = (entry: Entry) => {
  const { access, protocol, port, matches, objects, clients, seenAs, verdict, admitted } = entry;
  const ingress = entry.explain()?.ingress;
  return {
    access,
    protocol,
    ...(port !== undefined && { port }),
    ...(matches.length > 0 && { matches }),
    objects: objects.map((object) => ({ object: formatReference(object), ...placeJson(object.position) })),
    clients: formatAddresses(clients),
    seenAs,
    ...verdictJson(verdict),
    ...(verdict.kind === 'allowed' && { admitted: formatAddresses(admitted) }),
    ...(ingress && { ingress: directionJson(ingress) }),
  };
};
