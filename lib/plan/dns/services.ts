/** How clients find a port of the catalogue by DNS: SRV records of RFC 6186 and RFC 8314, and of XMPP (RFC 6120, XEP-0368). */
export interface DnsService {
  /** Name of the port. */
  readonly port: string;
  readonly service: string;
  /** A lower number is preferred: implicit TLS before STARTTLS (RFC 8314). */
  readonly priority: number;
  readonly purpose: string;
  /** Whether a client that finds no record may guess. Then a service that is not offered needs a record, too (RFC 6186: the target is a dot). */
  readonly deniable: boolean;
}

export const dnsServices: readonly DnsService[] = [
  { port: 'submissions', service: '_submissions._tcp', priority: 0, purpose: 'mail clients send mail (TLS)', deniable: true },
  { port: 'submission', service: '_submission._tcp', priority: 10, purpose: 'mail clients send mail (STARTTLS)', deniable: true },
  { port: 'imaps', service: '_imaps._tcp', priority: 0, purpose: 'mail clients read mail by IMAP (TLS)', deniable: true },
  { port: 'imap', service: '_imap._tcp', priority: 10, purpose: 'mail clients read mail by IMAP (STARTTLS)', deniable: true },
  { port: 'pop3s', service: '_pop3s._tcp', priority: 20, purpose: 'mail clients read mail by POP (TLS)', deniable: true },
  { port: 'pop3', service: '_pop3._tcp', priority: 30, purpose: 'mail clients read mail by POP (STARTTLS)', deniable: true },
  { port: 'xmpps-client', service: '_xmpps-client._tcp', priority: 0, purpose: 'instant messaging clients (TLS)', deniable: false },
  { port: 'xmpp-client', service: '_xmpp-client._tcp', priority: 10, purpose: 'instant messaging clients (STARTTLS)', deniable: false },
  { port: 'xmpp-server', service: '_xmpp-server._tcp', priority: 0, purpose: 'XMPP servers of other domains', deniable: false },
];
