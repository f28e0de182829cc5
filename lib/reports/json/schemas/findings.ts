import * as z from 'zod';
import { objectName, position, severity, version } from './common';

/** A finding of checks or a comparison about an object or a way in. */
export const finding = z.strictObject({
  rule: z.string().describe("Name of the rule, as the command 'rules' lists them."),
  severity,
  message: z.string().describe('What was found, in a sentence.'),
  why: z.string().describe('Why it matters.'),
  mend: z.string().describe('What to do.'),
  installation: z.string().optional().describe('Name of the installation whose settings it was checked against.'),
  port: z.string().optional().describe('Name of the BlueMind port.'),
  object: objectName.optional(),
  position: position.optional(),
  related: z.array(objectName).optional().describe('Further objects on the way, from outside to inside.'),
  waived: z
    .strictObject({ reason: z.string(), until: z.string().describe('Last day, as YYYY-MM-DD.') })
    .optional()
    .describe('Accepted by the settings until that day: it does not fail a command.'),
});

/** What `verify --format json` prints. */
export const verifyDocument = z.strictObject({ schemaVersion: version, findings: z.array(finding) });
