import * as z from 'zod';
import { cidrSchema, dnsLabelSchema, dnsNameSchema, hostSchema } from '../values';
import { backendTlsSchema } from './backend-tls';
import { tlsSchema } from './certificate';
import { acceptLostClientAddressSchema, proxyProtocolSchema } from './client-address';
import { ingressControllerSchema } from './ingress-controller';
import { annotations } from './service-fields';

/** Fields of the entry points that lead through an ingress controller, including raw TCP. */
export const controllerFields = {
  className: dnsNameSchema.optional().meta({
    description: 'Ingress class of the controller, if the cluster has several. Default: that of the cluster, or none.',
    examples: ['internal'],
  }),
  hosts: z
    .array(hostSchema)
    .default([])
    .meta({ description: "Hosts of BlueMind's external URL; needed for https.", examples: [['mail.example.org']] }),
  tls: tlsSchema.optional().meta({
    description: 'Certificate for https: a Secret, or a cert-manager issuer that makes one. Default: the default certificate of the controller.',
    examples: [{ clusterIssuer: 'letsencrypt' }],
  }),
  backendTls: backendTlsSchema,
  sourceRanges: z
    .array(cidrSchema)
    .default([])
    .meta({ description: 'Client addresses that the controller admits; an empty list admits everyone.', examples: [['192.0.2.0/24']] }),
  proxyProtocol: proxyProtocolSchema,
  trustedProxies: z
    .array(cidrSchema)
    .default([])
    .meta({
      description:
        'Addresses of a balancer in front of the controller, whose PROXY headers the controller trusts; an empty list if clients reach the controller with their own addresses.',
      examples: [['10.0.0.0/24']],
    }),
  proxies: ingressControllerSchema.optional().meta({
    description: 'Where the controller’s pods run, so that policies admit them. Default: `cluster.ingressController`.',
    examples: [{ namespace: 'traefik', podLabels: { 'app.kubernetes.io/name': 'traefik' } }],
  }),
  acceptLostClientAddress: acceptLostClientAddressSchema,
  annotations,
};

/** The ConfigMap from which a controller reads its TCP ports. */
export const tcpConfigMapSchema = z
  .strictObject({
    name: dnsNameSchema.optional().meta({ description: 'Its name. Default: PREFIX-ENTRYPOINT-tcp.', examples: ['tcp-services'] }),
    namespace: dnsLabelSchema.optional().meta({ description: 'Its namespace. Default: that of the installation.', examples: ['ingress-nginx'] }),
  })
  .prefault({})
  .meta({
    description: 'ConfigMap with the TCP ports. A controller reads only one, for the whole cluster.',
    examples: [{ name: 'tcp-services', namespace: 'ingress-nginx' }],
  });
