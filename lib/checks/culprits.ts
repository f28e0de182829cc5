import type { SourcePosition } from '../base/faults';
import { admitting, type Explanation, type ObjectReference } from '../reachability';

/** An object that decides, and the line in it that does. */
export interface Culprit {
  readonly object: ObjectReference;
  readonly position?: SourcePosition;
}

/** The rules that admit a connection, those of the destination first. */
export const admissions = ({ ingress, egress }: Pick<Explanation, 'ingress' | 'egress'>): readonly Culprit[] =>
  [ingress, egress].flatMap((end) =>
    end ? admitting(end).map(({ policy, rule }) => ({ object: policy, position: rule.locatePort() ?? rule.locate() })) : [],
  );

/** The policies that select the pods of an end without admitting the connection, those of the destination first. */
export const captures = ({ ingress, egress }: Pick<Explanation, 'ingress' | 'egress'>): readonly Culprit[] =>
  [ingress, egress].flatMap((end) =>
    end?.verdict.kind === 'denied' ? end.policies.map(({ policy }) => ({ object: policy, position: policy.position })) : [],
  );

/** The object at its deciding line, as one of a chain of objects. */
export const placed = ({ object, position }: Culprit): ObjectReference => ({ ...object, ...(position && { position }) });
