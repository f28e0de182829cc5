import * as z from 'zod';
import { objectName, version } from './common';
import { finding } from './findings';

const kinds = z.array(z.string().describe('A kind with its group, such as Gateway (gateway.networking.k8s.io).'));

/** What `drift --format json` prints. */
export const driftDocument = z.strictObject({
  schemaVersion: version,
  rendered: z.int().min(0).describe('How many objects the settings render.'),
  same: z.int().min(0).describe('How many of them are in the cluster as rendered.'),
  findings: z.array(finding),
  changed: z
    .array(
      z.strictObject({
        object: objectName,
        changes: z.array(
          z.strictObject({
            field: z.string().describe('Such as spec.ports[smtp].targetPort.'),
            kind: z.enum(['changed', 'removed', 'added']),
            expected: z.string().optional().describe('As rendered, in JSON; cut short.'),
            found: z.string().optional().describe('As in the cluster, in JSON; cut short.'),
          }),
        ),
      }),
    )
    .describe('Objects in the cluster that differ.'),
  read: z
    .array(z.strictObject({ kind: z.string(), namespaces: z.array(z.string()).optional() }))
    .describe('What was read; in all namespaces if none are named.'),
  notServed: kinds.describe('Kinds that the cluster does not have.'),
  notGiven: kinds.describe('Kinds without an object in the input, which were not checked.'),
  notAllowed: kinds.describe('Kinds that were not compared, since you have no right to list all of them; only with --keep-going.'),
});
