import { type AnnotationFormat, annotationFormats } from '../findings/formats';
import { type MapFormat, mapFormats } from '../map/formats';

/** Formats of lists of connections, by the names of the option --format. They are in a separate file, so that help loads no writer. */
export const listFormats = ['text', 'csv', 'json', 'markdown'] as const;

/** A format of a list of connections. */
export type ListFormat = (typeof listFormats)[number];

/** Forms of connections, and of their explanations: lists, what pipelines show, and maps. */
export const connectionsFormats = [...listFormats, ...annotationFormats, ...mapFormats] as const;

/** A format of connections. */
export type ConnectionsFormat = ListFormat | AnnotationFormat | MapFormat;
