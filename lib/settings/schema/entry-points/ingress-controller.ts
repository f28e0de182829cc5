import * as z from 'zod';
import { dnsLabelSchema, labelsSchema } from '../values';

/** Source of the connections of an ingress controller. */
export type IngressController =
  | { readonly kind: 'pods'; readonly namespace: string; readonly podLabels: Readonly<Record<string, string>> }
  | { readonly kind: 'host-network' };

export const ingressControllerSchema = z
  .strictObject({
    namespace: dnsLabelSchema
      .optional()
      .meta({ description: 'Namespace of its pods. Default: none; needed unless `hostNetwork`.', examples: ['ingress-nginx'] }),
    podLabels: labelsSchema
      .default({})
      .meta({ description: 'Labels of its pods; {} for every pod of the namespace.', examples: [{ 'app.kubernetes.io/name': 'ingress-nginx' }] }),
    hostNetwork: z
      .boolean()
      .default(false)
      .meta({
        description: 'Its pods use the network of their nodes, so policies can admit only the addresses of the nodes (`cluster.nodeCidrs`).',
        examples: [true],
      }),
  })
  .superRefine((controller, context) => {
    if (!controller.hostNetwork && controller.namespace === undefined)
      context.addIssue('does not say where the controller runs; give its namespace and podLabels, or hostNetwork: true');
  })
  .transform(
    ({ namespace, podLabels, hostNetwork }): IngressController =>
      hostNetwork || namespace === undefined ? { kind: 'host-network' } : { kind: 'pods', namespace, podLabels },
  );
