import type { Rule } from '../finding';
import { misfitFindings } from '../misfits';

/** A field that the kind of object does not have. */
export const unknownField: Rule = {
  name: 'unknown-field',
  severity: 'error',
  why: 'An unknown field has no effect, and the rest may mean the opposite: a rule with a misspelt from admits everyone.',
  mend: 'Correct its name; the API server refuses the object, or drops the field silently if it does not validate strictly.',
  check: misfitFindings('unknown-field'),
};
