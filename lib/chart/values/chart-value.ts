import type { ResolvedSettings } from '../../settings';
import type { Json, JsonObject } from '../templates/json';
import type { Marker } from '../templates/markers';

/** Something that the user of a chart may say, in values.yaml or by --set. */
export interface ChartValue {
  /** Keys that lead to it. */
  readonly path: readonly string[];
  /** Entry point that it belongs to. @default - the whole chart */
  readonly entryPoint?: string;
  /** Meaning, as a sentence. */
  readonly description: string;
  /** What it is unless somebody says otherwise: what the settings say. */
  readonly initial: Json;
  /** JSON Schema of what it may be. */
  readonly schema: JsonObject;
  /** What the objects' structure depends on, such as whether the value is empty; at least one. */
  readonly cases: readonly ValueCase[];
  /** Number of the case that `initial` is. */
  readonly initialCase: number;
  readonly markers: readonly Marker[];
}

/** One of the cases between which a template decides. */
export interface ValueCase {
  readonly name: 'off' | 'on' | 'unset' | 'set' | 'none' | 'some' | 'one' | 'several' | 'choice';
  /** Condition of this case and all behind it, in Helm's words; of no meaning for the first. */
  readonly test: string;
  /** The settings in this case, with markers for the value. */
  readonly apply: (settings: ResolvedSettings) => ResolvedSettings;
  /** Whether the case takes objects away and leaves the others as they are in the initial case. @default - it may change them as well */
  readonly removesOnly?: boolean;
}

/** How a template names what stands in the values: `$.Values.entryPoints.public.class`. */
export const reference = (path: readonly string[]): string =>
  path.reduce((parent, key) => (/^[a-zA-Z]\w*$/.test(key) ? `${parent}.${key}` : `(index ${parent} ${JSON.stringify(key)})`), '$.Values');
