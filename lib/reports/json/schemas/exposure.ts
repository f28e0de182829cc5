import * as z from 'zod';
import { objectName, portNumber, protocol, version, way } from './common';
import { finding } from './findings';

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
          .describe('What becomes of the address of the client.'),
        acceptedBecause: z.string().optional().describe('Why the settings accept that the address is lost.'),
      }),
      z.strictObject({ kind: z.literal('kept-inside'), port: z.string(), number: portNumber, reason: z.string().optional() }),
    ]),
  ),
  ways: z
    .array(
      z.strictObject({
        name: z.string().optional().describe('Name of the port of BlueMind; without it none that is known.'),
        workload: z.string(),
        protocol,
        podPort: portNumber.describe('Number on the pods.'),
        ...way,
        objects: z.array(objectName).describe('Objects on the way, from outside to inside.'),
        proxyHeader: z.boolean().describe('Whether the listener expects a PROXY header, which names the client.'),
      }),
    )
    .describe('Ways in from outside as they were proved of the manifests, those that policies close among them.'),
  loadBalancers: z
    .array(
      z.strictObject({
        entryPoint: z.string(),
        objects: z
          .array(z.strictObject({ kind: z.enum(['Gateway', 'Service']), namespace: z.string(), name: z.string() }))
          .describe('What asks for it; several Services where they share an address.'),
        addresses: z.int().describe('How many addresses it gets.'),
      }),
    )
    .describe('Load balancers that the cluster is asked for.'),
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
    .describe('ValidatingAdmissionPolicies that keep closed what is closed, where the settings want them.'),
  dns: z
    .strictObject({
      hostname: z.string(),
      domains: z.array(z.string()),
      records: z.array(
        z.strictObject({
          name: z.string().describe('Whole name, without the dot at its end.'),
          type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'SRV', 'TXT']),
          data: z.string().optional().describe('As a zone file has it; without it the cluster chooses the address.'),
          addressOf: objectName.optional().describe('Whose address it is, where the cluster chooses it.'),
          purpose: z.string(),
        }),
      ),
      reminders: z.array(z.string()),
      endpoint: z.string().optional().describe('Name of the DNSEndpoint that holds the records for external-dns.'),
    })
    .optional()
    .describe('What DNS should say, where the settings name a host.'),
  checklist: z.array(z.strictObject({ entryPoint: z.string(), where: z.string(), what: z.string(), warning: z.boolean().optional() })),
  findings: z.array(finding.omit({ position: true })).describe('Without positions, since lines of files change with every other object.'),
});
