import * as z from 'zod';
import { owners } from '../../../plan';
import { objectName, portNumber, protocol, version, way } from './common';
import { finding } from './findings';

/** Facts of the catalogue about an external port. */
const requirements = {
  need: z.enum(['mandatory', 'optional']).describe('Whether BlueMind can work without the port.'),
  transportSecurity: z.enum(['PLAIN', 'PLAIN/TLS', 'SSL', 'TLS']).describe("In the terms of BlueMind's page: SSL is TLS only, TLS is opportunistic."),
};

const rule = z.int().min(1).describe('Number of the rule among those of its direction, from 1.');

/** What `synth` writes as exposure.json. */
export const exposureDocument = z.strictObject({
  schemaVersion: version,
  installation: z.string(),
  release: z.enum(['4', '5']),
  namespace: z.string(),
  isolation: z.enum(['cluster', 'installation', 'connections']),
  exposures: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('exposed'),
        port: z.string(),
        number: portNumber,
        entryPoint: z.string(),
        workload: z.string(),
        clientAddress: z
          .discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('kept') }),
            z.strictObject({ kind: z.literal('proxy-protocol') }),
            z.strictObject({ kind: z.literal('lost'), seen: z.string(), waysOut: z.array(z.string()) }),
          ])
          .describe("What happens to the client's address."),
        acceptedBecause: z.string().optional().describe('Why the settings accept that the address is lost.'),
        ...requirements,
      }),
      z.strictObject({ kind: z.literal('kept-inside'), port: z.string(), number: portNumber, reason: z.string().optional(), ...requirements }),
    ]),
  ),
  ways: z
    .array(
      z.strictObject({
        name: z.string().optional().describe('Name of the port of BlueMind; without it, no known port has this number.'),
        workload: z.string(),
        protocol,
        podPort: portNumber.describe('Number on the pods.'),
        ...way,
        objects: z.array(objectName).describe('Objects on the way, from outside to inside.'),
        machine: z.string().optional().describe('Address of the machine that it leads to; without it, it leads to pods.'),
        proxyHeader: z.boolean().describe('Whether the listener expects a PROXY header, which names the client.'),
        clientSeenBy: z.string().describe('What the server sees as the client address, and why.'),
        admittedBy: z
          .array(z.strictObject({ policy: objectName, rule }))
          .describe('Rules that admit it, as proved; none if no policy prevents it, or it is closed.'),
      }),
    )
    .describe('Ways in from outside as proved from the manifests, including those that policies close.'),
  entryPoints: z
    .array(
      z.strictObject({
        entryPoint: z.string(),
        class: z.string().optional().describe('Class of the load balancer, gateway or controller; without it the default of the cluster.'),
        objects: z.array(objectName).describe('Objects on its ways, from outside to inside.'),
        addresses: z.array(z.string()).describe('Fixed addresses in the form of the provider, or where to find the address.'),
        hosts: z.array(z.string()).describe('Names that clients ask for; empty if every name works.'),
        sourceRanges: z.array(z.string()).describe('Clients that it admits; empty if it admits everyone.'),
        loadBalancers: z.int().describe('How many load balancers it requests from the cluster.'),
        balancerAddresses: z.int().describe('How many addresses these have.'),
      }),
    )
    .describe('Entry points that expose a port.'),
  loadBalancers: z
    .array(
      z.strictObject({
        entryPoint: z.string(),
        objects: z
          .array(z.strictObject({ kind: z.enum(['Gateway', 'Service']), namespace: z.string(), name: z.string() }))
          .describe('Objects that request it; several Services if they share an address.'),
        addresses: z.int().describe('How many addresses it gets.'),
      }),
    )
    .describe('Load balancers that the installation requests from the cluster.'),
  admission: z
    .strictObject({
      policies: z.array(z.strictObject({ about: z.enum(['services', 'routes', 'pods', 'policies']), name: z.string() })),
      actions: z.array(z.enum(['Deny', 'Warn', 'Audit'])),
      exceptions: z.array(
        z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('service-account'), namespace: z.string(), name: z.string(), reason: z.string() }),
          z.strictObject({ kind: z.literal('object'), objectKind: z.string(), namespace: z.string(), name: z.string(), reason: z.string() }),
        ]),
      ),
    })
    .optional()
    .describe('ValidatingAdmissionPolicies that keep closed ports closed, if the settings ask for them.'),
  internalPorts: z
    .array(
      z.strictObject({
        name: z.string(),
        component: z.string(),
        workload: z.string(),
        protocol,
        podPort: portNumber,
        podEndPort: portNumber.optional().describe('Last number of a range.'),
        reachedBy: z.array(
          z.strictObject({
            source: z.string().describe('Pods in the manifests, any other pod, or pods for which a rule was written.'),
            verdict: z.enum(['allowed', 'unknown']),
            reason: z.string().optional().describe('Why it cannot be decided.'),
            admittedBy: z.array(
              z.strictObject({
                policy: objectName,
                rule,
                origin: z
                  .enum(['default-deny', 'isolation', 'allow', 'entry-point', 'monitoring'])
                  .optional()
                  .describe('The purpose of the policy in the plan.'),
                description: z.string().optional(),
                allow: z.strictObject({ name: z.string(), reason: z.string() }).optional().describe('The entry of allow in the settings.'),
              }),
            ),
          }),
        ),
      }),
    )
    .describe('Internal ports with who reaches them inside the cluster, as it was proved.'),
  outgoing: z.strictObject({
    restricted: z.boolean().describe('Whether policies limit outgoing connections to these destinations.'),
    destinations: z.array(
      z.strictObject({ source: z.string(), destination: z.string(), protocol: z.string(), port: z.string(), purpose: z.string() }),
    ),
  }),
  decisions: z.array(
    z.strictObject({
      kind: z.enum(['kept-inside', 'accepted-lost-client-address', 'allow', 'admission-exception']),
      what: z.string(),
      reason: z.string().optional(),
    }),
  ),
  waivers: z.array(
    z.strictObject({
      rule: z.string(),
      object: z.string().optional(),
      port: z.string().optional(),
      reason: z.string(),
      until: z.string().describe('Last day on which it is valid, as YYYY-MM-DD.'),
    }),
  ),
  dns: z
    .strictObject({
      hostname: z.string(),
      domains: z.array(z.string()),
      records: z.array(
        z.strictObject({
          name: z.string().describe('Full name, without the final dot.'),
          type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'SRV', 'TXT']),
          data: z.string().optional().describe('In the form of a zone file; without it the cluster chooses the address.'),
          addressOf: objectName.optional().describe('Object with the address, if the cluster chooses it.'),
          purpose: z.string(),
        }),
      ),
      reminders: z.array(z.string()),
      endpoint: z.string().optional().describe('Name of the DNSEndpoint that contains the records for external-dns.'),
    })
    .optional()
    .describe('What DNS should contain, if the settings name the mail server.'),
  monitoring: z
    .strictObject({
      probes: z.array(
        z.strictObject({
          name: z.string().describe('Name of the Probe.'),
          port: z.string(),
          workload: z.string(),
          way: z.enum(['inside', 'public']).describe('To the Service of the component, or to a host name, through the controller in front.'),
          module: z.string().describe('Module of the blackbox exporter.'),
          targets: z.array(z.string()),
          askedFor: z.string().optional().describe('Name that is asked for in TLS and HTTP; without it that of the target.'),
          bearsHostname: z.boolean().describe('Whether the certificate should have the name of the mail server.'),
          tries: z.string(),
        }),
      ),
      notProbed: z.array(z.strictObject({ port: z.string(), reason: z.string() })).describe('Exposed ports that are not probed.'),
    })
    .optional()
    .describe('How the exposed ports are monitored, if the settings ask for it.'),
  checklist: z.array(
    z.strictObject({
      entryPoint: z.string(),
      where: z.string(),
      owner: z.enum(owners).describe('Who does it.'),
      what: z.string(),
      snippet: z
        .strictObject({ language: z.enum(['sh', 'yaml', 'nginx', 'ini', 'zone', 'text']), text: z.string() })
        .describe('A command, or a part of a configuration, to paste.'),
      warning: z.boolean().optional(),
    }),
  ),
  findings: z.array(finding.omit({ position: true })).describe('Without positions, since lines of files change with every other object.'),
});
