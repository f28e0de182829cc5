import { type Finding, severities } from '../checks';
import { formatReference } from '../reachability';
import { formatDocument } from './json/document';

export type FindingsFormat = 'text' | 'json';

/** Findings as a person reads them in a pipeline's log, or as a program does. */
export const formatFindings = (findings: readonly Finding[], format: FindingsFormat): string =>
  format === 'json' ? formatDocument({ findings: findingsJson(findings) }) : `${[...findings.flatMap(lines), summary(findings)].join('\n')}\n`;

/** Findings as plain data. */
export const findingsJson = (findings: readonly Finding[]) => findings.map(toJson);

function lines(finding: Finding): readonly string[] {
  const { rule, severity, message, mend, waived } = finding;
  const position = positionOf(finding);
  const where = position ? `${position.file}:${position.line}:${position.column}: ` : '';
  const state = waived ? `waived until ${waived.until} (${waived.reason})` : severity;
  return [`${where}${state}: ${message} [${rule}]`, ...(waived ? [] : [`    ${mend}`])];
}

const positionOf = ({ position, object }: Finding) => position ?? object?.position;

function summary(findings: readonly Finding[]): string {
  const open = findings.filter(({ waived }) => !waived);
  const counts = [...severities].reverse().map((severity) => {
    const number = open.filter((finding) => finding.severity === severity).length;
    return severity === 'info' ? `${number} to know` : `${number} ${severity}${number === 1 ? '' : 's'}`;
  });
  return `${counts.join(', ')}${open.length < findings.length ? `, ${findings.length - open.length} waived` : ''}.`;
}

const toJson = (finding: Finding) => {
  const { rule, severity, message, why, mend, object, related = [], port, waived } = finding;
  const position = positionOf(finding);
  return {
    rule,
    severity,
    message,
    why,
    mend,
    ...(port !== undefined && { port }),
    ...(object && { object: formatReference(object) }),
    ...(position && { position }),
    ...(related.length > 0 && { related: related.map(formatReference) }),
    ...(waived && { waived }),
  };
};
