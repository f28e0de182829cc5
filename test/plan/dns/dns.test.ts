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

describe('SPF', () => {
  const spf = (settings: Partial<InstallationProps>) => lines(settings).filter((line) => line.includes('TXT'));
  const identity = (address: string) => ({ mode: 'open', identity: { provider: 'cilium', address, nodeLabels: { egress: 'mail' } } }) as const;
  const inside = (reason: string) => ({ entryPoint: 'cluster', reason });
  const noMx = { expose: { imaps: 'public', smtp: inside('A relay.'), https: inside('VPN.') } };

  test.each<[string, Partial<InstallationProps>, string | undefined]>([
    ['the gateway of Cilium', { egress: identity('192.0.2.25') }, 'mx ip4:192.0.2.25'],
    ['the same by IPv6, where mail arrives elsewhere', { egress: identity('2001:db8::25'), ...noMx }, 'ip6:2001:db8::25'],
    [
      'what the settings name, before that',
      { egress: identity('192.0.2.25'), mail: { ...mail, outgoingAddresses: ['192.0.2.7'] } },
      'mx ip4:192.0.2.7',
    ],
    ['an address of kube-vip, which the cluster knows', { egress: 'open' }, 'mx'],
    ['nothing that is known, which forbids nothing', noMx, undefined],
  ])('%s', (_, settings, senders) => expect(spf(settings)).toEqual(senders === undefined ? [] : [`example.org TXT "v=spf1 ${senders} -all"`]));
});

test('every port that clients find by SRV has its record, TLS before STARTTLS', () => {
  const ports = ['submissions', 'submission', 'imaps', 'imap', 'pop3s', 'pop3', 'xmpps-client', 'xmpp-client', 'xmpp-server', 'https', 'smtp'];
  const found = planned({ expose: Object.fromEntries(ports.map((port) => [port, 'public'])) }).dns?.records ?? [];
  expect(found.filter(({ type }) => type === 'SRV').map(({ name, data, purpose }) => `${name} ${data} ${purpose}`)).toEqual([
    '_submissions._tcp.example.org 0 1 465 mail.example.org. mail clients send mail (TLS)',
    '_submission._tcp.example.org 10 1 587 mail.example.org. mail clients send mail (STARTTLS)',
    '_imaps._tcp.example.org 0 1 993 mail.example.org. mail clients read mail by IMAP (TLS)',
    '_imap._tcp.example.org 10 1 143 mail.example.org. mail clients read mail by IMAP (STARTTLS)',
    '_pop3s._tcp.example.org 20 1 995 mail.example.org. mail clients read mail by POP (TLS)',
    '_pop3._tcp.example.org 30 1 110 mail.example.org. mail clients read mail by POP (STARTTLS)',
    '_xmpps-client._tcp.example.org 0 1 5223 mail.example.org. instant messaging clients (TLS)',
    '_xmpp-client._tcp.example.org 10 1 5222 mail.example.org. instant messaging clients (STARTTLS)',
    '_xmpp-server._tcp.example.org 0 1 5269 mail.example.org. XMPP servers of other domains',
    '_autodiscover._tcp.example.org 0 1 443 mail.example.org. Outlook finds its settings',
  ]);
});

test('each domain has its records, in the order of their names', () => {
  const { domains, records, reminders } = planned({ mail: { ...mail, domains: ['example.org', 'example.net'] } }).dns ?? {
    records: [],
    reminders: [],
  };
  expect(domains).toEqual(['example.net', 'example.org']);
  expect(records.filter(({ type }) => type === 'MX').map(({ name }) => name)).toEqual(['example.net', 'example.org']);
  expect(reminders.find(({ where }) => where === 'DMARC')?.snippet.text).toBe(
    ['net', 'org'].map((end) => `_dmarc.example.${end}. 3600 IN TXT "v=DMARC1; p=none; rua=mailto:postmaster@example.${end}"`).join('\n'),
  );
});

test('mail through two entry points has only the addresses of the first, and the checklist says so', () => {
  const settings: Partial<InstallationProps> = {
    entryPoints: { one: { type: 'LoadBalancer', provider: 'metallb' }, two: { type: 'LoadBalancer', provider: 'metallb' } },
    expose: { smtp: 'one', imaps: 'two', https: { entryPoint: 'cluster', reason: 'VPN.' } },
  };
  expect(planned(settings).checklist.filter(({ where }) => where === 'DNS')).toEqual([
    {
      entryPoint: 'one',
      where: 'DNS',
      owner: 'dns',
      warning: true,
      snippet: { language: 'yaml', text: 'expose:\n  smtp: one\n  imaps: one' },
      what: "Ports of mail.example.org are exposed through 'one' and 'two', but the name has only the addresses of 'one'. Share an address (sharedAddress), or expose them through one entry point.",
    },
  ]);
  expect(lines(settings)[0]).toBe('mail.example.org A <Service mail/mail-one>');
});

const dnsItems = (settings: Partial<InstallationProps>): readonly string[] =>
  planned(settings)
    .checklist.filter(({ where }) => where === 'DNS')
    .map(({ what }) => what);

test.each<[string, Partial<InstallationProps>, string | undefined]>([
  [
    'a load balancer for each workload',
    { workloads: 'roles', entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb' } } },
    'Ports of mail.example.org are exposed through Service mail/mail-public-smtp and Service mail/mail-public-proxy, but the name has only the addresses of Service mail/mail-public-smtp.',
  ],
  [
    'the same with one address',
    {
      workloads: 'roles',
      entryPoints: {
        public: {
          type: 'LoadBalancer',
          provider: 'metallb',
          sharedAddress: 'mail',
          externalTrafficPolicy: 'Cluster',
          acceptLostClientAddress: 'A test.',
        },
      },
    },
    undefined,
  ],
  [
    'an entry point of its own for one port beside that of mail and web',
    {
      entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb' }, office: { type: 'LoadBalancer', provider: 'metallb' } },
      expose: { smtp: 'public', imaps: 'public', https: 'public', submission: 'office' },
    },
    "Ports of mail.example.org are exposed through 'public' and 'office', but the name has only the addresses of 'public'.",
  ],
  [
    'another load balancer for the web, which has no name of its own',
    {
      entryPoints: { mail: { type: 'LoadBalancer', provider: 'metallb' }, web: { type: 'LoadBalancer', provider: 'metallb' } },
      expose: { smtp: 'mail', imaps: 'mail', https: 'web' },
    },
    "Ports of mail.example.org are exposed through 'mail' and 'web', but the name has only the addresses of 'mail'.",
  ],
  ['one load balancer', { entryPoints: { public: { type: 'LoadBalancer', provider: 'metallb' } } }, undefined],
])('one name, and %s', (_, settings, said) => expect(dnsItems(settings)).toEqual(said === undefined ? [] : [expect.stringContaining(said)]));

test('the name of the mail server leads to the load balancer that takes mail from other servers', () => {
  expect(lines({ workloads: 'roles', entryPoints: { public: { type: 'LoadBalancer' } } })[0]).toBe(
    'mail.example.org A <Service mail/mail-public-smtp>',
  );
});

test('an address that the cluster chooses is named by the object that has it, and is a comment in the zone', () => {
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

test('mail and web under one name through two entry points: the checklist warns, since one of them would not be found', () => {
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
