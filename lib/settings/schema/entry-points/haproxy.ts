import * as z from 'zod';
import { portNameSchema, portNumberSchema } from '../values';
import { controllerFields, tcpConfigMapSchema } from './controller-fields';

export const haproxySchema = z
  .strictObject({
    type: z.literal('HAProxy').meta({ description: 'The ingress controller of HAProxy Technologies.', examples: ['HAProxy'] }),
    ...controllerFields,
    className: controllerFields.className.meta({
      description: 'Class of the controller, which ignores objects with another class or none. Default: haproxy, as in its chart.',
      examples: ['internal'],
    }),
    tcp: z
      .enum(['custom-resource', 'config-map'])
      .default('custom-resource')
      .meta({
        description:
          'How the controller gets the TCP ports: by its resource TCP (ingress.v3.haproxy.org), or by the older ConfigMap; never both for one port.',
        examples: ['config-map'],
      }),
    configMap: tcpConfigMapSchema,
    bindPorts: z
      .record(portNameSchema, portNumberSchema)
      .default({})
      .meta({
        description:
          'Numbers on which the controller’s pods listen, by the name of the port; its Service sends connections there. By default the number of the port, plus 10000 if it is below 1024, since the controller runs without privileges.',
        examples: [{ smtp: 2525 }],
      }),
  })
  .meta({ title: 'HAProxy', description: 'Raw TCP and HTTP through the HAProxy ingress controller: every port.' });
