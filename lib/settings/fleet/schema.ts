import * as z from 'zod';

/** Fields of settings, whose meaning is checked when the installation is complete. */
const fields = z.record(z.string(), z.unknown());

const pathSchema = z.string().trim().min(1, 'is empty; expected the path of a file');

/** The form of a fleet file. */
export const fleetSchema = z.strictObject({
  base: z
    .union([pathSchema, fields])
    .optional()
    .meta({
      description: 'Settings that all installations share: the path of a settings file, from the folder of this file, or the fields themselves.',
      examples: ['shared/base.yaml', { isolation: 'connections' }],
    }),
  table: pathSchema.optional().meta({
    description:
      'Path of a table of installations, from the folder of this file: comma-separated values, whose first line names the fields, one of them `name`.',
    examples: ['customers.csv'],
  }),
  installations: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({
      description:
        'Installations by name, each with the fields in which it differs from the base: maps are merged field by field, null removes a field, everything else replaces the value.',
      examples: [{ school: { mail: { hostname: 'mail.school.example' } }, college: null }],
    }),
});

export type FleetFields = z.output<typeof fleetSchema>;

/** Top-level fields of which at least one makes a file a fleet file: no settings file has them. */
export const fleetFields: readonly string[] = Object.keys(fleetSchema.shape);
