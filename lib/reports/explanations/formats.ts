import { listFormats } from '../connections/formats';
import { mapFormats } from '../map/formats';

/** Forms of explanations, by the names of the option --format. They stand apart, so that help loads no writer. */
export const explanationFormats = [...listFormats, ...mapFormats] as const;

/** A form of explanations. */
export type ExplanationFormat = (typeof explanationFormats)[number];
