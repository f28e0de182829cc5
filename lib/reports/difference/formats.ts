import { annotationFormats } from '../findings/formats';
import { mapTextFormats } from '../map/formats';

/** Formats of a difference, by the names of the option --format. They are in a separate file, so that help loads no writer. */
export const differenceFormats = ['text', 'csv', 'json', 'markdown', ...annotationFormats, ...mapTextFormats] as const;

/** A format of a difference. */
export type DifferenceFormat = (typeof differenceFormats)[number];
