import { z } from 'zod';
import { type Fault, InputError } from '../base/faults';
import { formatPath, schemaFaults, schemaMessage } from '../settings';

const propertiesSchema = z
  .strictObject({
    settings: z.array(z.string()).optional(),
    catalogue: z.strictObject({ release: z.enum(['4', '5']).optional(), pods: z.record(z.string(), z.string()).optional() }).optional(),
    failOn: z.enum(['info', 'warning', 'error']).optional(),
    allowEmpty: z.boolean().optional(),
  })
  .refine(({ settings, catalogue }) => settings === undefined || catalogue === undefined, {
    path: ['catalogue'],
    message: 'goes without settings: it is for manifests of which there are none; remove one of the two',
  });

/**
 * Properties of the plugin as cdk8s.yaml gave them, which checks none of them.
 * @throws InputError with every fault
 */
export function checkProperties(properties: unknown): void {
  const { error } = propertiesSchema.safeParse(properties ?? {}, { error: schemaMessage });
  if (error === undefined) return;
  throw new InputError(
    schemaFaults(error.issues, properties).map(({ path, message }): Fault => ({ field: formatPath(['properties', ...path]), message })),
  );
}
