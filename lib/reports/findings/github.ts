import { printable } from '../../base/printable';
import type { Finding } from '../../checks';
import { type FindingsReport, pathFrom, placeOf, ruleTitle } from './report';
import { countsOf } from './text';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands of GitHub Actions, which show each finding at its line; the summary is in the log. */
export const formatGithub = (report: FindingsReport): string =>
  `${[...report.findings.map((finding) => commandOf(finding, report)), `${report.command}: ${countsOf(report.findings)}.`].join('\n')}\n`;

function commandOf(finding: Finding, report: FindingsReport): string {
  const { rule, severity, message, mend, waived } = finding;
  const place = placeOf(finding, report);
  // GitHub refuses a column for a region of several lines.
  const isOnOneLine = place?.end?.line === place?.line;
  const properties = {
    title: `${ruleTitle(rule)} (${rule})`,
    ...(place && {
      file: pathFrom(report.folder, place.file),
      line: place.line,
      ...(place.end && { endLine: place.end.line }),
      ...(isOnOneLine && { col: place.column, ...(place.end && { endColumn: place.end.column }) }),
    }),
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escaped(String(value)).replace(/:/g, '%3A').replace(/,/g, '%2C')}`);
  const text = waived ? `Waived until ${waived.until} (${waived.reason}): ${message}` : `${message}\n${mend}`;
  return `::${waived ? 'notice' : commands[severity]} ${list.join(',')}::${escaped(text)}`;
}

/** The runner reads a command to the end of its line. */
const escaped = (text: string): string => printable(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
