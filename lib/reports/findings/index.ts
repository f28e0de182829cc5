import { formatCodeQuality } from './code-quality';
import { formatFindingsCsv } from './csv';
import type { FindingsFormat } from './formats';
import { formatGithub } from './github';
import { formatFindingsJson } from './json';
import { formatJunit } from './junit';
import { formatFindingsMarkdown } from './markdown';
import type { FindingsReport } from './report';
import { formatSarif } from './sarif';
import { formatFindingsText } from './text';

const formats = {
  text: ({ findings }: FindingsReport) => formatFindingsText(findings),
  json: ({ findings }: FindingsReport) => formatFindingsJson(findings),
  csv: formatFindingsCsv,
  markdown: formatFindingsMarkdown,
  sarif: formatSarif,
  junit: formatJunit,
  'code-quality': formatCodeQuality,
  github: formatGithub,
} as const satisfies Readonly<Record<FindingsFormat, (report: FindingsReport) => string>>;

/** Findings in one of the formats. */
export const formatFindings = (report: FindingsReport, format: FindingsFormat): string => formats[format](report);
