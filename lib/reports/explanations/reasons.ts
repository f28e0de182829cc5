import type { SourcePosition } from '../../base/faults';
import { admitting, type DirectionExplanation, formatReference, type ObjectReference, reasonsOf, type Verdict } from '../../reachability';

/** A verdict in words, with the reason if it cannot be decided. */
export const describeVerdict = (verdict: Verdict): string => (verdict.kind === 'unknown' ? `unknown: ${reasonsOf(verdict.doubts)}` : verdict.kind);

/** Why a pod reaches itself with any policies; the rules of both ends then decide only for another pod like it. */
export const itselfReason = 'a pod always reaches itself';

/** Why a connection can pass an end, or not: one sentence for each rule that admits it, or for each policy that selects the pods without admitting it. */
export function reasonsOfEnd(end: DirectionExplanation): readonly string[] {
  if (end.policies.length === 0) return ['allowed, since no policy selects the pods'];
  const admissions = admitting(end);
  return admissions.length > 0
    ? admissions.map(
        ({ policy, rule }) => `admitted by ${formatReference(policy)}, rule ${rule.index + 1}${placeOf(rule.locatePort() ?? rule.locate())}`,
      )
    : end.policies.map(({ policy }) => `selected by ${formatPlaced(policy)}, which does not admit it`);
}

/** An object with its place. */
export const formatPlaced = (reference: ObjectReference): string => `${formatReference(reference)}${placeOf(reference.position)}`;

const placeOf = (position: SourcePosition | undefined): string => (position ? ` (${position.file}:${position.line}:${position.column})` : '');
