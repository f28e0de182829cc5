import type { EntryPointSettings } from '../../settings';
import type { JsonObject } from '../templates/json';

/** A field of an entry point's settings that differs between environments. */
export type Field = TextField | ListField | TextsField;

interface CommonField<T> {
  /** Its path of keys, the same as in the settings. */
  readonly path: readonly string[];
  /** Meaning, as a sentence. */
  readonly description: string;
  /** Setting that decides it. */
  readonly value: T;
  /** The settings with another value. */
  readonly set: (settings: EntryPointSettings, value: T) => EntryPointSettings;
  /** JSON Schema of the text, of an element of the list, or of the map. */
  readonly schema: JsonObject;
}

/** A text that may be unset. */
export interface TextField extends CommonField<string | undefined> {
  readonly kind: 'text';
  /** Meaning of an empty text, as a sentence, if the plan accepts it. @default - the settings require a text */
  readonly whenEmpty?: string;
}

export interface ListField extends CommonField<string[]> {
  readonly kind: 'list';
  /** Whether the settings require an element. @default - it may be empty if the plan accepts it */
  readonly isNeeded?: boolean;
  /** Whether one element leads to other objects than several elements. */
  readonly isCounted: boolean;
  /** How many elements there may be. @default - any number that the plan accepts */
  readonly most?: number;
  /** Elements that the plan accepts, if it does not accept any text. */
  readonly examples?: ListExamples;
}

/** Elements of a list that appear nowhere else: a single one, and two of which the first sorts after the second. */
export interface ListExamples {
  readonly only: string;
  readonly first: string;
  readonly second: string;
}

/** A map of texts with unknown keys. */
export interface TextsField extends CommonField<Record<string, string>> {
  readonly kind: 'texts';
}
