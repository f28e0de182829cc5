import { formatFindings } from '../findings';
import { differenceMap } from '../map/difference-map';
import { formatDot } from '../map/dot';
import { formatMermaid } from '../map/mermaid';
import { formatDifferenceCsv } from './csv';
import type { DifferenceFormat } from './formats';
import { formatDifferenceJson } from './json';
import { formatDifferenceMarkdown } from './markdown';
import type { DifferenceReport } from './report';
import { formatDifferenceText } from './text';

const formats = {
  text: formatDifferenceText,
  csv: formatDifferenceCsv,
  json: formatDifferenceJson,
  markdown: formatDifferenceMarkdown,
  sarif: (report) => formatFindings(report, 'sarif'),
  junit: (report) => formatFindings(report, 'junit'),
  'code-quality': (report) => formatFindings(report, 'code-quality'),
  github: (report) => formatFindings(report, 'github'),
  dot: ({ difference, portNames }) => formatDot(differenceMap(difference, portNames)),
  mermaid: ({ difference, portNames }) => formatMermaid(differenceMap(difference, portNames)),
} as const satisfies Readonly<Record<DifferenceFormat, (report: DifferenceReport) => string>>;

/** A difference in one of the formats. */
export const formatDifference = (report: DifferenceReport, format: DifferenceFormat): string => formats[format](report);
