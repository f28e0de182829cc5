import * as z from 'zod';
import { dnsNameSchema } from '../values';

/** How a controller checks the certificate of BlueMind's own HTTPS listener. */
export const backendTlsSchema = z
  .strictObject({
    caSecret: dnsNameSchema.meta({
      description: 'Secret, in the namespace of the installation, with the certificates of the authority that issued it.',
      examples: ['bluemind-ca'],
    }),
    serverName: dnsNameSchema.optional().meta({
      description: 'Name that the certificate must contain. Default: the first of `hosts`.',
      examples: ['mail.example.org'],
    }),
  })
  .optional()
  .meta({
    description:
      'Makes the controller check the certificate of BlueMind. Default: the connection is encrypted, but the certificate is not checked, since BlueMind’s own is often self-signed.',
    examples: [{ caSecret: 'bluemind-ca', serverName: 'mail.example.org' }],
  });

/** How a controller checks BlueMind's certificate; undefined if it does not. */
export type BackendTlsSettings = z.output<typeof backendTlsSchema>;
