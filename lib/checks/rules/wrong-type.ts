import type { Rule } from '../finding';
import { misfitFindings } from '../misfits';

/** A field whose value has a type that the kind of object does not accept. */
export const wrongType: Rule = {
  name: 'wrong-type',
  severity: 'error',
  why: 'The API server refuses the object, so it protects nothing.',
  mend: 'Write the value as the API expects it; a text that looks like a number or a boolean needs quotes.',
  check: misfitFindings('wrong-type'),
};
