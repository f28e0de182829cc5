import type { ObjectReference } from '../reachability';
import type { RuleFinding } from './finding';
import { graveness, type Intent } from './intent/intent';

/** A fault of an object by itself, whoever it belongs to. */
export interface OwnFault extends Omit<RuleFinding, 'severity'> {
  readonly object: ObjectReference;
}

/** Those faults that concern BlueMind, each as grave as its object is near. A rule that is a mere warning stays one. */
export const concerning = (intent: Intent, faults: readonly OwnFault[], atMost: 'error' | 'warning' = 'error'): readonly RuleFinding[] =>
  faults.flatMap((fault) => {
    const severity = graveness(intent, fault.object);
    return severity === undefined ? [] : [{ ...fault, severity: atMost === 'warning' ? 'warning' : severity }];
  });
