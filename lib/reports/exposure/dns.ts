import type { DnsRecord, Plan } from '../../plan';
import { formatMarkdown } from '../table';

/** The records to create, as a table and as lines for a zone file; nothing if settings name no mail server. */
export function formatDns({ dns }: Pick<Plan, 'dns'>): string {
  if (!dns) return '';
  const { records, endpoint } = dns;
  return [
    '## DNS records',
    '',
    ...(endpoint === undefined
      ? []
      : [`external-dns creates them: DNSEndpoint ${endpoint} and the annotations of the entry points contain them.`, '']),
    formatMarkdown({
      columns: ['Name', 'Type', 'Data', 'Purpose'],
      rows: records.map((record) => [record.name, record.type, shownData(record), record.purpose]),
    }),
    '```zone',
    ...records.map(zoneLine),
    '```',
    '',
  ].join('\n');
}

const shownData = ({ data, addressOf }: DnsRecord): string => data ?? `the address of ${addressOf}`;

/** A line of a zone file (RFC 1035); without an address it is a comment, so that the file can be loaded as it is. */
export const zoneLine = (record: DnsRecord): string => {
  const { name, type, data } = record;
  return data === undefined ? `; ${name}. 3600 IN ${type} <${shownData(record)}>` : `${name}. 3600 IN ${type} ${data}`;
};
