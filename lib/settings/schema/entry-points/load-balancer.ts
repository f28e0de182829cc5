import * as z from 'zod';
import { cidrSchema, classNameSchema } from '../values';
import { acceptLostClientAddressSchema, proxyProtocolSchema } from './client-address';
import { serviceFields } from './service-fields';

const providerSchema = z.enum([
  'aws',
  'azure',
  'cilium',
  'digitalocean',
  'generic',
  'gke',
  'hetzner',
  'kube-vip',
  'metallb',
  'openstack',
  'scaleway',
]);

/** A word in a list within an annotation: no blanks, no commas. */
const wordSchema = z.string("expected a text; put numbers in quotes: '4711'").regex(/^[^\s,]+$/, 'expected a text without spaces and commas');

export const loadBalancerSchema = z
  .strictObject({
    type: z.literal('LoadBalancer').meta({ description: 'A Service of type LoadBalancer.', examples: ['LoadBalancer'] }),
    ...serviceFields,
    provider: providerSchema.default('generic').meta({
      description:
        'Provider of the load balancer: it decides on the annotations and on what is possible. `generic` uses only the fields of Kubernetes.',
      examples: ['metallb'],
    }),
    addresses: z
      .array(wordSchema)
      .default([])
      .meta({
        description:
          'Fixed addresses, in the form of the provider; with an empty list it chooses. IP addresses for metallb, cilium, kube-vip, openstack, digitalocean and generic, and for internal balancers of aws, azure and hetzner; names of reserved addresses for gke and azure; EIP allocations for aws; IDs of primary IPs for hetzner and of IPs for scaleway.',
        examples: [['192.0.2.10', '2001:db8::10'], ['eipalloc-0a1b2c3d4e5f60718']],
      }),
    scheme: z
      .enum(['public', 'internal'])
      .default('public')
      .meta({
        description: 'Whether clients reach the balancer from the internet, or only from the private network of the cluster.',
        examples: ['internal'],
      }),
    sharedAddress: wordSchema.optional().meta({
      description:
        'A key: Services with the same key share an address, each with its own ports; with openstack the ID of the load balancer to share. Default: each Service has its own address.',
      examples: ['mail'],
    }),
    idleTimeout: z
      .int({ error: 'expected a whole number of seconds', abort: true })
      .min(1, 'is not a time; expected seconds')
      .optional()
      .meta({
        description:
          'Seconds after which the balancer gives up a silent connection; IMAP clients are silent for up to 29 minutes. Default: that of the provider.',
        examples: [1800],
      }),
    size: wordSchema.optional().meta({
      description:
        'Size of the balancer, in the form of the provider: the type for hetzner and scaleway, the number of nodes for digitalocean, the ID of the flavor for openstack. Default: that of the provider.',
      examples: ['lb21'],
    }),
    targetType: z
      .enum(['instance', 'ip'])
      .optional()
      .meta({
        description: 'With aws, whether the balancer sends connections to node ports of the instances or directly to the pods. Default: instance.',
        examples: ['ip'],
      }),
    proxyProtocol: proxyProtocolSchema,
    acceptLostClientAddress: acceptLostClientAddressSchema,
    class: classNameSchema.optional().meta({
      description:
        'loadBalancerClass: which implementation serves it; cannot be changed later. Default: service.k8s.aws/nlb for aws, else the default of the cluster.',
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
        description: 'Whether the Service also opens node ports; many implementations need them.',
        examples: [false],
      }),
  })
  .meta({ title: 'LoadBalancer', description: 'Raw TCP through a load balancer of the cluster: every port.' });
