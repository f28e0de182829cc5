/** Forms of maps, by the names of the option --format. They stand apart, so that help loads no writer. */
export const mapFormats = ['dot', 'mermaid', 'svg'] as const;

/** A form of maps. */
export type MapFormat = (typeof mapFormats)[number];

/** Whether a form of something is a map. */
export const isMapFormat = (format: string): format is MapFormat => mapFormats.some((name) => name === format);
