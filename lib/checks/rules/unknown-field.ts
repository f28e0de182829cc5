import type { Rule } from '../finding';
import { misfitFindings } from '../misfits';

/** A field that the kind of object does not have. */
export const unknownField: Rule = {
  name: 'unknown-field',
  severity: 'error',
  why: 'A field that there is not counts for nothing, and what is left may mean the opposite: a rule with a misspelt from admits everyone.',
  mend: 'Correct its name; the API server refuses the object, or drops the field without a word where it does not validate strictly.',
  check: misfitFindings('unknown-field'),
};
