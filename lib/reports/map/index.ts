import { formatDot } from './dot';
import type { MapFormat } from './formats';
import { formatMermaid } from './mermaid';
import type { NetworkMap } from './network-map';
import { formatSvg } from './svg';

const formats = {
  dot: formatDot,
  mermaid: formatMermaid,
  svg: formatSvg,
} as const satisfies Readonly<Record<MapFormat, (map: NetworkMap) => string | Promise<string>>>;

/** A map in one of the forms. */
export const formatMap = async (map: NetworkMap, format: MapFormat): Promise<string> => formats[format](map);
