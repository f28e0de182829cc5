import { csvLine } from '../../base/csv';
import { printable } from '../../base/printable';
import { type FindingsReport, pathFrom, placeOf } from './report';

const columns = ['severity', 'rule', 'message', 'installation', 'file', 'line', 'mend', 'waived until'];

/** Findings for a spreadsheet: one line for each, with the file and line to look at. */
export const formatFindingsCsv = (report: FindingsReport): string =>
  printable(
    [
      columns,
      ...report.findings.map((finding) => {
        const { severity, rule, message, installation = '', mend, waived } = finding;
        const place = placeOf(finding, report);
        const where = place ? [pathFrom(report.folder, place.file), `${place.line}`] : ['', ''];
        return [severity, rule, message, installation, ...where, mend, waived?.until ?? ''];
      }),
    ]
      .map((fields) => csvLine(fields))
      .join(''),
  );
