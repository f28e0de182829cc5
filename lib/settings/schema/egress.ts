import * as z from 'zod';
import { parseAddress } from '../../base/addresses';
import { protocols } from '../../catalogue';
import type { Peer } from './peer';
import { cidrSchema, dnsLabelSchema, dnsNameSchema, labelsSchema, portNumberSchema, reasonSchema, shortNameSchema } from './values';

const podsSchema = z
  .strictObject({
    namespace: dnsLabelSchema.meta({ description: 'Name of their namespace.', examples: ['storage'] }),
    podLabels: labelsSchema.optional().meta({ description: 'Their labels. Default: every pod of the namespace.', examples: [{ app: 'minio' }] }),
  })
  .transform(
    ({ namespace, podLabels }): Extract<Peer, { kind: 'pods' }> => ({
      kind: 'pods',
      namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
      podLabels,
    }),
  );

const portsSchema = z.array(portNumberSchema).min(1, 'is empty');
const workloadsSchema = z.array(shortNameSchema).min(1, 'is empty');

const destinationSchema = z
  .strictObject({
    anywhere: z
      .literal(true)
      .optional()
      .meta({ description: 'Every address outside the cluster. Default: only the destinations that are listed.', examples: [true] }),
    cidrs: z
      .array(cidrSchema)
      .default([])
      .meta({ description: 'Blocks of addresses outside the cluster.', examples: [['192.0.2.25/32']] }),
    hosts: z
      .array(dnsNameSchema.refine((host) => !parseAddress(host), 'is an address; list it under cidrs'))
      .default([])
      .meta({
        description: 'Hosts by name, if the policy dialect supports names; NetworkPolicy of Kubernetes does not.',
        examples: [['pkg.bluemind.net']],
      }),
    pods: z
      .array(podsSchema)
      .default([])
      .meta({ description: 'Pods of other namespaces.', examples: [[{ namespace: 'storage', podLabels: { app: 'minio' } }]] }),
    ports: portsSchema.optional().meta({
      description: 'Ports; for pods those on which they listen. Default: those of the known connection; required for your own destination.',
      examples: [[587]],
    }),
    protocol: z
      .enum(protocols)
      .optional()
      .meta({ description: 'Protocol. Default: that of the known connection, else TCP.', examples: ['TCP'] }),
    workloads: workloadsSchema.optional().meta({
      description:
        'Workloads that may connect. Default: those with the component that makes the known connection; for mail and XMPP federation the workload that is exposed; for your own destination all.',
      examples: [['smtp']],
    }),
    reason: reasonSchema.optional().meta({
      description: 'Why, as a sentence; the policy shows it. Default: the purpose of the known connection; required for your own destination.',
      examples: ['The provider relays outgoing mail.'],
    }),
  })
  .superRefine(({ anywhere, cidrs, hosts, pods }, context) => {
    const named = cidrs.length + hosts.length + pods.length;
    if (!anywhere && named === 0) context.addIssue('has no destination; give cidrs, hosts or pods, or anywhere: true');
    if (anywhere && cidrs.length + hosts.length > 0) context.addIssue('names addresses and anywhere, which covers them; give one');
  });

const dnsSchema = z.strictObject({
  namespace: dnsLabelSchema.default('kube-system').meta({ description: "Namespace of the cluster's DNS pods.", examples: ['openshift-dns'] }),
  podLabels: labelsSchema
    .default({ 'k8s-app': 'kube-dns' })
    .meta({ description: 'Labels of these pods.', examples: [{ 'dns.operator.openshift.io/daemonset-dns': 'default' }] }),
  ports: portsSchema.default([53]).meta({ description: 'Ports on which these pods listen; OpenShift’s on 5353.', examples: [[5353]] }),
  cachePods: podsSchema.optional().meta({
    description:
      'Pods of NodeLocal DNSCache, if it does not run on the network of the nodes: with a Local Redirect Policy, Cilium redirects connections to the DNS of the cluster to ordinary pods of the cache. Default: those with k8s-app=node-local-dns in kube-system if `cidrs` contains an address of the cache; none with Calico, which does not redirect these connections.',
    examples: [{ namespace: 'kube-system', podLabels: { 'k8s-app': 'node-local-dns' } }],
  }),
  cidrs: z
    .array(cidrSchema)
    .default(['169.254.20.10/32'])
    .meta({
      description:
        'Addresses of DNS servers that are not pods, on port 53: that of NodeLocal DNSCache, which runs on the network of the nodes, and those of resolvers outside the cluster.',
      examples: [['169.254.25.10/32']],
    }),
});

const apiServerSchema = z.strictObject({
  cidrs: z
    .array(cidrSchema)
    .min(1, 'is empty')
    .meta({ description: 'Addresses of the API server, as `kubectl get endpoints kubernetes` shows them.', examples: [['10.0.0.2/32']] }),
  ports: portsSchema
    .default([443, 6443])
    .meta({ description: 'Its ports; network plugins mostly compare policies with the port of the endpoint.', examples: [[6443]] }),
  workloads: workloadsSchema.optional().meta({ description: 'Workloads that may connect. Default: all.', examples: [['main']] }),
  reason: reasonSchema.meta({ description: 'Why BlueMind needs it, as a sentence.', examples: ['A sidecar elects a leader.'] }),
});

const identitySchema = z.discriminatedUnion('provider', [
  z
    .strictObject({
      provider: z.literal('cilium').meta({ description: 'A CiliumEgressGatewayPolicy.', examples: ['cilium'] }),
      address: z
        .string()
        .refine((text) => parseAddress(text) !== undefined, "expected an address such as '192.0.2.25'")
        .meta({
          description: 'Address from which mail of its family goes out; an interface of the gateway nodes must have it.',
          examples: ['192.0.2.25'],
        }),
      nodeLabels: labelsSchema
        .refine((labels) => Object.keys(labels).length > 0, 'is empty; give the labels of the gateway nodes')
        .meta({ description: 'Labels of the nodes through which mail goes out.', examples: [{ 'example.org/egress': 'mail' }] }),
    })
    .meta({ title: 'cilium' }),
  z
    .strictObject({
      provider: z.literal('kube-vip').meta({ description: 'Annotations of a Service of type LoadBalancer.', examples: ['kube-vip'] }),
      entryPoint: shortNameSchema.meta({
        description: 'Entry point from whose address mail goes out; it exposes smtp through kube-vip.',
        examples: ['public'],
      }),
    })
    .meta({ title: 'kube-vip' }),
]);

/** The source address of outgoing mail. */
export type EgressIdentity = z.output<typeof identitySchema>;

const mapSchema = z.strictObject({
  mode: z
    .enum(['restricted', 'open'])
    .default('restricted')
    .meta({ description: '`open` restricts nothing; use it for an `identity` only.', examples: ['open'] }),
  dns: dnsSchema.prefault({}).meta({ description: 'Where the DNS of the cluster runs.', examples: [{ namespace: 'openshift-dns', ports: [5353] }] }),
  destinations: z
    .record(shortNameSchema, z.union([z.enum(['anywhere', 'nowhere']), destinationSchema]))
    .default({})
    .meta({
      description:
        'Destinations outside of the installation: known connections of BlueMind by their names (mail, federation, updates, licence, directory, object-storage, certificates, time), and your own. `nowhere` removes what is allowed by default: mail and federation if smtp and xmpp-server are exposed.',
      examples: [{ mail: { cidrs: ['192.0.2.25/32'], ports: [587], reason: 'The provider relays outgoing mail.' } }],
    }),
  apiServer: apiServerSchema.optional().meta({
    description: 'The API server of Kubernetes. Default: nobody may connect to it.',
    examples: [{ cidrs: ['10.0.0.2/32'], reason: 'A sidecar elects a leader.' }],
  }),
  identity: identitySchema.optional().meta({
    description: 'The address from which mail goes out, so that it is the one of the MX and PTR records. Default: that of a node.',
    examples: [{ provider: 'kube-vip', entryPoint: 'public' }],
  }),
});

/** What restricts outgoing connections. */
export interface RestrictedEgress {
  readonly dns: z.output<typeof dnsSchema>;
  readonly destinations: Readonly<Record<string, EgressDestination>>;
  readonly apiServer?: z.output<typeof apiServerSchema>;
}

/** Where one destination is: its addresses, hosts or pods, or everywhere, or nowhere. */
export type EgressDestination = 'anywhere' | 'nowhere' | DestinationSettings;

export type DestinationSettings = z.output<typeof destinationSchema>;

/** Where BlueMind's pods may connect to, and with which source address. */
export interface EgressSettings {
  /** @default - nothing restricts them */
  readonly restricted?: RestrictedEgress;
  /** @default - the address of a node */
  readonly identity?: EgressIdentity;
}

export const egressSchema = z.union([z.enum(['open', 'restricted']), mapSchema]).transform((egress): EgressSettings => {
  const { mode, identity, ...restricted } = typeof egress === 'string' ? mapSchema.parse({ mode: egress }) : egress;
  return { ...(mode === 'restricted' && { restricted }), ...(identity && { identity }) };
});
