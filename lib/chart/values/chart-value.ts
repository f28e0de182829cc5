import type { ResolvedSettings } from '../../settings';
import type { Json, JsonObject } from '../templates/json';
import type { Marker } from '../templates/markers';

/** A value that the user of a chart may set, in values.yaml or by --set. */
export interface ChartValue {
  /** Its path of keys. */
  readonly path: readonly string[];
  /** Entry point that it belongs to. @default - the whole chart */
  readonly entryPoint?: string;
  /** Meaning, as a sentence. */
  readonly description: string;
  /** Its default: the value from the settings. */
  readonly initial: Json;
  /** JSON Schema of the value. */
  readonly schema: JsonObject;
  /** Cases on which the structure of the objects depends, such as whether the value is empty; at least one. */
  readonly cases: readonly ValueCase[];
  /** Number of the case of `initial`. */
  readonly initialCase: number;
  readonly markers: readonly Marker[];
}

/** One of the cases that a template distinguishes. */
export interface ValueCase {
  readonly name: 'off' | 'on' | 'unset' | 'set' | 'none' | 'some' | 'one' | 'several' | 'choice';
  /** Condition of this case and all later ones, as a Helm expression; without meaning for the first. */
  readonly test: string;
  /** The settings in this case, with markers for the value. */
  readonly apply: (settings: ResolvedSettings) => ResolvedSettings;
  /** Whether the case only removes objects and leaves the others as in the initial case. @default - it may also change them */
  readonly removesOnly?: boolean;
}

/** How a template refers to a value: `$.Values.entryPoints.public.class`. */
export const reference = (path: readonly string[]): string =>
  path.reduce((parent, key) => (/^[a-zA-Z]\w*$/.test(key) ? `${parent}.${key}` : `(index ${parent} ${JSON.stringify(key)})`), '$.Values');
