import type { ObjectReference } from '../reachability';
import type { RuleFinding } from './finding';
import { graveness, type Intent } from './intent/intent';

/** A fault that concerns only one object, of any owner. */
export interface OwnFault extends Omit<RuleFinding, 'severity'> {
  readonly object: ObjectReference;
}

/** The faults that concern BlueMind, with a severity by the distance of the object. A rule that only warns stays a warning. */
export const concerning = (intent: Intent, faults: readonly OwnFault[], atMost: 'error' | 'warning' = 'error'): readonly RuleFinding[] =>
  faults.flatMap((fault) => {
    const severity = graveness(intent, fault.object);
    return severity === undefined ? [] : [{ ...fault, severity: atMost === 'warning' ? 'warning' : severity }];
  });
