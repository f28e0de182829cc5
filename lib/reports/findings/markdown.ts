import type { Finding } from '../../checks';
import { formatReference } from '../../reachability';
import { mapInMarkdown } from '../map/markdown';
import { folded, markdownCode, markdownText } from '../markdown';
import { formatMarkdown } from '../table';
import { type FindingsReport, pathFrom, placeOf } from './report';
import { countsOf } from './text';

/** Findings for a pull request: counts, a table, and folded details of each. */
export function formatFindingsMarkdown(report: FindingsReport): string {
  const { findings, command } = report;
  const heading = `**cdk8s-bluemind ${command}: ${countsOf(findings)}.**\n`;
  return [
    heading,
    ...(findings.length > 0 ? [findingsTable(report)] : []),
    ...mapInMarkdown(report.map?.()),
    ...(findings.length > 0 ? [folded('Details', findings.map((finding) => findingDetails(finding, report)).join('\n'))] : []),
  ].join('\n');
}

/** Findings as a table: what, where, by which rule. */
export const findingsTable = (report: FindingsReport): string =>
  formatMarkdown({
    columns: ['Severity', 'What', 'Where', 'Rule'],
    rows: report.findings.map((finding) => [stateOf(finding), finding.message, whereOf(finding, report), finding.rule]),
  });

const stateOf = ({ severity, waived }: Finding): string => (waived ? `waived until ${waived.until}` : severity);

/** The file and line to look at; empty if there is none. */
export function whereOf(finding: Finding, report: FindingsReport): string {
  const place = placeOf(finding, report);
  return place ? `${pathFrom(report.folder, place.file)}:${place.line}` : '';
}

/** Details of a finding: why it matters, what to do, and its objects with their positions. */
export const findingDetails = (finding: Finding, report: FindingsReport): string =>
  [
    `- ${markdownText(finding.message)}`,
    ...(finding.waived ? [`  - Waived until ${finding.waived.until}: ${markdownText(finding.waived.reason)}`] : []),
    `  - ${markdownText(finding.why)}`,
    `  - ${markdownText(finding.mend)}`,
    ...[...(finding.object ? [{ ...finding.object, position: finding.position ?? finding.object.position }] : []), ...(finding.related ?? [])].map(
      (object) =>
        `  - ${markdownCode(formatReference(object))}${object.position ? ` ${markdownCode(`${pathFrom(report.folder, object.position.file)}:${object.position.line}`)}` : ''}`,
    ),
    '',
  ].join('\n');
