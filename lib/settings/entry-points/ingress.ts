import { z } from 'zod';
import { dnsNameSchema, hostSchema } from '../values';
import { tlsSchema } from './certificate';
import { annotations } from './service-fields';

export const ingressSchema = z
  .strictObject({
    type: z.literal('Ingress').meta({ description: 'An Ingress, for http and https alone.', examples: ['Ingress'] }),
    className: dnsNameSchema.optional().meta({
      description: 'ingressClassName. Default: the default class of the cluster.',
      examples: ['traefik'],
    }),
    controller: z
      .enum(['haproxy', 'ingress-nginx', 'kong', 'traefik', 'other'])
      .default('other')
      .meta({
        description: 'Which controller serves it, so that it is told to speak TLS to BlueMind; with `other`, say so by `annotations`.',
        examples: ['traefik'],
      }),
    hosts: z
      .array(hostSchema)
      .min(1, 'is empty; name the host of the external URL')
      .meta({
        description: "Hosts of BlueMind's external URL.",
        examples: [['mail.example.org']],
      }),
    tls: tlsSchema.optional().meta({
      description: 'Certificate: a Secret, or a cert-manager issuer that makes one. Default: the default certificate of the controller.',
      examples: [{ clusterIssuer: 'letsencrypt' }],
    }),
    annotations,
  })
  .meta({ title: 'Ingress', description: 'HTTP and HTTPS through an ingress controller; no mail.' });
