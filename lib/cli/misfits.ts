import { describeMisfit } from '../checks/misfits';
import type { Model } from '../reachability';
import { say } from './terminal';

/** With more lines than these nobody reads any. */
const mostLines = 20;

/**
 * Says on standard error which fields of manifests count for nothing, since what is computed of the rest may be the opposite of what its author meant.
 * An API server refuses these objects, or drops the fields without a word where it does not validate strictly.
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
