import { printable } from '../../base/printable';
import type { Finding } from '../../checks';
import { fingerprintsOf } from './fingerprints';
import { type FindingsReport, pathFrom, placeOf } from './report';

const severities = { error: 'critical', warning: 'major', info: 'info' } as const;

/** GitLab's Code Quality report: waived findings are infos there, since the format has no waivers. */
export function formatCodeQuality(report: FindingsReport): string {
  const fingerprints = fingerprintsOf(report.findings);
  return `${JSON.stringify(
    report.findings.map((finding, index) => ({
      description: printable(descriptionOf(finding)),
      check_name: finding.rule,
      fingerprint: fingerprints[index],
      severity: finding.waived ? 'info' : severities[finding.severity],
      location: locationOf(finding, report),
    })),
    null,
    2,
  )}\n`;
}

const descriptionOf = ({ message, mend, waived }: Finding): string =>
  waived ? `Waived until ${waived.until} (${waived.reason}): ${message}` : `${message} ${mend}`;

/** Every finding needs a path and a line, or GitLab ignores the whole report. */
function locationOf(finding: Finding, report: FindingsReport) {
  const place = placeOf(finding, report) ?? { file: report.input, line: 1 };
  return { path: pathFrom(report.folder, place.file), lines: { begin: place.line, ...('end' in place && place.end && { end: place.end.line }) } };
}
