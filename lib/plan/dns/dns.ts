import { parseAddress } from '../../base/addresses';
import type { Installation } from '../../settings';
import type { DnsRecord, PlannedDns, PlannedEntry, PlannedExposure, Reminder, Snippet } from '../model';
import { compare } from '../servers/workloads';
import { shell } from '../snippets';
import { addressOwner } from './address-owner';
import { dnsServices } from './services';

type Exposed = Extract<PlannedExposure, { readonly kind: 'exposed' }>;

/** The records that DNS needs for the exposed ports; none if settings name no mail server. */
export function planDns(installation: Installation, exposures: readonly PlannedExposure[], entries: readonly PlannedEntry[]): PlannedDns | undefined {
  const { mail, dns, namePrefix } = installation.settings;
  if (!mail) return undefined;
  const exposed = exposures.filter((exposure) => exposure.kind === 'exposed');
  const { hostname, domains } = mail;
  const records = [
    ...addressRecords(installation, hostname, exposed, entries),
    ...[...domains].sort().flatMap((domain) => domainRecords(installation, domain, exposed)),
  ];
  return {
    hostname,
    domains: [...domains].sort(),
    records,
    reminders: remindersOf(installation, exposed),
    ...(dns === 'externalDns' && records.some(isForEndpoint) && { endpoint: `${namePrefix}-dns` }),
  };
}

/** Records of a DNSEndpoint. For addresses that the cluster chooses, annotations of the object with the address are used instead. */
export const isForEndpoint = ({ data }: DnsRecord): boolean => data !== undefined;

/** Ports of the web; the web has other names if its entry point has hosts. */
export const isWeb = (port: string): boolean => port === 'http' || port === 'https';

/** Names of the web: the hosts of the entry point that exposes https, else the name of the mail server. */
export function webHosts({ settings }: Installation, exposed: readonly Exposed[], hostname: string): readonly string[] {
  const entryPoint = exposed.find(({ port }) => port === 'https')?.entryPoint;
  if (entryPoint === undefined) return [];
  const hosts = hostsOf(settings.entryPoints[entryPoint]).filter((host) => !host.startsWith('*'));
  return hosts.length > 0 ? hosts : [hostname];
}

/** The names with their addresses: those of an object of the installation, or of the controller in front. */
function addressRecords(
  installation: Installation,
  hostname: string,
  exposed: readonly Exposed[],
  entries: readonly PlannedEntry[],
): readonly DnsRecord[] {
  const { settings } = installation;
  const mail = exposed.find(({ port }) => port === 'smtp') ?? exposed.find(({ port }) => !isWeb(port));
  const web = exposed.find(({ port }) => port === 'https');
  const targets = [
    ...(mail ? [{ name: hostname, exposure: mail, purpose: 'the mail server' }] : []),
    ...(web ? webHosts(installation, exposed, hostname).map((name) => ({ name, exposure: web, purpose: 'browsers, ActiveSync and DAV' })) : []),
  ];
  const once = targets.filter(({ name }, index) => targets.findIndex((other) => other.name === name) === index);
  return once.flatMap(({ name, exposure, purpose }): readonly DnsRecord[] => {
    const way = settings.entryPoints[exposure.entryPoint];
    const fixed = (way && 'addresses' in way && Array.isArray(way.addresses) ? way.addresses : []).map(
      (address) => parseAddress(`${address}`) && `${address}`,
    );
    const known = fixed.filter((address) => address !== undefined);
    if (known.length > 0)
      return known.map((address) => ({ name, type: parseAddress(address)?.family === 'IPv6' ? 'AAAA' : 'A', data: address, purpose }));
    return [{ name, type: 'A', addressOf: addressOwner(exposure, entries).title, purpose }];
  });
}

function domainRecords(installation: Installation, domain: string, exposed: readonly Exposed[]): readonly DnsRecord[] {
  const hostname = installation.settings.mail?.hostname ?? domain;
  const isExposed = (port: string) => exposed.some((one) => one.port === port);
  const numberOf = (port: string) => exposed.find((one) => one.port === port)?.number;
  const [web] = webHosts(installation, exposed, hostname);
  const offersMail = dnsServices.some(({ port, deniable }) => deniable && isExposed(port));
  return [
    ...(isExposed('smtp') ? [{ name: domain, type: 'MX', data: `10 ${hostname}.`, purpose: 'where other servers deliver mail' } as const] : []),
    ...dnsServices.flatMap(({ port, service, priority, purpose, deniable }): readonly DnsRecord[] => {
      const number = numberOf(port);
      if (number !== undefined) return [{ name: `${service}.${domain}`, type: 'SRV', data: `${priority} 1 ${number} ${hostname}.`, purpose }];
      return deniable && offersMail ? [{ name: `${service}.${domain}`, type: 'SRV', data: '0 0 0 .', purpose: `not offered: ${purpose}` }] : [];
    }),
    ...(web === undefined
      ? []
      : ([
          { name: `autoconfig.${domain}`, type: 'CNAME', data: `${web}.`, purpose: 'Thunderbird finds its settings' },
          { name: `autodiscover.${domain}`, type: 'CNAME', data: `${web}.`, purpose: 'Outlook and ActiveSync find their settings' },
          { name: `_autodiscover._tcp.${domain}`, type: 'SRV', data: `0 1 443 ${web}.`, purpose: 'Outlook finds its settings' },
        ] as const)),
    ...spfRecord(installation, domain, isExposed('smtp')),
  ];
}

/** Who may send mail: the hosts of the MX records, and the source addresses of outgoing mail. No record if neither is known, since it would forbid all mail. */
function spfRecord({ settings }: Installation, domain: string, hasMx: boolean): readonly DnsRecord[] {
  const { identity } = settings.egress;
  const named = settings.mail?.outgoingAddresses ?? [];
  const own = identity && 'address' in identity && typeof identity.address === 'string' ? [identity.address] : [];
  const addresses = [...new Set(named.length > 0 ? named : own)].sort(compare);
  const senders = [...(hasMx ? ['mx'] : []), ...addresses.map((address) => `${parseAddress(address)?.family === 'IPv6' ? 'ip6' : 'ip4'}:${address}`)];
  if (senders.length === 0) return [];
  return [{ name: domain, type: 'TXT', data: `"v=spf1 ${senders.join(' ')} -all"`, purpose: 'SPF: who may send mail of this domain' }];
}

/** Steps that are not records of a table, since they need keys, decisions or another owner. */
function remindersOf({ settings }: Installation, exposed: readonly Exposed[]): readonly Reminder[] {
  const { hostname = '' } = settings.mail ?? {};
  const domains = [...(settings.mail?.domains ?? [])].sort();
  const outgoing = [...(settings.mail?.outgoingAddresses ?? [])].sort();
  if (!exposed.some(({ port }) => port === 'smtp')) return [];
  const each = domains.length > 0 ? domains.join(', ') : 'each domain';
  const zones = domains.length > 0 ? domains : ['example.org'];
  const zone = (lineOf: (domain: string) => readonly string[]): Snippet => ({ language: 'zone', text: zones.flatMap(lineOf).join('\n') });
  return [
    {
      where: 'PTR',
      snippet: shell(...(outgoing.length > 0 ? outgoing : ['ADDRESS']).map((address) => `dig +short -x ${address}`)),
      what: `PTR: ask the owner of the addresses to set the reverse name of ${outgoing.length > 0 ? outgoing.join(' and ') : 'every address from which mail goes out'} to ${hostname}; many servers refuse mail without it.`,
    },
    {
      where: 'DKIM',
      snippet: zone((domain) => [`SELECTOR._domainkey.${domain}. 3600 IN TXT "v=DKIM1; k=rsa; p=PUBLIC-KEY"`]),
      what: `DKIM: create a key in BlueMind and publish its public half at SELECTOR._domainkey of ${each}.`,
    },
    {
      where: 'DMARC',
      snippet: zone((domain) => [`_dmarc.${domain}. 3600 IN TXT "v=DMARC1; p=none; rua=mailto:postmaster@${domain}"`]),
      what: `DMARC: publish _dmarc of ${each}, at first as "v=DMARC1; p=none; rua=mailto:postmaster@${zones[0]}", and tighten it when the reports are clean.`,
    },
    {
      where: 'MTA-STS and TLS-RPT',
      snippet: zone((domain) => [
        `_mta-sts.${domain}. 3600 IN TXT "v=STSv1; id=1"`,
        `_smtp._tls.${domain}. 3600 IN TXT "v=TLSRPTv1; rua=mailto:postmaster@${domain}"`,
      ]),
      what: `MTA-STS and TLS-RPT: publish _mta-sts and _smtp._tls of ${each}, once the certificate of ${hostname} is one that other servers trust.`,
    },
  ];
}

/** Names that an entry point asks for; none if it accepts every name. */
export const hostsOf = (way: Installation['settings']['entryPoints'][string] | undefined): readonly string[] =>
  way && 'hosts' in way ? way.hosts : [];
