import { plan } from '../../support/render';
import { balanced, type LoadBalancer, providerCases } from './checklist-cases';

const checklist = (...given: Parameters<typeof balanced>) => plan(balanced(...given)).checklist.map(({ where, what }) => `${where}: ${what}`);

/** What the provider needs; what to configure in BlueMind has its own tests. */
const ofProvider = (settings: LoadBalancer): readonly string[] => checklist(settings).filter((line) => !line.startsWith('postfix: '));

describe('what a provider leaves to people', () => {
  test.each(providerCases)('%s', (_, settings, expected) => {
    expect(ofProvider(settings)).toEqual(expected);
  });
});

test('GKE: an internal rule of more than five ports takes all, and the firewall names each', () => {
  expect(checklist({ provider: 'gke', scheme: 'internal' }, ['smtp', 'submission', 'submissions', 'imaps', 'http', 'https'])).toEqual([
    "GKE: The forwarding rule of workload 'all-in-one' takes every port, since it can name 5 and there are 6; GKE's firewall rule for it still names each port, so keep your own rules from admitting more.",
  ]);
});

describe('what to configure in BlueMind', () => {
  const told = (targetPorts: Record<string, number>, ports: readonly string[], release: '4' | '5' = '4') =>
    checklist({ provider: 'scaleway', proxyProtocol: { targetPorts, trustedCidrs: ['10.2.0.0/24', '10.1.0.0/24'] } }, ports, { release }).filter(
      (line) => !line.startsWith('Scaleway: '),
    );
  const realIp = "'set_real_ip_from 10.1.0.0/24', 'set_real_ip_from 10.2.0.0/24'";

  test.each(['4', '5'] as const)("release %s, https: BlueMind's own switch", (release) => {
    expect(told({}, ['https'], release)).toEqual([
      "nginx: Create /etc/nginx/bm-nginx-use-proxy-protocol with '10.1.0.0/24' as its first line and configure nginx again: from then on 443 accepts only connections with a PROXY header. BlueMind reads one block of addresses there; add set_real_ip_from manually for 10.2.0.0/24.",
    ]);
  });

  test('the web on separate ports: manually', () => {
    expect(told({ http: 10080, https: 10443 }, ['http', 'https'])).toEqual([
      `nginx: Add 'listen 10080 proxy_protocol' and 'listen 10443 ssl proxy_protocol' for http and https to nginx's virtual host manually, with ${realIp}: BlueMind's own switch (/etc/nginx/bm-nginx-use-proxy-protocol) covers only 443.`,
    ]);
  });

  test('release 4, IMAP and POP: manually', () => {
    expect(told({ imap: 10143, pop3s: 10995 }, ['imap', 'pop3s'])).toEqual([
      `nginx: BlueMind 4 has no setting that makes imap and pop3s accept a PROXY header. Add listeners manually: 'listen NUMBER proxy_protocol' for 10143 (imap), 10995 (pop3s) and ${realIp} in nginx's mail proxy (bm-mail-proxy.conf), and again after each update that replaces the file; without them these ports answer no client.`,
    ]);
  });

  test('release 5, IMAP and POP: listeners and settings', () => {
    expect(told({ imap: 10143, imaps: 10993, pop3s: 10995 }, ['imap', 'imaps', 'pop3s'], '5')).toEqual([
      `nginx: Add listeners that accept a PROXY header: 'listen NUMBER proxy_protocol' for 10143 (imap), 10993 (imaps), 10995 (pop3s) and ${realIp} in nginx's mail proxy (bm-mail-proxy.conf), which contains those of 143 and 110 as comments; to send the address to BlueMind, set 'proxy_protocol on' there together with imap.proxy-protocol=true in /etc/bm/imap.conf and pop3.proxy-protocol=true in /etc/bm/pop3.conf.`,
    ]);
  });

  test('Postfix: services of their own', () => {
    expect(told({ smtp: 10025, submissions: 10465 }, ['smtp', 'submissions'])).toEqual([
      "postfix: Add a separate service to master.cf manually for each listener (10025 after the model of smtp, 10465 after the model of submissions), with '-o smtpd_upstream_proxy_protocol=haproxy'; BlueMind has no setting for it. Postfix trusts every header that it gets, so only 10.1.0.0/24, 10.2.0.0/24 may connect to it; keep those addresses out of mynetworks.",
    ]);
  });

  test('XMPP: nothing is known', () => {
    expect(told({ 'xmpp-client': 15222 }, ['xmpp-client'])).toEqual([
      'BlueMind: No way is known to make xmpp-client expect a PROXY header; check that 15222 (xmpp-client) expects one before the balancer sends it.',
    ]);
  });
});
