import * as z from 'zod';
import { severities } from '../../../checks/finding';
import { schemaVersion } from '../document';

/** The first field of a document. */
export const version = z.literal(schemaVersion).describe('Version of the shape of this document.');

export const severity = z.enum(severities);

export const position = z
  .strictObject({
    file: z.string(),
    line: z.int().min(1),
    column: z.int().min(1),
    end: z
      .strictObject({ line: z.int().min(1), column: z.int().min(1) })
      .optional()
      .describe('Position after its last character, if it is known.'),
  })
  .describe('Its position; lines and columns count from 1.');

/** `NetworkPolicy mail/deny`. */
export const objectName = z
  .string()
  .describe('Kind, namespace and name of an object, such as Service mail/core; without a namespace if it has none.');

/** `mail/core[StatefulSet]`. */
export const end = z.string().describe('A workload, a range of addresses, or any-pod: mail/core[StatefulSet], 0.0.0.0-255.255.255.255[External].');

export const protocol = z.enum(['TCP', 'UDP', 'SCTP']);

export const portNumber = z.int().min(1).max(65535);

/** `TCP 25,465`. */
export const portSet = z.string().describe('Ports by protocol, such as TCP 25,465-587, UDP 53; All Connections; No Connections.');

/** `10.0.0.0-10.255.255.255`. */
export const addressSet = z.string().describe('Ranges of addresses, separated by commas; empty if there are none.');

export const verdict = {
  verdict: z.enum(['allowed', 'denied', 'unknown']),
  reason: z.string().optional().describe('Why it cannot be decided, if the verdict is unknown, with the options that would decide it.'),
};

/** Fields of a way in from outside in all documents. */
export const way = {
  access: z.enum(['load-balancer', 'node-port', 'external-ip', 'host-port', 'host-network', 'controller']),
  port: portNumber.optional().describe('Port that clients connect to; without one if the cluster or a controller chooses it.'),
  seenAs: z.enum(['client', 'node', 'balancer', 'controller']).describe('Whose address the pod and its policies see.'),
  ...verdict,
  admitted: addressSet.optional().describe('Clients that get through to the pod.'),
};
