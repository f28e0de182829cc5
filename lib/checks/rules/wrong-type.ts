import type { Rule } from '../finding';
import { misfitFindings } from '../misfits';

/** A field whose value is of another type than its kind of object takes. */
export const wrongType: Rule = {
  name: 'wrong-type',
  severity: 'error',
  why: 'The API server refuses the object, so that what it was to protect stands without it.',
  mend: 'Write the value as the API takes it; a text that looks like a number or like true needs quotes.',
  check: misfitFindings('wrong-type'),
};
