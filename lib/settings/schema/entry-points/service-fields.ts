import * as z from 'zod';
import { annotationsSchema, ipFamiliesSchema } from '../values';

const ipFamilyPolicySchema = z.enum(['SingleStack', 'PreferDualStack', 'RequireDualStack']);

/** Annotations of your own, which every object of an entry point accepts. */
export const annotations = annotationsSchema.default({}).meta({
  description: 'Annotations of the object, in addition to those that cdk8s-bluemind sets; yours take precedence.',
  examples: [{ 'example.org/owner': 'mail-team' }],
});

const externalTrafficPolicy = z
  .enum(['Local', 'Cluster'])
  .default('Local')
  .meta({
    description:
      "Local sends traffic to pods of the node where it arrives and keeps the client's address; Cluster replaces it with the address of a node, so the mail server sees every client as a host of its own network.",
    examples: ['Local'],
  });

/** Fields of the Services that lead in from outside. */
export const serviceFields = {
  annotations,
  externalTrafficPolicy,
  ipFamilies: ipFamiliesSchema.optional().meta({
    description: 'IP families of the Service, the preferred one first. Default: those of `cluster.ipFamilies`, else the default of the cluster.',
    examples: [['IPv4', 'IPv6']],
  }),
  ipFamilyPolicy: ipFamilyPolicySchema.optional().meta({
    description: 'Whether the Service asks for one or both IP families. Default: SingleStack for one family, RequireDualStack for two.',
    examples: ['PreferDualStack'],
  }),
};
