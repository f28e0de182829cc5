/** Forms of maps that are text, by the names of the option --format. They are in a separate file, so that help loads no writer. */
export const mapTextFormats = ['dot', 'mermaid'] as const;

/** A form of maps that is text. */
export type MapTextFormat = (typeof mapTextFormats)[number];

/** Forms of maps: text, and a drawing, which has to be laid out. */
export const mapFormats = [...mapTextFormats, 'svg'] as const;

/** A format of maps. */
export type MapFormat = (typeof mapFormats)[number];

/** Whether a format is a map. */
export const isMapFormat = <Format extends string>(format: Format): format is Format & MapFormat => mapFormats.some((name) => name === format);
