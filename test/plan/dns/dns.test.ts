import { planFrom } from '../../../lib/plan';
import { checklistOf, formatChecklist } from '../../../lib/reports/exposure/checklist';
import { formatDns } from '../../../lib/reports/exposure/dns';
import type { InstallationProps } from '../../../lib/settings';
import { faults, objects, ofKind } from '../../support/render';

const mail = { hostname: 'mail.example.org', domains: ['example.org'] };
const base: Partial<InstallationProps> = {
  mail,
  entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb', addresses: ['192.0.2.10', '2001:db8::10'], ipFamilies: ['IPv4', 'IPv6'] } },
};
const planned = (settings: Partial<InstallationProps> = {}) => planFrom({ name: 'mail', ...base, ...settings });
const lines = (settings: Partial<InstallationProps> = {}) =>
  (planned(settings).dns?.records ?? []).map(({ name, type, data, addressOf }) => `${name} ${type} ${data ?? `<${addressOf}>`}`);

test('without a mail server in the settings there is nothing to say', () => {
  expect(planned({ mail: undefined }).dns).toBeUndefined();
  expect(formatDns(planned({ mail: undefined }))).toBe('');
});

test('the default ports: addresses, MX, SRV by RFC 6186 and 8314, autoconfig, autodiscover, SPF', () => {
  expect(lines()).toEqual([
    'mail.example.org A 192.0.2.10',
    'mail.example.org AAAA 2001:db8::10',
    'example.org MX 10 mail.example.org.',
    '_submissions._tcp.example.org SRV 0 1 465 mail.example.org.',
    '_submission._tcp.example.org SRV 10 1 587 mail.example.org.',
    '_imaps._tcp.example.org SRV 0 1 993 mail.example.org.',
    '_imap._tcp.example.org SRV 0 0 0 .',
    '_pop3s._tcp.example.org SRV 0 0 0 .',
    '_pop3._tcp.example.org SRV 0 0 0 .',
    'autoconfig.example.org CNAME mail.example.org.',
    'autodiscover.example.org CNAME mail.example.org.',
    '_autodiscover._tcp.example.org SRV 0 1 443 mail.example.org.',
    'example.org TXT "v=spf1 mx -all"',
  ]);
});

test('only what is exposed: no MX where mail arrives elsewhere, no web names without the web', () => {
  const found = lines({
    expose: {
      imaps: 'public',
      'xmpp-client': 'public',
      smtp: { entryPoint: 'cluster', reason: 'A relay.' },
      https: { entryPoint: 'cluster', reason: 'VPN.' },
    },
  });
  expect(found.filter((line) => / (MX|CNAME|TXT) |autodiscover/.test(line))).toEqual([]);
  expect(found).toContain('_imaps._tcp.example.org SRV 0 1 993 mail.example.org.');
  expect(found).toContain('_xmpp-client._tcp.example.org SRV 10 1 5222 mail.example.org.');
  expect(found).toContain('_submission._tcp.example.org SRV 0 0 0 .');
});

test('SPF names the addresses as which mail goes out', () => {
  expect(lines({ mail: { ...mail, outgoingAddresses: ['2001:db8::25', '192.0.2.25'] } })).toContain(
    'example.org TXT "v=spf1 mx ip4:192.0.2.25 ip6:2001:db8::25 -all"',
  );
});

test('an address that the cluster chooses is told by the object that has it, and is a comment in the zone', () => {
  const settings = { entryPoints: { public: { type: 'LoadBalancer' } } } as const;
  expect(lines(settings)[0]).toBe('mail.example.org A <Service mail/mail-public>');
  expect(formatDns(planned(settings))).toContain('; mail.example.org. 3600 IN A <the address of Service mail/mail-public>\n');
});

test('the web under names of its own has the addresses of its own entry point', () => {
  const found = lines({
    entryPoints: { public: { type: 'LoadBalancer' }, web: { type: 'Ingress', controller: 'traefik', hosts: ['www.example.org'] } },
    expose: { smtp: 'public', imaps: 'public', https: 'web' },
    cluster: { ingressController: { namespace: 'traefik' } },
  });
  expect(found).toContain('www.example.org A <Ingress mail/mail-web>');
  expect(found).toContain('autoconfig.example.org CNAME www.example.org.');
});

test('mail and web under one name through two entry points: said, since one of them would not be found', () => {
  const { checklist } = planned({
    entryPoints: { public: { type: 'LoadBalancer' }, web: { type: 'Ingress', controller: 'traefik', hosts: ['mail.example.org'] } },
    expose: { smtp: 'public', https: 'web' },
    cluster: { ingressController: { namespace: 'traefik' } },
  });
  expect(checklist.filter(({ where }) => where === 'DNS')).toEqual([
    expect.objectContaining({ warning: true, what: expect.stringContaining('give the web another host name') }),
  ]);
});

describe('external-dns', () => {
  const settings = { dns: 'externalDns', entryPoints: { public: { type: 'LoadBalancer' } } } as const;
  test('a DNSEndpoint holds the records, the Service the name of its addresses', () => {
    const all = objects({ ...base, ...settings });
    const [endpoint] = ofKind('DNSEndpoint', all);
    expect(endpoint?.spec.endpoints).toContainEqual({ dnsName: 'example.org', recordTTL: 3600, recordType: 'MX', targets: ['10 mail.example.org'] });
    expect(endpoint?.spec.endpoints).toContainEqual({ dnsName: 'example.org', recordTTL: 3600, recordType: 'TXT', targets: ['v=spf1 mx -all'] });
    expect(endpoint?.spec.endpoints).not.toContainEqual(expect.objectContaining({ recordType: 'A' }));
    const [service] = ofKind('Service', all).filter(({ spec }) => spec.type === 'LoadBalancer');
    expect(service?.metadata.annotations).toMatchObject({ 'external-dns.alpha.kubernetes.io/hostname': 'mail.example.org' });
  });

  test('fixed addresses are records of the endpoint', () => {
    const [endpoint] = ofKind('DNSEndpoint', objects({ ...base, dns: 'externalDns' }));
    expect(endpoint?.spec.endpoints).toContainEqual({ dnsName: 'mail.example.org', recordTTL: 3600, recordType: 'A', targets: ['192.0.2.10'] });
  });

  test('needs the mail server', () => {
    expect(faults({ dns: 'externalDns' })).toEqual([expect.stringMatching(/^dns: 'externalDns' needs the name of the mail server: add mail/)]);
  });
});

test('reminders of what needs keys and decisions', () => {
  const text = formatChecklist(checklistOf(planned()));
  for (const word of ['PTR', 'DKIM', 'DMARC', 'MTA-STS', 'TLS-RPT']) expect(text).toContain(word);
});
