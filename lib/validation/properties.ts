import * as z from 'zod';
import { type Fault, InputError } from '../base/faults';
import { routeDialects } from '../reachability';
import { formatPath, schemaFaults, schemaMessage } from '../settings';

const labels = z.record(z.string(), z.string());

const propertiesSchema = z
  .strictObject({
    settings: z.array(z.string()).optional(),
    catalogue: z.strictObject({ release: z.enum(['4', '5']).optional(), pods: z.record(z.string(), z.string()).optional() }).optional(),
    failOn: z.enum(['info', 'warning', 'error']).optional(),
    allowEmpty: z.boolean().optional(),
    hostNetwork: z.enum(['undefined', 'ordinary']).optional(),
    ipBlocksMatchPods: z.enum(['undefined', 'always', 'never']).optional(),
    podAddresses: z.array(z.string()).optional(),
    nodeAddresses: z.array(z.string()).optional(),
    sourceRanges: z.enum(['enforced', 'ignored']).optional(),
    clientAddress: z.enum(['kept', 'replaced']).optional(),
    namespaceLabels: z.record(z.string(), labels).optional(),
    controllers: z
      .array(
        z.strictObject({
          namespace: z.string(),
          labels,
          hostNetwork: z.boolean().optional(),
          classNames: z.array(z.string()).optional(),
          dialects: z.array(z.enum(routeDialects)).optional(),
        }),
      )
      .optional(),
  })
  .refine(({ settings, catalogue }) => settings === undefined || catalogue === undefined, {
    path: ['catalogue'],
    message: 'cannot be combined with settings: it is for manifests without settings; remove one of the two',
  });

/**
 * Properties of the plugin from cdk8s.yaml; cdk8s does not check them.
 * @throws InputError with every fault
 */
export function checkProperties(properties: unknown): void {
  const { error } = propertiesSchema.safeParse(properties ?? {}, { error: schemaMessage });
  if (error === undefined) return;
  throw new InputError(
    schemaFaults(error.issues, properties).map(({ path, message }): Fault => ({ field: formatPath(['properties', ...path]), message })),
  );
}
