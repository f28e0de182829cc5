import { didYouMean, oneOf } from '../base/words';
import { formatFieldPath, formatReference, type ObjectMisfit } from '../reachability';
import type { Rule, RuleFinding } from './finding';
import { graveness } from './intent/intent';

/** A message with more fields than this does not help. */
const mostListed = 8;

/** This many are shown for each object: a file that is not a manifest has one for each line. */
const mostShown = 20;

/** The fault of a field, in one sentence: `NetworkPolicy mail/a: spec.ingress[0].form: no such field; did you mean 'from'?` */
export function describeMisfit(misfit: ObjectMisfit): string {
  const where = `${formatReference(misfit.reference)}: ${formatFieldPath(misfit.path)}: `;
  if (misfit.kind === 'wrong-type') return `${where}expected ${misfit.expected}, found ${misfit.found}.`;
  if (misfit.kind === 'unknown-kind')
    return `${where}'${misfit.found}': no API server serves this${didYouMean(misfit.found, misfit.known) || `; expected ${oneOf(misfit.known)}.`}`;
  const { known } = misfit;
  const hint = didYouMean(String(misfit.path.at(-1)), known) || (known.length <= mostListed ? `; expected ${oneOf(known)}.` : '.');
  return `${where}no such field${hint}`;
}

/** Names of the rules that find misfits: each kind is one. */
export const misfitRules: readonly string[] = ['unknown-field', 'unknown-kind', 'wrong-type'] satisfies readonly ObjectMisfit['kind'][];

/**
 * Findings for misfits of a kind. They are errors also if the settings do not name the object, since without the field the object does not mean what
 * its author meant; in namespaces without BlueMind they are warnings.
 */
export const misfitFindings =
  (kind: ObjectMisfit['kind']): Rule['check'] =>
  ({ objects: { misfits } }, intent) => {
    const shown = new Map<ObjectMisfit['reference'], number>();
    return misfits.flatMap((misfit): readonly RuleFinding[] => {
      const { reference, path, locateKey } = misfit;
      const count = (shown.get(reference) ?? 0) + 1;
      if (misfit.kind !== kind || count > mostShown) return [];
      shown.set(reference, count);
      const position = locateKey(path);
      const severity = graveness(intent, reference) === undefined ? 'warning' : 'error';
      return [{ message: describeMisfit(misfit), object: reference, severity, ...(position && { position }) }];
    });
  };
