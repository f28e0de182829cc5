import type { InstallationSettings } from './schema/settings';

/** The decision about one external port. */
export interface Exposure {
  readonly port: string;
  /** Name of the entry point, or `cluster`. */
  readonly entryPoint: string;
  /** Name of the workload that the outside reaches. @default - the one that serves the port */
  readonly workload?: string;
  readonly reason?: string;
}

/** The decisions under `expose`, in the settings' order. */
export const exposuresOf = ({ expose }: Pick<InstallationSettings, 'expose'>): readonly Exposure[] =>
  Object.entries(expose).map(([port, exposure]) => ({ port, ...(typeof exposure === 'string' ? { entryPoint: exposure } : exposure) }));

/** Whether the exposure of a port leads to a workload that serves it. */
export const leadsTo = ({ workload }: Exposure, name: string): boolean => workload === undefined || workload === name;
