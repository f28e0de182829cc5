import type { Advice } from './checklist';

/** DNS records for an installation. */
export interface PlannedDns {
  readonly hostname: string;
  readonly domains: readonly string[];
  readonly records: readonly DnsRecord[];
  /** Steps that only people can decide: keys, policies, reverse names. */
  readonly reminders: readonly Reminder[];
  /** Name of the DNSEndpoint that holds the records for external-dns. @default - people enter them */
  readonly endpoint?: string;
}

/** A step in DNS that is not a record of the table. */
export interface Reminder extends Advice {
  /** Its name. */
  readonly where: string;
}

export type DnsRecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'SRV' | 'TXT';

/** A record to create. */
export interface DnsRecord {
  /** Full name, without the final dot. */
  readonly name: string;
  readonly type: DnsRecordType;
  /** Its data as in a zone file, names with the final dot; undefined for an address that the cluster chooses. */
  readonly data?: string;
  /** The object with the address, if the cluster chooses it: `Service mail/mail-public`. */
  readonly addressOf?: string;
  /** Its purpose. */
  readonly purpose: string;
}
