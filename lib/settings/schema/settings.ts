import * as z from 'zod';
import { ruleNames } from '../../base/rule-names';
import { didYouMean } from '../../base/words';
import { protocols } from '../../catalogue';
import { egressSchema } from './egress';
import { entryPointSchema, ingressControllerSchema } from './entry-points';
import { gitOpsSchema } from './git-ops';
import { dnsSchema, mailSchema } from './mail';
import { monitoringSchema } from './monitoring';
import { peerSchema } from './peer';
import { policiesSchema } from './policies';
import { renderedKinds } from './rendered-kinds';
import {
  annotationsSchema,
  cidrSchema,
  dnsLabelSchema,
  furtherLabelsSchema,
  installationNameSchema,
  ipFamiliesSchema,
  labelsSchema,
  machineAddressSchema,
  portNameSchema,
  portNumberSchema,
  reasonSchema,
  shortNameSchema,
} from './values';

/**
 * One definition of an installation's settings: TypeScript types, check at run time, JSON Schema for editors and the reference in docs/settings.md
 * all come from here. Every field has its meaning and an example; its default is a value or described in words.
 */

const workloadSchema = z
  .strictObject({
    kind: z
      .enum(['single', 'one-of-several', 'edge'])
      .default('single')
      .meta({
        description:
          'Whether other workloads run the same components: `single`: no other does; `one-of-several`: others do, as with several mailbox servers; `edge`: an edge server, with only the connections to and from the inner servers that BlueMind documents.',
        examples: ['edge'],
      }),
    namespace: dnsLabelSchema.optional().meta({
      description: 'Namespace of these pods, with their Services and policies. Default: that of the installation.',
      examples: ['dmz'],
    }),
    components: z
      .union([z.literal('all'), z.array(dnsLabelSchema).min(1, 'is empty')])
      .optional()
      .meta({
        description: 'Components that run in these pods, or `all`. Default: those of `roles`; for an edge server those that BlueMind documents.',
        examples: [['postfix', 'milter', 'webmail', 'memcached']],
      }),
    roles: z
      .array(dnsLabelSchema)
      .min(1, 'is empty')
      .optional()
      .meta({ description: 'Server roles of BlueMind whose components run in these pods. Default: none.', examples: [['smtp', 'proxy']] }),
    podLabels: labelsSchema
      .refine((labels) => Object.keys(labels).length > 0, 'is empty; labels are how Services and policies find the pods')
      .optional()
      .meta({
        description:
          'Labels by which the pods are found. Default: app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: the name of the installation, app.kubernetes.io/component: the name of the workload.',
        examples: [{ app: 'bluemind-mta' }],
      }),
    addresses: z
      .array(machineAddressSchema)
      .min(1, 'is empty')
      .max(100, 'names more than 100 machines, which is what one EndpointSlice holds')
      .refine((addresses) => new Set(addresses).size === addresses.length, 'names a machine twice')
      .optional()
      .meta({
        description:
          'Addresses of machines outside the cluster that run these components, instead of pods. Policies cannot protect them; the firewall of the machines must. Default: none; it runs in pods.',
        examples: [['192.0.2.10', '2001:db8::10']],
      }),
    targetPorts: z
      .record(z.string(), portNumberSchema)
      .default({})
      .meta({
        description: 'Ports on which the pods listen, if they differ from the catalogue (an unprivileged image); for a range, its first.',
        examples: [{ smtp: 10025 }],
      }),
  })
  .superRefine(({ podLabels, addresses }, context) => {
    if (podLabels && addresses)
      context.addIssue('names both podLabels and addresses; pods are found by labels, machines outside the cluster by addresses');
  });

const exposureSchema = z.union([
  shortNameSchema,
  z.strictObject({
    entryPoint: shortNameSchema.meta({ description: 'Name of an entry point, or `cluster` to keep the port inside.', examples: ['cluster'] }),
    workload: shortNameSchema.optional().meta({
      description: 'Workload that the outside reaches. Default: the one that serves the port; required if several do.',
      examples: ['edge'],
    }),
    reason: reasonSchema
      .optional()
      .meta({ description: 'Why a mandatory port stays inside. Default: none; needed for `cluster`.', examples: ['mail arrives through a relay'] }),
  }),
]);

const allowSchema = z.strictObject({
  ports: z
    .array(portNameSchema)
    .min(1, 'is empty')
    .meta({ description: 'Names of the ports.', examples: [['postgresql']] }),
  from: z
    .array(peerSchema)
    .min(1, 'is empty; nobody would be allowed')
    .meta({
      description: 'Who may connect: pods by namespace and labels, or blocks of addresses.',
      examples: [[{ namespace: 'backup', podLabels: { app: 'pgdump' } }]],
    }),
  reason: reasonSchema.meta({ description: 'Why, as a sentence; the policy shows it.', examples: ['Nightly dump of the database.'] }),
});

const clusterSchema = z.strictObject({
  podCidrs: z
    .array(cidrSchema)
    .default([])
    .meta({ description: 'Address blocks of pods.', examples: [['10.244.0.0/16']] }),
  nodeCidrs: z
    .array(cidrSchema)
    .default([])
    .meta({ description: 'Address blocks of nodes.', examples: [['10.0.0.0/24']] }),
  ipFamilies: ipFamiliesSchema
    .optional()
    .meta({ description: 'IP families of the Services, the preferred one first. Default: what the cluster gives.', examples: [['IPv4', 'IPv6']] }),
  ingressController: ingressControllerSchema.optional().meta({
    description: 'Where the ingress controller runs; needed by entry points that use it. Default: unknown.',
    examples: [{ namespace: 'ingress-nginx', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } }],
  }),
});

const ownPortFields = {
  name: portNameSchema.meta({ description: 'Name, unique in the installation.', examples: ['xivobridge'] }),
  number: portNumberSchema.meta({ description: 'Number, or the first of a range.', examples: [9091] }),
  endNumber: portNumberSchema.optional().meta({ description: 'Last number of a range. Default: a single port.', examples: [9099] }),
  protocol: z
    .enum(protocols)
    .default('TCP')
    .meta({ description: 'Protocol.', examples: ['TCP'] }),
  component: dnsLabelSchema.meta({ description: 'Component that listens.', examples: ['xivobridge'] }),
  description: reasonSchema.meta({ description: 'What it is for.', examples: ['Telephony'] }),
};

const ownPortSchema = z.discriminatedUnion('audience', [
  z
    .strictObject({
      audience: z.literal('internal').meta({ description: 'Never reachable from outside the cluster.', examples: ['internal'] }),
      ...ownPortFields,
      betweenMembers: z
        .boolean()
        .default(false)
        .meta({ description: 'Members find each other on it (a headless Service).', examples: [true] }),
    })
    .meta({ title: 'internal' }),
  z
    .strictObject({
      audience: z.literal('external').meta({ description: 'May be exposed.', examples: ['external'] }),
      ...ownPortFields,
      need: z
        .enum(['mandatory', 'optional'])
        .default('optional')
        .meta({ description: 'Whether it needs a decision under `expose`.', examples: ['optional'] }),
      encryption: z
        .enum(['none', 'optional-starttls', 'required-starttls', 'implicit-tls'])
        .meta({ description: 'Transport security of the port.', examples: ['implicit-tls'] }),
    })
    .meta({ title: 'external' }),
]);

const ownComponentSchema = z.strictObject({
  name: dnsLabelSchema.meta({ description: 'Name, unique in the installation.', examples: ['xivobridge'] }),
  description: reasonSchema.meta({ description: 'What it does.', examples: ['Telephony add-on'] }),
  role: dnsLabelSchema
    .optional()
    .meta({ description: 'Server role on whose pods it runs. Default: the workload that lists it.', examples: ['core'] }),
});

const ownConnectionSchema = z.strictObject({
  from: dnsLabelSchema.meta({ description: 'Component that connects.', examples: ['xivobridge'] }),
  to: dnsLabelSchema.meta({ description: 'Component that listens.', examples: ['core'] }),
  port: portNameSchema.meta({ description: 'Name of its port.', examples: ['core'] }),
  description: reasonSchema.meta({ description: 'Purpose of the connection.', examples: ['Presence of the telephones'] }),
});

/** Every pair of workloads is compared, so their number needs a limit; BlueMind has some thirty components. */
const workloadMapSchema = z
  .record(shortNameSchema, workloadSchema)
  .refine((workloads) => Object.keys(workloads).length <= 100, 'are more than 100 workloads');

const additionsSchema = z.strictObject({
  ports: z
    .array(ownPortSchema)
    .max(500, 'are more than 500 ports')
    .default([])
    .meta({
      description: 'Ports.',
      examples: [[{ audience: 'internal', name: 'xivobridge', number: 9091, component: 'xivobridge', description: 'Telephony' }]],
    }),
  components: z
    .array(ownComponentSchema)
    .default([])
    .meta({ description: 'Components.', examples: [[{ name: 'xivobridge', description: 'Telephony add-on', role: 'core' }]] }),
  connections: z
    .array(ownConnectionSchema)
    .default([])
    .meta({
      description: 'Who connects to whom.',
      examples: [[{ from: 'xivobridge', to: 'core', port: 'core', description: 'Presence of the telephones' }]],
    }),
});

const loopbackPairSchema = z.strictObject({
  from: dnsLabelSchema.meta({ description: 'Component that connects.', examples: ['core'] }),
  to: dnsLabelSchema.meta({ description: 'Component it connects to.', examples: ['tika'] }),
});

/** A rule by its name. A name that is not similar to a known rule may be a rule of your own; if the checks do not have it, they say so. */
const ruleNameSchema = dnsLabelSchema.superRefine((name, context) => {
  const hint = didYouMean(name, ruleNames);
  if (!ruleNames.some((known) => known === name) && hint !== '') context.addIssue(`no rule has this name${hint}`);
});

const waiverSchema = z.strictObject({
  rule: ruleNameSchema.meta({ description: 'Name of the rule, of those that `rules` lists.', examples: ['cleartext-port-exposed'] }),
  object: z
    .string()
    .min(1, 'is empty')
    .optional()
    .meta({ description: 'Name of the object of the finding. Default: any.', examples: ['bluemind-public'] }),
  port: portNameSchema.optional().meta({ description: 'Name of the port of the finding. Default: any.', examples: ['imap'] }),
  reason: reasonSchema.meta({ description: 'Why it is accepted, as a sentence.', examples: ['The old scanners do not support TLS.'] }),
  until: z.iso.date("expected a day such as '2027-06-30'").meta({ description: 'Last day on which it applies.', examples: ['2027-06-30'] }),
});

/** The name, instead of an entry point, that keeps a port inside the cluster. */
export const keepInCluster = 'cluster';

export const installationSchema = z.strictObject({
  name: installationNameSchema.meta({
    description: 'Name of the installation and of its output folder; not a name that Windows reserves for devices, such as con or nul.',
    examples: ['bluemind'],
  }),
  namespace: dnsLabelSchema.optional().meta({ description: 'Namespace of the pods and of all objects. Default: the name.', examples: ['mail'] }),
  createNamespace: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether the Namespace is rendered too.', examples: [true] }),
  release: z
    .literal(['4', '5', 4, 5])
    .default('4')
    .meta({ description: 'Major release of BlueMind, whose catalogue is used.', examples: ['4'] }),
  namePrefix: shortNameSchema.optional().meta({ description: 'Prefix of the names of all objects. Default: the name.', examples: ['mail'] }),
  labels: furtherLabelsSchema
    .default({})
    .meta({ description: 'Labels of every object, in addition to the recommended ones.', examples: [{ team: 'messaging' }] }),
  annotations: annotationsSchema.default({}).meta({
    description: 'Annotations of every object, in addition to those that it needs.',
    examples: [{ 'example.org/owner': 'messaging' }],
  }),
  annotationsByKind: z
    .partialRecord(z.enum(renderedKinds), annotationsSchema)
    .default({})
    .meta({
      description: 'Annotations of every object of a kind, such as the sync waves of Argo CD. They take precedence over `annotations`.',
      examples: [{ NetworkPolicy: { 'argocd.argoproj.io/sync-wave': '-1' } }],
    }),
  workloads: z
    .union([z.enum(['all-in-one', 'roles', 'main-and-edge', 'main-and-mailboxes']), workloadMapSchema])
    .default('all-in-one')
    .meta({
      description:
        'How the components are spread over pods: all in one pod; one workload for each of BlueMind’s server roles; a main server with an edge server, or with two further mailbox servers; or a map of workload to what runs in it.',
      examples: [{ mta: { roles: ['smtp'], targetPorts: { smtp: 10025 } }, main: { components: ['nginx', 'core', 'tika'] } }],
    }),
  rewrittenConnections: z
    .array(loopbackPairSchema)
    .default([])
    .meta({
      description:
        'Connections over 127.0.0.1 for which BlueMind’s configuration was rewritten, so that the two components may live in different pods.',
      examples: [[{ from: 'core', to: 'tika' }]],
    }),
  entryPoints: z
    .record(shortNameSchema, entryPointSchema)
    .prefault({ public: { type: 'LoadBalancer' } })
    .meta({
      description: 'The ways in from outside the cluster, by name.',
      examples: [{ public: { type: 'LoadBalancer', sourceRanges: ['192.0.2.0/24'] }, web: { type: 'Ingress', hosts: ['mail.example.org'] } }],
    }),
  expose: z
    .record(z.string(), exposureSchema)
    .default({ smtp: 'public', submission: 'public', submissions: 'public', imaps: 'public', http: 'public', https: 'public' })
    .meta({
      description: 'Which external port is reachable through which entry point. Other ports stay inside; the mandatory ones need a decision.',
      examples: [{ smtp: 'public', https: { entryPoint: 'cluster', reason: 'Only colleagues on the VPN read mail.' } }],
    }),
  isolation: z
    .enum(['cluster', 'installation', 'connections'])
    .default('installation')
    .meta({
      description:
        'Who may connect to internal ports inside the cluster: every pod, the pods of the installation (as BlueMind’s own firewall does), or only the known connections.',
      examples: ['connections'],
    }),
  allow: z
    .record(shortNameSchema, allowSchema)
    .default({})
    .meta({
      description: 'Further peers for named ports, each under a name, which the policy gets too.',
      examples: [{ backup: { ports: ['postgresql'], from: [{ namespace: 'backup' }], reason: 'Nightly dump of the database.' } }],
    }),
  mail: mailSchema.optional().meta({
    description: 'DNS records of the mail server. Default: the report lists no DNS records.',
    examples: [{ hostname: 'mail.example.org', domains: ['example.org'] }],
  }),
  dns: dnsSchema.default('none').meta({
    description: 'Who creates the DNS records: people (`none`), or external-dns from a DNSEndpoint and annotations. Needs `mail`.',
    examples: ['externalDns'],
  }),
  monitoring: monitoringSchema.default('none').meta({
    description:
      'Whether Prometheus watches the exposed ports: `prometheus`, or a map, renders Probes and a PrometheusRule of the Prometheus operator, the modules that the blackbox exporter needs for them, the policies that admit the exporter to these ports, and a dashboard of Grafana.',
    examples: ['prometheus', { exporter: { namespace: 'observability' }, labels: { release: 'kube-prometheus-stack' } }],
  }),
  gitOps: gitOpsSchema.prefault({}).meta({
    description: 'Additional objects and files for tools that deliver the manifests.',
    examples: [{ argoCd: { syncWaves: true } }],
  }),
  policies: policiesSchema.prefault({}).meta({
    description: 'How the policies are written.',
    examples: [{ dialect: 'cilium', guard: 'clusterNetworkPolicy' }],
  }),
  egress: egressSchema.prefault('open').meta({
    description:
      'Where BlueMind’s pods may connect: anywhere (`open`), or (`restricted`, or a map of what is allowed) to each other along the known connections, to DNS, to other mail servers from the workload that exposes `smtp`, and to the listed destinations.',
    examples: ['restricted', { destinations: { directory: { cidrs: ['192.0.2.53/32'], reason: 'Users come from Active Directory.' } } }],
  }),
  cluster: clusterSchema.prefault({}).meta({ description: 'Facts about the cluster.', examples: [{ podCidrs: ['10.244.0.0/16'] }] }),
  waivers: z
    .array(waiverSchema)
    .default([])
    .meta({
      description: 'Findings of `verify` that you accept until a day; until then `verify` shows them and does not fail.',
      examples: [[{ rule: 'cleartext-port-exposed', port: 'imap', reason: 'The old scanners do not support TLS.', until: '2027-06-30' }]],
    }),
  additions: additionsSchema.prefault({}).meta({
    description: 'Your own ports, components and connections, in the form of the catalogue.',
    examples: [{ components: [{ name: 'xivobridge', description: 'Telephony add-on', role: 'core' }] }],
  }),
});

/** Settings with their defaults filled in, shape checked. */
export type InstallationSettings = z.output<typeof installationSchema>;

export type WorkloadSettings = z.output<typeof workloadSchema>;
