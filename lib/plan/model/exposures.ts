import type { ClientAddress } from './client-address';

/** The decision about an external port that settings name. */
export type PlannedExposure =
  | {
      readonly kind: 'exposed';
      readonly port: string;
      readonly number: number;
      readonly entryPoint: string;
      readonly workload: string;
      readonly clientAddress: ClientAddress;
      /** Why settings accept that the address is lost. @default - it is not lost, or not needed */
      readonly acceptedBecause?: string;
    }
  | { readonly kind: 'kept-inside'; readonly port: string; readonly number: number; readonly reason?: string };
