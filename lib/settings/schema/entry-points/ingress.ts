import * as z from 'zod';
import { dnsNameSchema, hostSchema } from '../values';
import { backendTlsSchema } from './backend-tls';
import { tlsSchema } from './certificate';
import { annotations } from './service-fields';

export const ingressSchema = z
  .strictObject({
    type: z.literal('Ingress').meta({ description: 'An Ingress, only for http and https.', examples: ['Ingress'] }),
    className: dnsNameSchema.optional().meta({
      description: 'ingressClassName. Default: the default class of the cluster.',
      examples: ['traefik'],
    }),
    controller: z
      .enum(['haproxy', 'ingress-nginx', 'kong', 'nginx', 'traefik', 'other'])
      .default('other')
      .meta({
        description:
          'Which controller serves it, so that the annotations for TLS to BlueMind, requests of 20 minutes and large uploads are rendered; with `other`, set your own `annotations`. haproxy is that of HAProxy Technologies, nginx that of F5, ingress-nginx the retired one.',
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
    backendTls: backendTlsSchema,
    annotations,
  })
  .meta({ title: 'Ingress', description: 'HTTP and HTTPS through an ingress controller; no mail.' });
