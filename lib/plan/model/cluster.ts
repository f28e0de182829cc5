import type { IngressController } from '../../settings';

/** Where the connections of an ingress controller or gateway come from, for the entry points that lead through it. */
export interface PlannedController {
  readonly entryPoint: string;
  readonly source: IngressController;
  /** Name of an exposed port to the number on which the controller listens, where it is another. */
  readonly listeners: Readonly<Record<string, number>>;
}
