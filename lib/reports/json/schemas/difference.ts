import * as z from 'zod';
import { end, objectName, portSet, severity, version } from './common';
import { finding } from './findings';

const kind = z.enum(['added', 'removed', 'changed']);

const connection = z.strictObject({
  kind,
  severity,
  source: end,
  destination: end,
  before: portSet,
  after: portSet,
  opened: portSet.optional().describe('Ports that are open, or may be, and were closed before.'),
  workloads: z.array(z.string()).optional().describe('Workloads at either end that only one state has.'),
});

/** What `diff --format json` prints. */
export const diffDocument = z.strictObject({
  schemaVersion: version,
  connections: z.array(connection).describe('Connections that are allowed in one state, or in both with other ports.'),
  unknown: z
    .array(connection.extend({ reasons: z.strictObject({ before: z.string(), after: z.string() }).optional() }))
    .describe('The same of what cannot be decided, with the reasons in each state.'),
  objects: z.array(
    z.strictObject({
      kind,
      severity,
      what: z.enum(['workload', 'service', 'policy']),
      name: z.union([objectName, end]),
      before: z.array(z.string()).optional().describe('Facts that only the old state has.'),
      after: z.array(z.string()).optional().describe('Facts that only the new state has.'),
      caution: z.string().optional().describe('Why more than usual depends on it.'),
    }),
  ),
  exposures: z.array(finding).describe('Ways in from outside that are new, gone or changed.'),
});
