import * as z from 'zod';
import { proxyProtocolSchema } from './client-address';
import { controllerFields, tcpConfigMapSchema } from './controller-fields';

export const ingressNginxSchema = z
  .strictObject({
    type: z.literal('IngressNginx').meta({ description: 'The retired ingress controller of the Kubernetes project.', examples: ['IngressNginx'] }),
    ...controllerFields,
    proxyProtocol: proxyProtocolSchema
      .unwrap()
      .extend({
        version: z
          .literal('v1')
          .default('v1')
          .meta({ description: 'Version of the header; nginx sends only this one.', examples: ['v1'] }),
      })
      .optional()
      .meta({
        description: "Sends the client's address by the PROXY protocol if it would otherwise be lost. Default: off.",
        examples: [{ targetPorts: { smtp: 10025 } }],
      }),
    configMap: tcpConfigMapSchema,
  })
  .meta({ title: 'IngressNginx', description: 'Raw TCP and HTTP through ingress-nginx, which is retired: every port.' });
