import type { Advice } from './checklist';

/** What DNS should say of an installation. */
export interface PlannedDns {
  readonly hostname: string;
  readonly domains: readonly string[];
  readonly records: readonly DnsRecord[];
  /** What only people can decide: keys, policies, reverse names. */
  readonly reminders: readonly Reminder[];
  /** Name of the DNSEndpoint that holds the records for external-dns. @default - people enter them */
  readonly endpoint?: string;
}

/** A thing to do in DNS that no table can hold. */
export interface Reminder extends Advice {
  /** What it is called. */
  readonly where: string;
}

export type DnsRecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'SRV' | 'TXT';

/** A record to create. */
export interface DnsRecord {
  /** Whole name, without the dot at its end. */
  readonly name: string;
  readonly type: DnsRecordType;
  /** Its data as a zone file has them, names with the dot at their end; undefined for an address that the cluster chooses. */
  readonly data?: string;
  /** Whose address it is, where the cluster chooses it: `Service mail/mail-public`. */
  readonly addressOf?: string;
  /** What for. */
  readonly purpose: string;
}
