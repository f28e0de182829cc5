import * as z from 'zod';
import { protocols } from '../../../catalogue';
import { portNumber, version } from './common';

const release = z.enum(['4', '5']);
const evidence = z.enum(['confirmed', 'inferred']).describe('Whether the fact was read in its source or follows from others.');
const source = z.string().describe('Where the source states the fact.');

const listening = {
  name: z.string().describe('Stable name, unique in the release.'),
  number: portNumber.describe('Number it listens on, or the first of a range.'),
  endNumber: portNumber.optional().describe('Last number of a range.'),
  protocol: z.enum(protocols),
  component: z.string(),
  description: z.string(),
  source,
  evidence: evidence.optional(),
  note: z.string().optional().describe('What the source gets wrong or leaves out.'),
  noteSource: z.string().optional(),
};

const port = z.discriminatedUnion('audience', [
  z.strictObject({
    audience: z.literal('external'),
    ...listening,
    need: z.enum(['mandatory', 'optional']),
    transportSecurity: z.enum(['PLAIN', 'PLAIN/TLS', 'SSL', 'TLS']),
    encryption: z.enum(['none', 'optional-starttls', 'required-starttls', 'implicit-tls']),
    smtpAuthentication: z.enum(['supported', 'required']).optional(),
    minimumTls: z.strictObject({ version: z.string(), since: z.string() }).optional(),
    trustsClientAddress: z.boolean().optional(),
    redirectsTo: z.string().optional(),
    notRecommended: z.string().optional(),
  }),
  z.strictObject({ audience: z.literal('internal'), ...listening, betweenMembers: z.boolean().optional(), obsolete: z.boolean().optional() }),
  z.strictObject({ audience: z.literal('loopback'), ...listening }),
]);

const component = z.strictObject({
  name: z.string(),
  description: z.string(),
  package: z.string().optional().describe("BlueMind's package."),
  placement: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('role'), role: z.string() }),
    z.strictObject({ kind: z.literal('with'), components: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('everywhere') }),
    z.strictObject({ kind: z.literal('listed') }),
  ]),
});

const connection = z.strictObject({
  from: z.string(),
  to: z.string(),
  port: z.string().describe('Name of the port.'),
  evidence,
  source,
  description: z.string(),
  loopback: z.boolean().optional().describe('The client looks for the server on 127.0.0.1.'),
});

/** What `catalogue --format json` prints. */
export const catalogueDocument = z.strictObject({
  schemaVersion: version,
  release,
  ports: z.array(port),
  components: z.array(component),
  connections: z.array(connection),
  roles: z.array(z.strictObject({ name: z.string(), tags: z.array(z.string()), description: z.string() })),
});

const difference = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({
    added: z.array(row),
    removed: z.array(row),
    changed: z.array(z.strictObject({ old: row, new: row, fields: z.array(z.string()).describe('Names of the fields that differ.') })),
  });

/** What `catalogue --diff 4 5 --format json` prints. */
export const catalogueDiffDocument = z.strictObject({
  schemaVersion: version,
  old: release,
  new: release,
  ports: difference(port),
  components: difference(component),
  connections: difference(connection),
});
