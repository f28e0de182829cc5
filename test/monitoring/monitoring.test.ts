import type { Parser } from '@lezer/common';
import { parse as parseYaml } from 'yaml';
import { provePlan } from '../../lib/checks';
import { bearing } from '../../lib/constructs/monitoring/alerts';
import { valuesFor } from '../../lib/helm';
import { type ProbeModule, planFrom } from '../../lib/plan';
import { probeModules } from '../../lib/plan/monitoring/modules';
import { readText } from '../../lib/reachability';
import { installationReports } from '../../lib/reports/installation';
import { exposureDocument } from '../../lib/reports/json/schemas/exposure';
import type { InstallationProps } from '../../lib/settings';
import { renderManifests } from '../../lib/synth/render';
import { faults, find, objects, ofKind, plan, type Rendered } from '../support/render';
import { formFaults } from './forms';

const everyPort = [
  'smtp',
  'http',
  'pop3',
  'imap',
  'https',
  'submissions',
  'submission',
  'imaps',
  'pop3s',
  'xmpp-client',
  'xmpps-client',
  'xmpp-server',
];

const watched: Partial<InstallationProps> = {
  name: 'mail',
  mail: { hostname: 'mail.example.org' },
  expose: Object.fromEntries(everyPort.map((port) => [port, 'public'])),
  waivers: [{ rule: 'cleartext-port-exposed', reason: 'Shown here.', until: '2999-01-01' }],
  monitoring: 'prometheus',
};

const probesOf = (settings: Partial<InstallationProps>): readonly Rendered[] => ofKind('Probe', objects(settings));

test('without it nothing is rendered, and `none` is the default', () => {
  const [silent, none] = [{}, { monitoring: 'none' as const }].map((settings) => renderManifests(plan(settings)).files);
  expect(none).toEqual(silent);
  expect(Object.keys(silent ?? {})).not.toContain('monitoring.k8s.yaml');
  expect(renderManifests(plan({ monitoring: 'prometheus' })).files['monitoring.k8s.yaml']).toBeDefined();
  expect(valuesFor(plan({}), 'prometheus-blackbox-exporter')).toBeUndefined();
});

test('what else is rendered stays unchanged, except the policies that admit the exporter', () => {
  const title = ({ kind, metadata }: Rendered) => `${kind} ${metadata.name}`;
  const before = objects({}).map((object) => JSON.stringify(object));
  const all = objects({ monitoring: 'prometheus' });
  const added = all.filter((object) => !before.includes(JSON.stringify(object)));
  const rest = all.filter((object) => !added.includes(object));
  expect(rest.map((object) => JSON.stringify(object))).toEqual(before);
  expect(added.filter(({ kind }) => kind !== 'Probe').map(title)).toEqual([
    'NetworkPolicy bluemind-all-in-one-monitoring-public',
    'ConfigMap bluemind-blackbox-modules',
    'PrometheusRule bluemind-monitoring',
    'ConfigMap bluemind-dashboard',
  ]);
});

test('each exposed port has a Probe with the dialogue that it needs, at the Service of its component', () => {
  expect(probesOf(watched).map(({ metadata, spec }) => [metadata.name, spec.module, ...spec.targets.staticConfig.static])).toEqual([
    ['mail-smtp', 'bluemind_smtp_starttls', 'mail-postfix.mail.svc:25'],
    ['mail-http', 'bluemind_http_redirect', 'http://mail-nginx.mail.svc:80/'],
    ['mail-pop3', 'bluemind_pop3_starttls', 'mail-nginx.mail.svc:110'],
    ['mail-imap', 'bluemind_imap_starttls', 'mail-nginx.mail.svc:143'],
    ['mail-https', 'bluemind_https', 'https://mail-nginx.mail.svc:443/'],
    ['mail-submissions', 'bluemind_smtps', 'mail-postfix.mail.svc:465'],
    ['mail-submission', 'bluemind_smtp_starttls', 'mail-postfix.mail.svc:587'],
    ['mail-imaps', 'bluemind_imaps', 'mail-nginx.mail.svc:993'],
    ['mail-pop3s', 'bluemind_pop3s', 'mail-nginx.mail.svc:995'],
    ['mail-xmpp-client', 'bluemind_tcp', 'mail-xmpp.mail.svc:5222'],
    ['mail-xmpps-client', 'bluemind_tls', 'mail-xmpp.mail.svc:5223'],
    ['mail-xmpp-server', 'bluemind_tcp', 'mail-xmpp.mail.svc:5269'],
  ]);
});

test('every target is a port of a Service that is rendered', () => {
  const all = objects({ ...watched, workloads: 'roles' });
  const offered = ofKind('Service', all).flatMap(({ metadata, spec }) =>
    spec.ports.map(({ port }: { port: number }) => `${metadata.name}.${metadata.namespace}.svc:${port}`),
  );
  const targets = ofKind('Probe', all).flatMap(({ spec }) => spec.targets.staticConfig.static);
  expect(targets).toHaveLength(everyPort.length);
  for (const target of targets) expect(offered).toContain(target.replace(/^https?:\/\/|\/$/g, ''));
});

test.each<[string, Partial<InstallationProps>]>([
  ['every port', watched],
  ['a map', { ...watched, monitoring: { exporter: { namespace: 'observability' }, labels: { release: 'kube' }, dashboard: false } }],
  ['no host name', { monitoring: 'prometheus' }],
  [
    'web with hosts',
    {
      ...watched,
      cluster: { ingressController: { namespace: 'traefik' } },
      entryPoints: { public: { type: 'Traefik', hosts: ['web.example.org', '*.example.net'], acceptLostClientAddress: 'Shown here.' } },
    },
  ],
])('the operator’s definitions take the objects: %s', (_, settings) => {
  const all = objects(settings);
  expect(ofKind('Probe', all).length).toBeGreaterThan(5);
  expect(formFaults(all)).toEqual([]);
  const [first] = ofKind('Probe', all);
  expect(formFaults([{ ...first, spec: { ...first?.spec, target: {} } } as Rendered])).toHaveLength(1);
});

test('every certificate should have the host name, except for a web with names of its own', () => {
  const bears = (settings: Partial<InstallationProps>) =>
    (plan(settings).monitoring?.probes ?? []).map(({ port, way, module, askedFor, bearsHostname }) =>
      [port, way, module, askedFor, bearsHostname].map(String).join(' '),
    );

  expect(bears(watched)).toEqual([
    'smtp inside bluemind_smtp_starttls mail.example.org true',
    'http inside bluemind_http_redirect mail.example.org false',
    'pop3 inside bluemind_pop3_starttls mail.example.org true',
    'imap inside bluemind_imap_starttls mail.example.org true',
    'https inside bluemind_https mail.example.org true',
    'submissions inside bluemind_smtps mail.example.org true',
    'submission inside bluemind_smtp_starttls mail.example.org true',
    'imaps inside bluemind_imaps mail.example.org true',
    'pop3s inside bluemind_pop3s mail.example.org true',
    'xmpp-client inside bluemind_tcp mail.example.org false',
    'xmpps-client inside bluemind_tls mail.example.org true',
    'xmpp-server inside bluemind_tcp mail.example.org false',
  ]);
  const web = {
    ...watched,
    expose: { https: 'public', smtp: { entryPoint: 'cluster', reason: 'A relay.' } },
    cluster: { ingressController: { namespace: 'traefik' } },
    entryPoints: { public: { type: 'Traefik', hosts: ['web.example.org', '*.example.net'] } },
  } as const;

  expect(bears(web)).toEqual(['https inside bluemind_https mail.example.org false', 'https public bluemind_https_public undefined false']);
  expect(bears({ ...web, mail: undefined })).toEqual([
    'https inside bluemind_https undefined false',
    'https public bluemind_https_public undefined false',
  ]);
});

test('Prometheus selects Probes and rule by the labels that are given, which hide none of the others', () => {
  const all = objects({ ...watched, monitoring: { labels: { release: 'kube', 'app.kubernetes.io/part-of': 'other' } } });
  for (const { kind, metadata } of all.filter(({ kind }) => kind === 'Probe' || kind === 'PrometheusRule'))
    expect([kind, metadata.labels]).toEqual([kind, expect.objectContaining({ release: 'kube', 'app.kubernetes.io/part-of': 'mail' })]);
  expect(find('ConfigMap', 'mail-dashboard', all).metadata.labels).toMatchObject({ grafana_dashboard: '1' });
});

test('the modules are in the namespace of the exporter, as its own file and as values of its chart, the same in both', () => {
  const all = objects({ ...watched, monitoring: { exporter: { namespace: 'observability' } } });
  const map = find('ConfigMap', 'mail-blackbox-modules', all);
  expect(map.metadata.namespace).toBe('observability');
  const file = parseYaml(Reflect.get(map, 'data')['blackbox.yaml']);
  expect(file.modules).toEqual(JSON.parse(JSON.stringify(probeModules)));
  expect(valuesFor(plan(watched), 'prometheus-blackbox-exporter')?.values).toEqual({ config: file });
  for (const { spec } of probesOf(watched)) expect(Object.keys(file.modules)).toContain(spec.module);
});

test('lines end with CR, which the exporter leaves to the module', () => {
  const modules: readonly ProbeModule[] = Object.values(probeModules);
  const said = modules.flatMap(({ tcp }) => tcp?.query_response ?? []).flatMap(({ send }) => send ?? []);
  expect(said).toHaveLength(10);
  expect(said.filter((line) => !line.endsWith('\r'))).toEqual([]);
});

describe('alerts', () => {
  const rules = (settings: Partial<InstallationProps>) => ofKind('PrometheusRule', objects(settings))[0]?.spec.groups[0].rules;
  const named = (name: string, settings = watched) => rules(settings).find(({ alert }: { alert: string }) => alert === name);

  test('a port that is down, nothing probed, certificates that end or have another name', () => {
    expect(rules(watched).map(({ alert, for: time }: { alert: string; for: string }) => [alert, time])).toEqual([
      ['BlueMindPortDown', '5m'],
      ['BlueMindNotProbed', '15m'],
      ['BlueMindCertificateEndsSoon', '1h'],
      ['BlueMindCertificateOfAnotherName', '15m'],
    ]);
    expect(named('BlueMindCertificateEndsSoon').expr).toMatch(/ - time\(\) < 14 \* 24 \* 3600$/);
  });

  test('they are about this installation, whose label every Probe has', () => {
    for (const { expr } of rules(watched)) expect(expr).toContain('job="bluemind",installation="mail"');
    for (const { spec } of probesOf(watched))
      expect([spec.jobName, spec.targets.staticConfig.labels]).toEqual(['bluemind', expect.objectContaining({ installation: 'mail' })]);
  });

  test.each([
    ['mail.example.org', true],
    ['www.example.org,mail.example.org,example.org', true],
    ['*.example.org', true],
    ['example.org', false],
    ['mail.example.org.evil.test', false],
    ['mailXexample.org', false],
    ['*.org', false],
    ['webmail.example.org', false],
    ['', false],
  ])('names of a certificate: %s', (names, expected) => {
    // Prometheus holds a regular expression against the whole text.
    expect(new RegExp(`^(?:${bearing('mail.example.org')})$`).test(names)).toBe(expected);
  });

  test('a host without a domain above it has no wildcard', () => expect(bearing('mail.local')).toBe('(.*,)?(mail[.]local)(,.*)?'));

  test('without a host name there is no alert of names, and the checklist says so', () => {
    expect(named('BlueMindCertificateOfAnotherName', { monitoring: 'prometheus' })).toBeUndefined();
    const said = plan({ monitoring: 'prometheus' }).checklist.map(({ what }) => what);
    expect(said.some((what) => what.includes('which name they should have'))).toBe(true);
    expect(plan(watched).checklist.some(({ what }) => what.includes('which name they should have'))).toBe(false);
  });

  test('names are checked if a probe sees a certificate that should have the name', () => {
    const bearers = probesOf(watched).filter(({ spec }) => spec.targets.staticConfig.labels.certificate_hostname === 'mail.example.org');
    expect(bearers.map(({ metadata }) => metadata.name)).toEqual(
      everyPort.filter((port) => port !== 'http' && port !== 'xmpp-client' && port !== 'xmpp-server').map((port) => `mail-${port}`),
    );
  });
});

describe('the web behind host names of its own', () => {
  const settings: Partial<InstallationProps> = {
    ...watched,
    cluster: { ingressController: { namespace: 'traefik' } },
    entryPoints: { public: { type: 'LoadBalancer' }, web: { type: 'Ingress', hosts: ['web.example.org', '*.example.net'], controller: 'traefik' } },
    expose: { smtp: 'public', https: 'web', http: 'web' },
  };

  test('is probed as browsers see it, too, with a certificate that must be valid', () => {
    const found = find('Probe', 'mail-https-public', objects(settings)).spec;
    expect([found.module, found.targets.staticConfig.static]).toEqual(['bluemind_https_public', ['https://web.example.org/']]);
    expect(probeModules.bluemind_https_public.http?.tls_config).toEqual({ insecure_skip_verify: false });
  });

  test('BlueMind’s own certificate need not bear the name there', () => {
    expect(find('Probe', 'mail-https', objects(settings)).spec.targets.staticConfig.labels).not.toHaveProperty('certificate_hostname');
    expect(find('Probe', 'mail-smtp', objects(settings)).spec.targets.staticConfig.labels).toHaveProperty('certificate_hostname');
  });
});

test('what cannot be probed is listed: listeners that expect a PROXY header, and UDP', () => {
  const { monitoring, checklist } = planFrom({
    name: 'mail',
    monitoring: 'prometheus',
    cluster: { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24'] },
    entryPoints: {
      public: { type: 'LoadBalancer', provider: 'hetzner', proxyProtocol: { targetPorts: { smtp: 10025 } } },
      plain: { type: 'LoadBalancer' },
    },
    expose: { smtp: 'public', https: 'public', sip: 'plain' },
    additions: {
      ports: [{ audience: 'external', name: 'sip', number: 5060, protocol: 'UDP', component: 'core', description: 'Phones', encryption: 'none' }],
    },
  });
  expect(monitoring?.notProbed.map(({ port }) => port)).toEqual(['https', 'sip']);
  // Its plain listener stays beside the one that expects the header.
  expect(monitoring?.probes.map(({ port }) => port)).toEqual(['smtp']);
  expect(checklist.filter(({ what }) => /not probed/.test(what))).toHaveLength(2);
});

test.each([
  [{ exporter: { podLabels: {} } }, /monitoring\.exporter\.podLabels: is empty, which would admit every pod/],
  [{ exporter: { address: 'http://exporter:9115' } }, /monitoring\.exporter\.address: .*expected host and port/],
  [{ exporters: {} }, /monitoring/],
  ['promethues', /monitoring: .*prometheus/],
])('mistakes are reported: %j', (monitoring, message) => {
  expect(faults({ monitoring }).join('\n')).toMatch(message);
});

test('the dashboard is JSON that asks only for this installation', () => {
  const map = find('ConfigMap', 'mail-dashboard', objects(watched));
  const dashboard = JSON.parse(Reflect.get(map, 'data')['bluemind-mail.json']);
  expect(dashboard.panels.map(({ title }: { title: string }) => title)).toEqual([
    'Ports',
    'How long a probe takes',
    'Until the certificate ends',
    'Certificates',
  ]);
  for (const { targets } of dashboard.panels) for (const { expr } of targets) expect(expr).toContain('{job="bluemind",installation="mail"}');
});

// Its types are those of a module that only `import` would take.
const { parser: promql }: { readonly parser: Parser } = require('@prometheus-io/lezer-promql');

/** Faults that Prometheus' own grammar of its language finds in an expression. */
function promqlFaults(expression: string): readonly string[] {
  const faults: string[] = [];
  promql.parse(expression).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) faults.push(`${from}-${to}`);
    },
  });
  return faults;
}

test('every expression of alerts and dashboard is PromQL', () => {
  expect(promqlFaults('up{job="a"} ==')).not.toEqual([]);
  const all = objects(watched);
  const { groups } = find('PrometheusRule', 'mail-monitoring', all).spec;
  const alerting: readonly string[] = groups.flatMap(({ rules }: { rules: readonly { expr: string }[] }) => rules.map(({ expr }) => expr));
  const dashboard = JSON.parse(Reflect.get(find('ConfigMap', 'mail-dashboard', all), 'data')['bluemind-mail.json']);
  const drawn: readonly string[] = dashboard.panels.flatMap(({ targets }: { targets: readonly { expr: string }[] }) =>
    targets.map(({ expr }) => expr),
  );
  expect(alerting.length + drawn.length).toBeGreaterThan(6);
  expect([...alerting, ...drawn].filter((expression) => promqlFaults(expression).length > 0)).toEqual([]);
});

test('panels of the dashboard have their own ids, are side by side in the grid, and ask the data source that is chosen', () => {
  interface Panel {
    readonly id: number;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly datasource: object;
    readonly targets: readonly { readonly datasource: object }[];
  }
  const { panels, templating }: { panels: readonly Panel[]; templating: { list: readonly { name: string; type: string }[] } } = JSON.parse(
    Reflect.get(find('ConfigMap', 'mail-dashboard', objects(watched)), 'data')['bluemind-mail.json'],
  );
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  const overlap = ({ gridPos: a }: Panel, { gridPos: b }: Panel) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  expect(panels.flatMap((panel, index) => panels.slice(index + 1).filter((other) => overlap(panel, other)))).toEqual([]);
  expect(templating.list).toMatchObject([{ name: 'datasource', type: 'datasource', query: 'prometheus' }]);
  for (const { datasource, targets } of panels)
    for (const one of [datasource, ...targets.map((target) => target.datasource)]) expect(one).toEqual({ type: 'prometheus', uid: '$datasource' });
});

test('the report shows what is probed and what is not, for people and for machines', () => {
  const proxied: Partial<InstallationProps> = {
    ...watched,
    cluster: { podCidrs: ['10.244.0.0/16'], nodeCidrs: ['10.0.0.0/24'] },
    entryPoints: { public: { type: 'LoadBalancer', provider: 'hetzner', proxyProtocol: { targetPorts: { smtp: 10025 } } } },
    expose: { smtp: 'public', https: 'public' },
  };
  const planned = plan(proxied);
  const reports = installationReports(planned, provePlan(readText('mail.yaml', renderManifests(planned).stream), planned, '2026-01-01'));
  const { monitoring } = exposureDocument.parse(JSON.parse(reports['exposure.json'] ?? ''));
  expect(monitoring?.probes.map(({ name, port, way }) => [name, port, way])).toEqual([['mail-smtp', 'smtp', 'inside']]);
  expect(monitoring?.notProbed.map(({ port }) => port)).toEqual(['https']);
  expect(reports['exposure.md']).toContain('| smtp | mail-smtp | SMTP, then STARTTLS | mail-postfix.mail.svc:25 |');
  expect(reports['exposure.md']).toMatch(/https is not probed: its listener expects a PROXY header/);
});
