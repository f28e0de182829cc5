import type { Rule } from '../finding';
import { misfitFindings } from '../misfits';

/** A kind that is similar to a checked one, or a version that its kind does not have. */
export const unknownKind: Rule = {
  name: 'unknown-kind',
  severity: 'error',
  why: 'The API server refuses the object, so it protects nothing.',
  mend: 'Correct the kind or its version.',
  check: misfitFindings('unknown-kind'),
};
