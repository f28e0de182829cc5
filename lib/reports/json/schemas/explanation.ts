import * as z from 'zod';
import { addressSet, objectName, portNumber, portSet, position, protocol, verdict, version, way } from './common';

const match = z.enum(['yes', 'no', 'unknown']);

const rule = z.strictObject({
  rule: z.int().min(1).describe('Place among the rules of its direction, from 1.'),
  name: z.string().optional(),
  position: position.optional(),
  action: z.string().describe('accept, deny or pass; an undecided rule is of a dialect that says what is not evaluated.'),
  peer: match.describe('Whether it means the other end.'),
  peerReason: z.string().optional(),
  port: match.describe('Whether it means the port.'),
  portReason: z.string().optional(),
});

const direction = z.strictObject({
  ...verdict,
  policies: z
    .array(
      z.strictObject({
        policy: objectName,
        position: position.optional(),
        tier: z.string().describe('admin, network or baseline; unread for a dialect that is not evaluated.'),
        captures: match.describe('Whether it selects the pods at this end.'),
        capturesReason: z.string().optional(),
        rules: z.array(rule),
      }),
    )
    .describe('All policies that apply to this direction; without any, everything passes.'),
});

const entry = z.strictObject({
  ...way,
  protocol,
  matches: z.array(z.string()).optional().describe('Host names or entry points that pick this way; without any all do.'),
  objects: z.array(z.strictObject({ object: objectName, position: position.optional() })).describe('Objects on the way, from outside to inside.'),
  clients: addressSet.describe('Clients that the way itself admits.'),
  ingress: direction.optional(),
});

/** What `explain --format json` prints. */
export const explainDocument = z.strictObject({
  schemaVersion: version,
  explanations: z
    .array(
      z.strictObject({
        source: z.string(),
        destination: z.string(),
        protocol,
        port: portNumber,
        ports: portSet.optional().describe('All ports with the same answer, in the form of reach --explain; the first of them is the port.'),
        ...verdict,
        itself: z.literal(true).optional().describe('Source and destination are one pod, which always reaches itself.'),
        betweenReplicas: z.strictObject(verdict).optional().describe('The result between two pods of the workload.'),
        forwardedPorts: portSet.optional().describe('The ports that the interface of a virtual machine forwards, if the port is not among them.'),
        egress: direction.optional().describe('Policies of the source, if it is a pod.'),
        ingress: direction.optional().describe('Policies of the destination, if it is a pod.'),
        entries: z.array(entry).optional().describe('Ways in from outside to the port, if the source is external.'),
      }),
    )
    .describe('One for each matching source, destination and port.'),
});
