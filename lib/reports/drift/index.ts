import type { Drift } from '../../cluster/drift/drift';
import { formatFindings } from '../findings';
import type { FindingsFormat } from '../findings/formats';
import { formatFindingsMarkdown } from '../findings/markdown';
import { formatFindingsText } from '../findings/text';
import { markdownText } from '../markdown';
import { formatDriftJson } from './json';
import { driftNotes } from './notes';
import { type DriftContext, driftReport } from './report';

/** Drift in one of the formats of findings. */
export function formatDrift(drift: Drift, context: DriftContext, format: FindingsFormat): string {
  switch (format) {
    case 'text':
      return `${formatFindingsText(drift.findings)}${driftNotes(drift)
        .map((note) => `${note}\n`)
        .join('')}`;
    case 'json':
      return formatDriftJson(drift);
    case 'markdown':
      return `${formatFindingsMarkdown(driftReport(drift, context))}\n${driftNotes(drift)
        .map((note) => `- ${markdownText(note)}\n`)
        .join('')}`;
    default:
      return formatFindings(driftReport(drift, context), format);
  }
}

/** Notes for standard error, in formats that have no place for them. */
export const notesBeside = (drift: Drift, format: FindingsFormat): readonly string[] =>
  ['text', 'json', 'markdown'].includes(format) ? [] : driftNotes(drift);
