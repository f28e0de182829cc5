import * as z from 'zod';
import { version } from './common';

const expected = z.enum(['open', 'closed', 'undecided']).describe('Expected result by the objects.');
const count = z.int().min(0);

/** The output of `probe --format json` with the results of clients. */
export const probeDocument = z.strictObject({
  schemaVersion: version,
  probes: z.array(
    z.strictObject({
      installation: z.string(),
      summary: z.strictObject({
        asked: count,
        agree: count,
        open: count.describe('Open although they should be closed.'),
        closed: count.describe('Closed although they should be open.'),
        lostAddress: count.describe('Ways in on which pods see a node instead of the client, although they promise otherwise.'),
        undecided: count.describe('The objects do not decide it, or it cannot be seen from this machine.'),
        unanswered: count.describe('No client answered.'),
      }),
      diagnoses: z.array(z.string()).describe('Possible explanations of results that are not as intended.'),
      connections: z.array(
        z.strictObject({
          source: z.string(),
          sourceKind: z.enum(['workload', 'peer', 'stranger', 'foreign', 'impostor']),
          destination: z.string(),
          by: z.enum(['pod', 'service', 'live']).describe('A test pod, a Service of one, or a pod of the installation.'),
          host: z.string(),
          protocol: z.literal('TCP'),
          port: z.int().min(1).max(65535),
          expected,
          closedBy: z.enum(['ingress', 'egress', 'both']).optional().describe("Which end's policies close it."),
          observed: z.enum(['open', 'closed', 'unknown']).optional(),
          answer: z.string().optional().describe("agnhost's word: OPEN, TIMEOUT, REFUSED, OTHER, DNS, UNKNOWN."),
          outcome: z.enum(['agrees', 'open', 'closed', 'undecided', 'unanswered']),
          notes: z.array(z.string()).optional().describe('Why it is not decided, or where settings and policies disagree.'),
        }),
      ),
      outside: z
        .array(
          z.strictObject({
            service: z.string(),
            policy: z.enum(['Local', 'Cluster']).describe('externalTrafficPolicy'),
            address: z.string(),
            port: z.int().min(1).max(65535),
            expected,
            outcome: z.enum(['agrees', 'open', 'closed', 'lost', 'undecided']),
            seen: z.string().optional().describe("The client's address as the pod saw it."),
          }),
        )
        .describe('Ways in, tried from the machine that ran the command.'),
      notAsked: z.array(z.string()),
    }),
  ),
});
