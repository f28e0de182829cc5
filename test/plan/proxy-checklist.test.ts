import type { InstallationProps } from '../../lib/settings';
import { plan } from '../support/render';

const trustedCidrs = ['192.0.2.0/28', '198.51.100.0/28', '2001:db8::/64'];

/** What BlueMind's administrator must configure for ports that get a PROXY header from three blocks of addresses. */
function configured(ports: readonly string[], targetPorts: Readonly<Record<string, number>>): readonly string[] {
  const settings: Partial<InstallationProps> = {
    cluster: { podCidrs: ['10.244.0.0/16'] },
    entryPoints: {
      public: { type: 'LoadBalancer', proxyProtocol: { version: 'v2', ports: [...ports], trustedCidrs, targetPorts } },
    },
    expose: { smtp: 'public', http: 'public', https: 'public', ...Object.fromEntries(ports.map((port) => [port, 'public'])) },
  };
  return plan(settings).checklist.flatMap(({ owner, what, snippet }) => (owner === 'bluemind' ? [what, ...(snippet ? [snippet.text] : [])] : []));
}

const realIp = "'set_real_ip_from 192.0.2.0/28', 'set_real_ip_from 198.51.100.0/28', 'set_real_ip_from 2001:db8::/64'";
const realIpLines = 'set_real_ip_from 192.0.2.0/28;\nset_real_ip_from 198.51.100.0/28;\nset_real_ip_from 2001:db8::/64;';

describe('listeners that several blocks of addresses may send a PROXY header to', () => {
  test('web listeners of their own', () => {
    expect(configured(['smtp', 'http', 'https'], { smtp: 10025, http: 10080, https: 10443 }).slice(0, 2)).toEqual([
      `Add 'listen 10080 proxy_protocol' and 'listen 10443 ssl proxy_protocol' for http and https to nginx's virtual host manually, with ${realIp}: BlueMind's own switch (/etc/nginx/bm-nginx-use-proxy-protocol) covers only 443.`,
      `listen 10080 proxy_protocol;\nlisten 10443 ssl proxy_protocol;\n${realIpLines}`,
    ]);
  });

  test('443 itself, turned over by BlueMind’s switch, which reads the first block', () => {
    expect(configured(['smtp', 'https'], { smtp: 10025 }).slice(0, 1)).toEqual([
      "Create /etc/nginx/bm-nginx-use-proxy-protocol with '192.0.2.0/28' as its first line and configure nginx again: from then on 443 accepts only connections with a PROXY header. BlueMind reads one block of addresses there; add set_real_ip_from manually for 198.51.100.0/28, 2001:db8::/64.",
    ]);
  });

  test('mailboxes, for each number that clients use', () => {
    expect(configured(['smtp', 'imap', 'imaps', 'pop3s'], { smtp: 10025, imap: 10143, imaps: 10993, pop3s: 10995 })).toEqual(
      expect.arrayContaining([
        `BlueMind 4 has no setting that makes imap, imaps and pop3s accept a PROXY header. Add listeners manually: 'listen NUMBER proxy_protocol' for 10143 (imap), 10993 (imaps), 10995 (pop3s) and ${realIp} in nginx's mail proxy (bm-mail-proxy.conf), and again after each update that replaces the file; without them these ports answer no client.`,
      ]),
    );
  });

  test('Postfix, a service for each listener', () => {
    expect(configured(['smtp', 'submissions'], { smtp: 10025, submissions: 10465 })).toEqual(
      expect.arrayContaining([
        "Add a separate service to master.cf manually for each listener (10025 after the model of smtp, 10465 after the model of submissions), with '-o smtpd_upstream_proxy_protocol=haproxy'; BlueMind has no setting for it. Postfix trusts every header that it gets, so only 192.0.2.0/28, 198.51.100.0/28, 2001:db8::/64 may connect to it; keep those addresses out of mynetworks.",
      ]),
    );
  });
});
