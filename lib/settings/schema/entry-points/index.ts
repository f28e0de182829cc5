import * as z from 'zod';
import { gatewaySchema } from './gateway';
import { haproxySchema } from './haproxy';
import { ingressSchema } from './ingress';
import { ingressNginxSchema } from './ingress-nginx';
import { loadBalancerSchema } from './load-balancer';
import { nodePortSchema } from './node-port';
import { traefikSchema } from './traefik';

export type { BackendTlsSettings } from './backend-tls';
export type { Certificate } from './certificate';
export type { GatewayApi } from './gateway';
export { type IngressController, ingressControllerSchema } from './ingress-controller';

/** One file for each kind of entry point. */
export const entryPointSchema = z.discriminatedUnion('type', [
  loadBalancerSchema,
  nodePortSchema,
  ingressSchema,
  traefikSchema,
  haproxySchema,
  ingressNginxSchema,
  gatewaySchema,
]);

/** A way in from outside the cluster, as settings describe it. */
export type EntryPointSettings = z.output<typeof entryPointSchema>;
