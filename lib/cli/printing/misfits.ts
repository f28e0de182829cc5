import { describeMisfit } from '../../checks/misfits';
import type { Model } from '../../reachability';
import { say } from '../terminal';

/** Nobody reads more lines than this. */
const mostLines = 20;

/**
 * Reports on standard error which fields of manifests have no effect, since the result without them may be the opposite of what the author meant.
 * An API server refuses these objects, or silently drops the fields if it does not validate strictly.
 */
export function warnOfMisfits(...models: readonly Model[]): void {
  const misfits = models.flatMap(({ objects }) => objects.misfits);
  for (const misfit of misfits.slice(0, mostLines)) {
    const position = misfit.locateKey(misfit.path);
    say(`${position ? `${position.file}:${position.line}:${position.column}: ` : ''}warning: ${describeMisfit(misfit)}\n`);
  }
  if (misfits.length > mostLines) say(`warning: ${misfits.length - mostLines} more like this.\n`);
  if (misfits.length > 0) say('The answer is computed without these fields; the API server refuses such objects, or drops the fields silently.\n');
}
