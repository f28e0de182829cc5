import type { Labels } from '../../base/labels';

/** An object of a probe, as JSON. */
export interface ProbeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly [field: string]: unknown;
}
