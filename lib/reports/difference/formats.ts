import { annotationFormats } from '../findings/formats';
import { mapTextFormats } from '../map/formats';

/** Forms of a difference, by the names of the option --format. They stand apart, so that help loads no writer. */
export const differenceFormats = ['text', 'csv', 'json', 'markdown', ...annotationFormats, ...mapTextFormats] as const;

/** A form of a difference. */
export type DifferenceFormat = (typeof differenceFormats)[number];
