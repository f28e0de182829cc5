import { type Finding, severities } from '../../checks';

/** Findings as text for the log of a pipeline. */
export const formatFindingsText = (findings: readonly Finding[]): string => `${[...findings.flatMap(lines), `${countsOf(findings)}.`].join('\n')}\n`;

function lines({ rule, severity, message, mend, waived, position: own, object }: Finding): readonly string[] {
  const position = own ?? object?.position;
  const where = position ? `${position.file}:${position.line}:${position.column}: ` : '';
  const state = waived ? `waived until ${waived.until} (${waived.reason})` : severity;
  return [`${where}${state}: ${message} [${rule}]`, ...(waived ? [] : [`    ${mend}`])];
}

/** `2 errors, 0 warnings, 1 info, 1 waived`. */
export function countsOf(findings: readonly Finding[]): string {
  const open = findings.filter(({ waived }) => !waived);
  const counts = [...severities].reverse().map((severity) => {
    const number = open.filter((finding) => finding.severity === severity).length;
    return `${number} ${severity}${number === 1 ? '' : 's'}`;
  });
  return `${counts.join(', ')}${open.length < findings.length ? `, ${findings.length - open.length} waived` : ''}`;
}
