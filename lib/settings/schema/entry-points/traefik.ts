import * as z from 'zod';
import { hostSchema, portNameSchema } from '../values';
import { controllerFields } from './controller-fields';

export const traefikSchema = z
  .strictObject({
    type: z.literal('Traefik').meta({ description: "Traefik's own routes: IngressRouteTCP and IngressRoute.", examples: ['Traefik'] }),
    ...controllerFields,
    hosts: z
      .array(hostSchema)
      .default([])
      .meta({
        description:
          'Names under which clients reach BlueMind: hosts of the external URL, needed for https. Traefik then routes ports with implicit TLS by these names (SNI), so that other applications can share its entry point; clients that send no name are refused. With an empty list, BlueMind gets every connection to these ports.',
        examples: [['mail.example.org']],
      }),
    tlsMode: z
      .enum(['terminate', 'passthrough'])
      .default('terminate')
      .meta({
        description:
          'Whether TLS of https ends at Traefik, which then opens its own connection to BlueMind’s https, or reaches BlueMind unchanged. The other ports that begin with TLS are always passed through.',
        examples: ['passthrough'],
      }),
    entryPoints: z
      .record(portNameSchema, portNameSchema)
      .default({})
      .meta({
        description: "Traefik's entry point for a port, if its name differs from that of the port (http: web, https: websecure).",
        examples: [{ smtp: 'mail', https: 'websecure' }],
      }),
  })
  .meta({ title: 'Traefik', description: 'Raw TCP and HTTP through Traefik: every port.' });
