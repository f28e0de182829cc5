/**
 * The rendered modules in the real blackbox exporter, at the rendered targets: Postfix and Dovecot must answer as the modules expect, and what is wrong must
 * come out. It needs no API server: a network namespace in which the names of the Services lead to loopback.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bearing } from '../../lib/constructs/monitoring/alerts';
import { planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { find, ofKind, parse } from '../support/render';
import { blackboxExporter } from './lab/build';
import { type MailServer, startMailServer } from './lab/mail-server';
import { addNamespace, inNamespace, ip, run } from './lab/network-namespaces';
import { eventually, type Running, start } from './lab/processes';

const hostname = 'mail.example.org';
const ports = ['smtp', 'submission', 'submissions', 'imap', 'imaps', 'pop3', 'pop3s', 'http', 'https', 'xmpp-client', 'xmpps-client'];

const objects = parse(
  renderManifests(
    planFrom({
      name: 'mail',
      mail: { hostname },
      expose: Object.fromEntries(ports.map((port) => [port, 'public'])),
      waivers: [{ rule: 'cleartext-port-exposed', reason: 'Every module is tried.', until: '2999-01-01' }],
      monitoring: 'prometheus',
    }),
  ).stream,
);
const modules: string = Reflect.get(find('ConfigMap', 'mail-blackbox-modules', objects), 'data')['blackbox.yaml'];
const probes = ofKind('Probe', objects).map(({ spec }) => {
  const { labels, static: targets, relabelingConfigs } = spec.targets.staticConfig;
  return { port: `${labels.port}`, module: `${spec.module}`, target: `${targets[0]}`, hostname: `${relabelingConfigs[0].replacement}` };
});

// Not of the laboratory's own prefix: it may run beside, and removes all that bear it.
const namespace = `bmprobe-${process.pid}`;
const folder = mkdtempSync(join(tmpdir(), 'cluster-probe-'));
/** What `ip netns exec` puts in place of the files in /etc. */
const etc = join('/etc/netns', namespace);

let exporter: Running;
let others: Running;
let mail: MailServer | undefined;

beforeAll(async () => {
  addNamespace(namespace);
  mkdirSync(etc, { recursive: true });
  const hosts = [...new Set(probes.map(({ target }) => target.replace(/^https?:\/\/|:\d+\/?$/g, '')))];
  writeFileSync(join(etc, 'hosts'), `127.0.0.1 localhost ${hosts.join(' ')}\n`);
  writeFileSync(join(folder, 'blackbox.yaml'), modules);
  exporter = start(inNamespace(namespace, [blackboxExporter, '--config.file', join(folder, 'blackbox.yaml')]), join(folder, 'exporter.log'));
  mail = startMailServer(namespace, []);
  others = start(inNamespace(namespace, [process.execPath, join(__dirname, 'lab/other-servers.js'), folder]), join(folder, 'others.log'));
  await eventually('the exporter answers', () => (curl('http://127.0.0.1:9115/-/healthy').includes('Healthy') ? true : undefined));
  await eventually('all ports answer', () => (probes.every(({ port }) => probe(port).probe_success === '1') ? true : undefined), 30).catch(
    () => undefined,
  );
}, 120_000);

afterAll(async () => {
  await exporter?.stop();
  await others?.stop();
  mail?.stop();
  ip(undefined, [`netns del ${namespace}`]);
  for (const path of [etc, folder]) rmSync(path, { recursive: true, force: true });
});

function curl(...args: readonly string[]): string {
  try {
    return run(namespace, ['curl', '--silent', '--max-time', '20', ...args]);
  } catch {
    return '';
  }
}

/** Metrics of the probe of a port by their names; those of labels with them in braces. */
function probe(port: string, module?: string): Readonly<Record<string, string>> {
  const found = probes.find((one) => one.port === port);
  if (!found) throw new Error(`no Probe of ${port}`);
  const fields = { module: module ?? found.module, target: found.target, hostname: found.hostname };
  const text = curl(
    '--get',
    ...Object.entries(fields).flatMap(([key, value]) => ['--data-urlencode', `${key}=${value}`]),
    'http://127.0.0.1:9115/probe',
  );
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]),
  );
}

/** The names of the certificate that a probe met; undefined where it met none. */
const namesAt = (port: string): string | undefined =>
  Object.keys(probe(port)).flatMap((metric) => /^probe_ssl_last_chain_info\{.*subjectalternative="([^"]*)"/.exec(metric)?.[1] ?? [])[0];

/** As the alert has it: Prometheus holds the expression against the whole text. */
const bears = (names: string | undefined): boolean => new RegExp(`^(?:${bearing(hostname)})$`).test(names ?? '');

const withCertificate = ports.filter((port) => port !== 'http' && port !== 'xmpp-client');

test.each(ports)('%s is up', (port) => expect(probe(port).probe_success).toBe('1'));

test.each(withCertificate)('%s: the end of the certificate is seen, and its names', (port) => {
  const left = Number(probe(port).probe_ssl_earliest_cert_expiry) - Date.now() / 1000;
  expect(left).toBeGreaterThan(24 * 3600);
  expect(left).toBeLessThan(14 * 24 * 3600);
  expect(namesAt(port)).toBe(hostname);
  expect(bears(namesAt(port))).toBe(true);
});

test.each([
  ['smtp', 'bluemind_imap_starttls'],
  ['imap', 'bluemind_smtp_starttls'],
  ['imaps', 'bluemind_smtps'],
  ['submissions', 'bluemind_smtp_starttls'],
  ['https', 'bluemind_http_redirect'],
  ['https', 'bluemind_https_public'],
])('%s does not answer %s, so that the module is no mere connection', (port, module) => expect(probe(port, module).probe_success).toBe('0'));

test('a certificate of another name is seen, and the port is still up', async () => {
  mail?.stop();
  mail = startMailServer(namespace, [], ['other.example.org', '*.example.net']);
  await eventually('Postfix is back', () => (probe('smtp').probe_success === '1' ? true : undefined));
  await eventually('Dovecot is back', () => (probe('imaps').probe_success === '1' ? true : undefined));
  for (const port of ['smtp', 'submission', 'submissions', 'imap', 'imaps'])
    expect([port, namesAt(port), bears(namesAt(port))]).toEqual([port, 'other.example.org,*.example.net', false]);
});

test('a wildcard counts', async () => {
  mail?.stop();
  mail = startMailServer(namespace, [], ['*.example.org']);
  await eventually('Dovecot is back', () => (probe('imaps').probe_success === '1' ? true : undefined));
  expect(bears(namesAt('imaps'))).toBe(true);
});

test('a port that is down is seen', () => {
  mail?.stop();
  mail = undefined;
  for (const port of ['smtp', 'submission', 'submissions', 'imap', 'imaps']) expect([port, probe(port).probe_success]).toEqual([port, '0']);
});
