import type { Labels } from '../../../base/labels';

/** Fields of every object that is a way in. */
export interface Entry {
  /** Name of the entry point in the settings. */
  readonly entryPoint: string;
  /** Name of the object. */
  readonly name: string;
  readonly namespace: string;
  readonly description: string;
  readonly annotations: Labels;
}
