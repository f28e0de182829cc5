import type { EntryPointSettings } from '../../settings';
import type { JsonObject } from '../templates/json';

/** A field of an entry point's settings that differs between environments. */
export type Field = TextField | ListField | TextsField;

interface CommonField<T> {
  /** Keys that lead to it, the same as in the settings. */
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
  /** What an empty text stands for, as a sentence, wherever the plan has nothing against it. @default - the settings cannot do without */
  readonly whenEmpty?: string;
}

export interface ListField extends CommonField<string[]> {
  readonly kind: 'list';
  /** Whether the settings cannot do without an element. @default - it may be empty wherever the plan has nothing against it */
  readonly isNeeded?: boolean;
  /** Whether one element makes other objects than several do. */
  readonly isCounted: boolean;
  /** How many elements there may be. @default - any number that the plan has nothing against */
  readonly most?: number;
  /** Elements that the plan accepts, where not any text will do. */
  readonly examples?: ListExamples;
}

/** Elements of a list that stand nowhere else: one by itself, and two of which the first sorts after the second. */
export interface ListExamples {
  readonly only: string;
  readonly first: string;
  readonly second: string;
}

/** A map of texts by keys that nobody knows beforehand. */
export interface TextsField extends CommonField<Record<string, string>> {
  readonly kind: 'texts';
}
