import * as z from 'zod';
import { dnsNameSchema, machineAddressSchema } from './values';

/** DNS records of the mail server. */
export const mailSchema = z.strictObject({
  hostname: dnsNameSchema.meta({
    description: 'Name of the mail server, to which the MX records of its domains point; the reverse name of its address should be the same.',
    examples: ['mail.example.org'],
  }),
  domains: z
    .array(dnsNameSchema)
    .default([])
    .meta({
      description: 'Domains whose mail arrives here: the report lists the records that each of them needs.',
      examples: [['example.org', 'example.com']],
    }),
  outgoingAddresses: z
    .array(machineAddressSchema)
    .default([])
    .meta({
      description: 'Addresses from which mail goes out, for SPF. Default: that of `egress.identity`, else only those of the MX records.',
      examples: [['192.0.2.10', '2001:db8::10']],
    }),
});

export const dnsSchema = z.enum(['none', 'externalDns']);
