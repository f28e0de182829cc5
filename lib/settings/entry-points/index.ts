import { z } from 'zod';
import { ingressSchema } from './ingress';
import { loadBalancerSchema } from './load-balancer';
import { nodePortSchema } from './node-port';

export type { Certificate } from './certificate';

/** One kind of entry point a file. */
export const entryPointSchema = z.discriminatedUnion('type', [loadBalancerSchema, nodePortSchema, ingressSchema]);

/** A way in from outside the cluster, as settings describe it. */
export type EntryPointSettings = z.output<typeof entryPointSchema>;
