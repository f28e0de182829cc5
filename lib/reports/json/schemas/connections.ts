import * as z from 'zod';
import { end, portSet, version } from './common';

const connections = z
  .array(
    z.strictObject({
      src: end,
      dst: end,
      conn: portSet.describe("Ports as in 'TCP 25,465'; 'unknown' precedes those that may or may not be open."),
      reason: z.string().optional().describe('Why it is unknown.'),
    }),
  )
  .describe('One entry for the ports that are open between two ends, and one for those that are unknown, with the field names of netpol-analyzer.');

/** What `reach --format json` prints. */
export const reachDocument = z.strictObject({ schemaVersion: version, connections });

/** What the command `exposure --format json` prints. */
export const potentialDocument = z.strictObject({
  schemaVersion: version,
  connections,
  unprotected: z
    .array(z.strictObject({ workload: end, directions: z.array(z.enum(['ingress', 'egress'])) }))
    .describe('Workloads that no policy selects in a direction, with these directions.'),
});
