import type { Fault } from '../../base/faults';
import type { Finding } from '../../checks';
import { formatFindingsText } from '../../reports/findings/text';
import type { Outcome } from '../../synth/in-turn';
import { exitCodes } from '../exit-code';
import { say, showProgress } from '../terminal';
import { sayFaults } from './report-faults';

/** Up to this number, each installation is reported; for more there is a summary with those that need attention. */
const few = 10;

/** Reports what happened to installations: each of a few, or a summary and the exceptions of many; faults at the end. */
export function turnsReport(count: number, verbose: boolean): { readonly tell: (outcome: Outcome) => void; readonly end: () => number } {
  const isEachTold = verbose || count <= few;
  const counts = { rendered: 0, unchanged: 0, failed: 0 };
  const faults: Fault[] = [];
  const findings: Finding[] = [];
  const tell = (outcome: Outcome): void => {
    if (outcome.kind === 'faulty') faults.push(...outcome.faults);
    if (outcome.kind === 'breach') findings.push(...outcome.findings);
    if (outcome.kind === 'rendered' || outcome.kind === 'unchanged') {
      counts[outcome.kind] += 1;
      if (isEachTold) for (const line of [...outcome.details, ...outcome.warnings]) say(`${line}\n`);
      else if (outcome.kind === 'rendered') for (const line of outcome.warnings) say(`${line}\n`);
    } else counts.failed += 1;
    if (!isEachTold) showProgress(counts.rendered + counts.unchanged + counts.failed, count);
  };
  const end = (): number => {
    const written = counts.rendered + counts.unchanged;
    if (count > few) say(`${count} installations: ${counts.rendered} rendered, ${counts.unchanged} unchanged, ${counts.failed} failed.\n`);
    const consequence =
      written === 0
        ? 'nothing was written'
        : `nothing was written for ${counts.failed === 1 ? 'the installation that fails' : `the ${counts.failed} installations that fail`}`;
    if (findings.length > 0) say(`${formatFindingsText(findings)}${consequence.charAt(0).toUpperCase()}${consequence.slice(1)}.\n`);
    if (faults.length > 0) return sayFaults(faults, consequence);
    return findings.length > 0 ? exitCodes.findings : exitCodes.fine;
  };
  return { tell, end };
}
