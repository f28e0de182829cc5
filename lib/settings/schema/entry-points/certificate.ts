import * as z from 'zod';
import { dnsNameSchema } from '../values';

/** Where the certificate of an entry point comes from. */
export type Certificate =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'cert-manager'; readonly issuerKind: 'Issuer' | 'ClusterIssuer'; readonly issuer: string; readonly secret?: string };

export const tlsSchema = z
  .strictObject({
    secret: dnsNameSchema.optional().meta({
      description: 'Secret with the certificate. With an issuer, cert-manager writes it. Default: PREFIX-ENTRYPOINT-tls.',
      examples: ['mail-example-org-tls'],
    }),
    issuer: dnsNameSchema.optional().meta({ description: 'cert-manager Issuer of the namespace. Default: none.', examples: ['letsencrypt'] }),
    clusterIssuer: dnsNameSchema.optional().meta({ description: 'cert-manager ClusterIssuer. Default: none.', examples: ['letsencrypt'] }),
  })
  .superRefine((tls, context) => {
    if (tls.issuer !== undefined && tls.clusterIssuer !== undefined) context.addIssue('has both issuer and clusterIssuer; give one');
    if (Object.keys(tls).length === 0) context.addIssue('is empty; give secret, issuer or clusterIssuer');
  })
  .transform(({ secret, issuer, clusterIssuer }): Certificate => {
    if (issuer !== undefined) return { kind: 'cert-manager', issuerKind: 'Issuer', issuer, secret };
    if (clusterIssuer !== undefined) return { kind: 'cert-manager', issuerKind: 'ClusterIssuer', issuer: clusterIssuer, secret };
    return { kind: 'secret', secret: secret ?? '' };
  });
