import { z } from 'zod';
import { cidrSchema, classNameSchema } from '../values';
import { acceptLostClientAddressSchema, proxyProtocolSchema } from './client-address';
import { serviceFields } from './service-fields';

export const loadBalancerSchema = z
  .strictObject({
    type: z.literal('LoadBalancer').meta({ description: 'A Service of type LoadBalancer.', examples: ['LoadBalancer'] }),
    ...serviceFields,
    proxyProtocol: proxyProtocolSchema,
    acceptLostClientAddress: acceptLostClientAddressSchema,
    class: classNameSchema.optional().meta({
      description: 'loadBalancerClass: which implementation serves it; cannot be changed later. Default: the default of the cluster.',
      examples: ['metallb.io/metallb'],
    }),
    sourceRanges: z
      .array(cidrSchema)
      .default([])
      .meta({
        description: 'Client addresses that may connect; an empty list admits everyone.',
        examples: [['192.0.2.0/24']],
      }),
    allocateNodePorts: z
      .boolean()
      .default(true)
      .meta({
        description: 'Whether the Service opens node ports besides; many implementations need them.',
        examples: [false],
      }),
  })
  .meta({ title: 'LoadBalancer', description: 'Raw TCP through a load balancer of the cluster: every port.' });
