/** A connection of BlueMind's components that crosses the network, between two workloads or the pods of one. */
export interface PlannedConnection {
  readonly from: string;
  readonly fromWorkload: string;
  readonly to: string;
  readonly toWorkload: string;
  /** Name of the port. */
  readonly port: string;
  readonly description: string;
}
