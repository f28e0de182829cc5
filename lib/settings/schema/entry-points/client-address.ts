import * as z from 'zod';
import { cidrSchema, portNameSchema, portNumberSchema, reasonSchema } from '../values';

/** PROXY protocol towards BlueMind: one switch for each entry point. */
export const proxyProtocolSchema = z
  .strictObject({
    version: z
      .enum(['v1', 'v2'])
      .default('v2')
      .meta({ description: 'Version of the header that is sent to BlueMind.', examples: ['v2'] }),
    ports: z
      .array(portNameSchema)
      .min(1, 'is empty')
      .optional()
      .meta({
        description:
          'Ports that get the header, if the provider can choose by port. Default: all ports of this entry point, except http and https if a controller speaks HTTP to BlueMind.',
        examples: [['smtp', 'imaps']],
      }),
    targetPorts: z
      .record(portNameSchema, portNumberSchema)
      .default({})
      .meta({
        description:
          'Ports of the pods whose listeners expect the header, each different from the plain port, which clients inside the cluster still use. Required for every port except https, which has only one listener: BlueMind’s own switch changes it.',
        examples: [{ smtp: 10025, imaps: 10993 }],
      }),
    trustedCidrs: z
      .array(cidrSchema)
      .default([])
      .meta({
        description: 'Addresses from which these connections reach the pods: the balancer’s, or the nodes’. An empty list means `cluster.nodeCidrs`.',
        examples: [['10.0.0.0/24']],
      }),
  })
  .optional()
  .meta({
    description: "Sends the client's address by the PROXY protocol if it would otherwise be lost. Default: off.",
    examples: [{ version: 'v2', targetPorts: { smtp: 10025 } }],
  });

export const acceptLostClientAddressSchema = reasonSchema.optional().meta({
  description:
    'Why it is acceptable here that BlueMind does not see the addresses of mail clients; the output shows it. Default: not acceptable, so such an exposure is refused.',
  examples: ['Only the relay of the provider connects, and it is not in mynetworks.'],
});
