import type { Matrix } from '../../cluster/probe/matrix';
import { formatProbesCsv } from './csv';
import type { ProbeFormat } from './formats';
import { formatProbesJson } from './json';
import { formatProbesJunit } from './junit';
import { formatProbesMarkdown } from './markdown';
import { formatMatrix } from './text';

const formats = {
  text: (matrices, width) => matrices.map((matrix) => formatMatrix(matrix, width)).join('\n'),
  csv: formatProbesCsv,
  json: formatProbesJson,
  markdown: formatProbesMarkdown,
  junit: formatProbesJunit,
} as const satisfies Readonly<Record<ProbeFormat, (matrices: readonly Matrix[], width?: number) => string>>;

/**
 * The results of probes, for people, programs and CI systems.
 * @param width characters that a line of text has. @default - lines are as long as they are
 */
export const formatProbes = (matrices: readonly Matrix[], format: ProbeFormat, width?: number): string => formats[format](matrices, width);
