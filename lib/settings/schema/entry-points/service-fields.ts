import * as z from 'zod';
import { annotationsSchema, ipFamiliesSchema } from '../values';

const ipFamilyPolicySchema = z.enum(['SingleStack', 'PreferDualStack', 'RequireDualStack']);

/** Free annotations, as every object of an entry point takes them. */
export const annotations = annotationsSchema.default({}).meta({
  description: 'Annotations of the object, added to those that cdk8s-bluemind sets; they win over them.',
  examples: [{ 'example.org/owner': 'mail-team' }],
});

const externalTrafficPolicy = z
  .enum(['Local', 'Cluster'])
  .default('Local')
  .meta({
    description:
      'Local hands traffic to pods of the node where it arrives and keeps the address of the client; Cluster replaces it by the address of a node, and a mail server then takes every stranger for a neighbour.',
    examples: ['Local'],
  });

/** Fields of the Services that lead in from outside. */
export const serviceFields = {
  annotations,
  externalTrafficPolicy,
  ipFamilies: ipFamiliesSchema.optional().meta({
    description: 'IP families of the Service, the preferred one first. Default: those of `cluster.ipFamilies`, else what the cluster gives.',
    examples: [['IPv4', 'IPv6']],
  }),
  ipFamilyPolicy: ipFamilyPolicySchema.optional().meta({
    description: 'Whether one or both IP families are asked for. Default: SingleStack for one family, RequireDualStack for two.',
    examples: ['PreferDualStack'],
  }),
};
