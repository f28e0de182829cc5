import * as z from 'zod';
import { parseAddress, specialBlockOf } from '../../../base/addresses';
import { annotationsSchema, cidrSchema, dnsLabelSchema, dnsNameSchema, hostSchema, labelsSchema, portNameSchema, portNumberSchema } from '../values';
import { tlsSchema } from './certificate';
import { acceptLostClientAddressSchema, proxyProtocolSchema } from './client-address';
import { ingressControllerSchema } from './ingress-controller';
import { annotations } from './service-fields';

/** Releases of the Gateway API whose objects can be rendered. */
export type GatewayApi = '1.4' | '1.5' | '1.6';

const addressSchema = z.string().superRefine((text, context) => {
  const special = specialBlockOf(text);
  if (!parseAddress(text)) context.addIssue("expected an IP address such as '192.0.2.10'");
  else if (special !== undefined) context.addIssue(`is in ${special}, which no Gateway can have; expected the address that clients connect to`);
});

const existingSchema = z.strictObject({
  name: dnsNameSchema.meta({ description: 'Name of the Gateway.', examples: ['shared'] }),
  namespace: dnsLabelSchema.optional().meta({ description: 'Its namespace. Default: that of the installation.', examples: ['gateways'] }),
  listeners: z
    .record(portNameSchema, dnsNameSchema)
    .optional()
    .meta({
      description:
        'Its existing listeners for the ports of this entry point, by the name of the port. Default: none; a ListenerSet adds them (Gateway API 1.5 or later).',
      examples: [{ https: 'websecure', smtp: 'mail-25' }],
    }),
});

const infrastructureSchema = z
  .strictObject({
    annotations: annotationsSchema.default({}).meta({
      description: 'Annotations, such as those of a load balancer provider.',
      examples: [{ 'metallb.io/address-pool': 'public' }],
    }),
    labels: labelsSchema.default({}).meta({ description: 'Labels.', examples: [{ pool: 'public' }] }),
  })
  .refine((infrastructure) => Object.values(infrastructure).some((map) => Object.keys(map).length > 0), 'is empty; give annotations or labels');

const backendTlsSchema = z.strictObject({
  serverName: dnsNameSchema.optional().meta({
    description:
      'Name that the certificate of BlueMind must contain, and that the Gateway asks for. Default: the first of `hosts` that is not a wildcard.',
    examples: ['mail.example.org'],
  }),
  caConfigMap: dnsNameSchema.optional().meta({
    description: 'ConfigMap with the certificate of its authority under ca.crt. Default: the authorities that the Gateway’s system trusts.',
    examples: ['bluemind-ca'],
  }),
});

export const gatewaySchema = z
  .strictObject({
    type: z.literal('Gateway').meta({ description: 'Gateway API.', examples: ['Gateway'] }),
    gatewayApi: z
      .literal(['1.4', '1.5', '1.6', 1.4, 1.5, 1.6])
      .transform((release): GatewayApi => `${release}`)
      .meta({
        description:
          'Release of the Gateway API in the cluster, which decides on the kinds and their versions; annotation gateway.networking.k8s.io/bundle-version of its CRDs shows it.',
        examples: ['1.6'],
      }),
    channel: z
      .enum(['standard', 'experimental'])
      .default('standard')
      .meta({ description: 'Which set of CRDs is installed.', examples: ['experimental'] }),
    implementation: z
      .enum(['cilium', 'envoy-gateway', 'istio', 'kgateway', 'kong', 'nginx-gateway-fabric', 'traefik', 'other'])
      .default('other')
      .meta({ description: 'Implementation that serves the Gateway; it decides what is possible.', examples: ['envoy-gateway'] }),
    className: dnsNameSchema.optional().meta({
      description: 'gatewayClassName of your own Gateway. Default: none; required without `existing`.',
      examples: ['envoy'],
    }),
    namespace: dnsLabelSchema.optional().meta({
      description: 'Namespace of your own Gateway; the routes stay in the namespace of BlueMind. Default: that of the installation.',
      examples: ['gateways'],
    }),
    addresses: z
      .array(addressSchema)
      .max(16, 'lists more than 16 addresses')
      .default([])
      .meta({
        description: 'IP addresses of your own Gateway; with an empty list the implementation chooses.',
        examples: [['192.0.2.10']],
      }),
    infrastructure: infrastructureSchema.optional().meta({
      description: 'Metadata for the objects that the implementation creates for your own Gateway, mainly its Service. Default: none.',
      examples: [{ annotations: { 'metallb.io/address-pool': 'public' } }],
    }),
    existing: existingSchema.optional().meta({
      description: 'An existing Gateway, instead of your own. Default: none.',
      examples: [{ name: 'shared', namespace: 'gateways' }],
    }),
    listenerPorts: z
      .record(portNameSchema, portNumberSchema)
      .default({})
      .meta({
        description:
          'Numbers of listeners that differ from those of their ports, because a Service in front of the proxy translates them (Traefik’s entry points); for a range its first.',
        examples: [{ smtp: 10025, https: 8443 }],
      }),
    hosts: z
      .array(hostSchema)
      .max(16, 'lists more than the 16 hosts that a route takes')
      .default([])
      .meta({
        description:
          'Hosts of BlueMind, needed for http and https. With hosts, ports that begin with TLS are routed by the name that clients ask for (SNI), so the Gateway can serve other names on the same port; with an empty list they are plain TCP.',
        examples: [['mail.example.org', 'autodiscover.example.org']],
      }),
    tlsMode: z
      .enum(['passthrough', 'terminate'])
      .default('passthrough')
      .meta({
        description:
          'Whether TLS of https reaches BlueMind unchanged, or ends at the Gateway, which then opens its own connection to BlueMind’s https. The other ports that begin with TLS are always passed through.',
        examples: ['terminate'],
      }),
    tls: tlsSchema.optional().meta({
      description: 'Certificate of https if tlsMode is `terminate`: a Secret, or a cert-manager issuer that makes one. Default: none.',
      examples: [{ clusterIssuer: 'letsencrypt' }],
    }),
    backendTls: backendTlsSchema.prefault({}).meta({
      description: 'How the Gateway verifies BlueMind if tlsMode is `terminate`.',
      examples: [{ serverName: 'mail.example.org', caConfigMap: 'bluemind-ca' }],
    }),
    sourceRanges: z
      .array(cidrSchema)
      .default([])
      .meta({
        description: 'Client addresses that may connect; an empty list admits everyone. Only with Envoy Gateway.',
        examples: [['192.0.2.0/24']],
      }),
    proxyProtocol: proxyProtocolSchema,
    trustedProxies: z
      .array(cidrSchema)
      .default([])
      .meta({
        description:
          'Addresses of a balancer in front of the Gateway that sends the client’s address by the PROXY protocol; every listener then expects the header. Rendered objects configure Envoy Gateway and kgateway; you configure Istio and NGINX Gateway Fabric yourself (checklist). An empty list means that there is no such balancer.',
        examples: [['10.0.0.0/24']],
      }),
    proxies: ingressControllerSchema.optional().meta({
      description:
        'Where the Gateway’s own pods run, so that policies admit them. Default: the usual place of the implementation, else `cluster.ingressController`.',
      examples: [{ namespace: 'envoy-gateway-system', podLabels: { 'gateway.envoyproxy.io/owning-gateway-name': 'bluemind-edge' } }],
    }),
    acceptLostClientAddress: acceptLostClientAddressSchema,
    annotations,
  })
  .superRefine((gateway, context) => {
    if (gateway.className === undefined && gateway.existing === undefined)
      context.addIssue('has no Gateway; give className for your own, or existing for one that exists already');
    if (gateway.existing === undefined) return;
    const own = {
      className: gateway.className,
      namespace: gateway.namespace,
      infrastructure: gateway.infrastructure,
      addresses: gateway.addresses[0],
    };
    for (const [field, value] of Object.entries(own))
      if (value !== undefined)
        context.addIssue({ code: 'custom', path: [field], message: 'is for your own Gateway, but existing names another; give one of the two' });
  })
  .meta({ title: 'Gateway', description: 'HTTP, TLS by name and raw TCP through the Gateway API: every port.' });
