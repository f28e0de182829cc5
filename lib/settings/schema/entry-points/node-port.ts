import * as z from 'zod';
import { nodePortSchema as nodePortNumberSchema } from '../values';
import { acceptLostClientAddressSchema, proxyProtocolSchema } from './client-address';
import { serviceFields } from './service-fields';

export const nodePortSchema = z
  .strictObject({
    type: z.literal('NodePort').meta({ description: 'A Service of type NodePort.', examples: ['NodePort'] }),
    ...serviceFields,
    proxyProtocol: proxyProtocolSchema,
    acceptLostClientAddress: acceptLostClientAddressSchema,
    nodePorts: z.record(z.string(), nodePortNumberSchema).meta({
      description: 'Node port (30000-32767) of each port exposed here.',
      examples: [{ smtp: 30025, imaps: 30993 }],
    }),
  })
  .meta({ title: 'NodePort', description: 'Raw TCP on a port of every node: every port, for a balancer outside the cluster.' });
