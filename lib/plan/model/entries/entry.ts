import type { Labels } from '../../../base/labels';

/** What every object through which the outside comes in has. */
export interface Entry {
  /** Name of the entry point in the settings. */
  readonly entryPoint: string;
  /** Name of the object. */
  readonly name: string;
  readonly namespace: string;
  readonly description: string;
  readonly annotations: Labels;
}
