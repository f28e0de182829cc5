import { own } from '../../base/own';
import type { Encryption } from '../../catalogue';
import type { PodPort, ProbeModule } from '../model';

// What the blackbox exporter sends to each port, and which answer it expects. The modules name no host, so one exporter serves any number of installations.
// Facts: CONFIGURATION.md and prober/tcp.go of blackbox_exporter 0.24: `send` ends a line only with LF, so CR is added here; answers are read
// line by line. RFC 3207 (SMTP), RFC 3501 (IMAP), RFC 2595 (POP).

type Line = NonNullable<NonNullable<ProbeModule['tcp']>['query_response']>[number];

/** Any certificate is accepted, so that a wrong certificate does not look like a port that is down; alerts check certificates. */
const anyCertificate = { tls_config: { insecure_skip_verify: true } } as const;

const timeout = '10s';

const tcp = (details: NonNullable<ProbeModule['tcp']>): ProbeModule => ({ prober: 'tcp', timeout, tcp: details });

/** A greeting in clear text, the change to TLS, and the end of the session. */
const starttls = (before: readonly Line[], after: readonly Line[]): ProbeModule =>
  tcp({ query_response: [...before, { starttls: true }, ...after], ...anyCertificate });

/** TLS from the first byte, a greeting and the end of the session. */
const overTls = (...dialogue: readonly Line[]): ProbeModule =>
  tcp({ tls: true, ...(dialogue.length > 0 && { query_response: dialogue }), ...anyCertificate });

const smtpGreeting: Line = { expect: '^220 ' };
const smtpFarewell: readonly Line[] = [{ send: 'QUIT\r' }, { expect: '^221' }];
const imapGreeting: Line = { expect: '^\\* OK' };
const imapFarewell: readonly Line[] = [{ send: 'z LOGOUT\r' }, { expect: '^z OK' }];
const popGreeting: Line = { expect: '^\\+OK' };
const popFarewell: readonly Line[] = [{ send: 'QUIT\r' }, { expect: '^\\+OK' }];

/** Status codes of a working web server, including redirects and requests to log in. */
const alive = [200, 204, 301, 302, 303, 307, 308, 401, 403];

const https = (insecure_skip_verify: boolean): ProbeModule => ({
  prober: 'http',
  timeout,
  http: { valid_status_codes: alive, follow_redirects: false, fail_if_not_ssl: true, tls_config: { insecure_skip_verify } },
});

export const probeModules = {
  bluemind_smtp_starttls: starttls(
    [smtpGreeting, { send: 'EHLO probe.invalid\r' }, { expect: '^250[- ]STARTTLS' }, { send: 'STARTTLS\r' }, { expect: '^220 ' }],
    smtpFarewell,
  ),
  bluemind_smtps: overTls(smtpGreeting, ...smtpFarewell),
  bluemind_imap_starttls: starttls([imapGreeting, { send: 'a STARTTLS\r' }, { expect: '^a OK' }], imapFarewell),
  bluemind_imaps: overTls(imapGreeting, ...imapFarewell),
  bluemind_pop3_starttls: starttls([popGreeting, { send: 'STLS\r' }, { expect: '^\\+OK' }], popFarewell),
  bluemind_pop3s: overTls(popGreeting, ...popFarewell),
  bluemind_http_redirect: {
    prober: 'http',
    timeout,
    http: {
      valid_status_codes: [301, 302, 303, 307, 308],
      follow_redirects: false,
      fail_if_header_not_matches: [{ header: 'Location', regexp: '^https://' }],
    },
  },
  bluemind_https: https(true),
  bluemind_https_public: https(false),
  bluemind_tls: overTls(),
  bluemind_tcp: tcp({}),
} as const satisfies Readonly<Record<string, ProbeModule>>;

export type ProbeModuleName = keyof typeof probeModules;

/** What a module tries, for readers of its object and of the report. */
export const whatItTries: Readonly<Record<ProbeModuleName, string>> = {
  bluemind_smtp_starttls: 'SMTP, then STARTTLS',
  bluemind_smtps: 'SMTP over TLS',
  bluemind_imap_starttls: 'IMAP, then STARTTLS',
  bluemind_imaps: 'IMAP over TLS',
  bluemind_pop3_starttls: 'POP, then STLS',
  bluemind_pop3s: 'POP over TLS',
  bluemind_http_redirect: 'HTTP, which must redirect to HTTPS',
  bluemind_https: 'HTTPS',
  bluemind_https_public: 'HTTPS as browsers see it: the certificate must be valid for the name, and trusted',
  bluemind_tls: 'the TLS handshake',
  bluemind_tcp: 'that a connection is accepted, but neither the protocol nor the certificate',
};

/** Ports of the catalogue whose protocol is known by name. */
const byName: Readonly<Record<string, ProbeModuleName>> = {
  smtp: 'bluemind_smtp_starttls',
  submission: 'bluemind_smtp_starttls',
  submissions: 'bluemind_smtps',
  imap: 'bluemind_imap_starttls',
  imaps: 'bluemind_imaps',
  pop3: 'bluemind_pop3_starttls',
  pop3s: 'bluemind_pop3s',
  https: 'bluemind_https',
};

/**
 * For other ports. XMPP changes to TLS in a stream of XML without ends of lines, which the exporter cannot read
 * (https://github.com/prometheus/blackbox_exporter/issues/495), so only the connection is tried.
 */
const byEncryption: Readonly<Record<Encryption, ProbeModuleName>> = {
  none: 'bluemind_tcp',
  'optional-starttls': 'bluemind_tcp',
  'required-starttls': 'bluemind_tcp',
  'implicit-tls': 'bluemind_tls',
};

/** The module that probes a port. */
export const moduleFor = ({ name, external }: Pick<PodPort, 'name' | 'external'>): ProbeModuleName => {
  if (external?.redirectsTo !== undefined) return 'bluemind_http_redirect';
  return own(byName, name) ?? byEncryption[external?.encryption ?? 'none'];
};
