import { formatDot } from './dot';
import type { MapFormat, MapTextFormat } from './formats';
import { formatMermaid } from './mermaid';
import type { NetworkMap } from './network-map';
import { formatSvg } from './svg';

const formats = {
  dot: formatDot,
  mermaid: formatMermaid,
} as const satisfies Readonly<Record<MapTextFormat, (map: NetworkMap) => string>>;

/** A map in one of the forms that are text. */
export const formatMapText = (map: NetworkMap, format: MapTextFormat): string => formats[format](map);

/** A map in one of the formats. */
export const formatMap = async (map: NetworkMap, format: MapFormat): Promise<string> =>
  format === 'svg' ? formatSvg(map) : formatMapText(map, format);
