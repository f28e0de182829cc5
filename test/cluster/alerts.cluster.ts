/**
 * The rendered alerts, judged by Prometheus' own reader of rules and engine of queries, over series as the blackbox exporter makes them
 * (test/cluster/monitoring.cluster.ts sees their names and labels in the real one). It needs no API server.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFrom } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { find, ofKind, parse, type Rendered } from '../support/render';
import { prometheusRules } from './lab/build';

const objects = parse(renderManifests(planFrom({ name: 'mail', mail: { hostname: 'mail.example.org' }, monitoring: 'prometheus' })).stream);
const folder = mkdtempSync(join(tmpdir(), 'cluster-alerts-'));
const rules = join(folder, 'rules.yaml');

beforeAll(() => writeFileSync(rules, JSON.stringify(find('PrometheusRule', 'mail-monitoring', objects).spec)));
afterAll(() => rmSync(folder, { recursive: true }));

/** The labels of a target as the Probe gives them. */
const labelsOf = ({ spec }: Rendered): Readonly<Record<string, string>> => ({
  job: spec.jobName,
  instance: spec.targets.staticConfig.static[0],
  ...spec.targets.staticConfig.labels,
});

/** Seconds after the beginning of time at which the alerts are asked for. */
const asked = 600;
const day = 24 * 3600;

interface Seen {
  readonly up?: boolean;
  readonly daysLeft?: number;
  readonly names?: string;
}

/** Series of every port, with what differs at some of them. */
function series(differing: Readonly<Record<string, Seen>>, labels: Readonly<Record<string, string>> = {}): string {
  return ofKind('Probe', objects)
    .flatMap((probe) => {
      const own: Readonly<Record<string, string>> = { ...labelsOf(probe), ...labels };
      const { up = true, daysLeft = 90, names = 'mail.example.org' } = differing[own.port ?? ''] ?? {};
      return [
        sample('probe_success', own, up ? 1 : 0),
        sample('probe_ssl_earliest_cert_expiry', own, asked + daysLeft * day),
        sample('probe_ssl_last_chain_info', { ...own, subjectalternative: names }, 1),
      ];
    })
    .join('');
}

const sample = (metric: string, labels: Readonly<Record<string, string>>, value: number): string =>
  `  ${metric}{${Object.entries(labels)
    .map(([key, text]) => `${key}="${text}"`)
    .join(',')}} ${value}x10\n`;

/** `ALERT port` of all that hold. */
function holding(input: string): readonly string[] {
  const { status, stdout, stderr } = spawnSync(prometheusRules, [rules], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .map(({ alert, labels }) => `${alert} ${labels.port ?? '-'}`)
    .sort();
}

test.each<[string, string, readonly string[]]>([
  ['all is well', series({}), []],
  ['a port is down', series({ imaps: { up: false } }), ['BlueMindPortDown imaps']],
  ['a certificate ends in 13 days', series({ https: { daysLeft: 13 } }), ['BlueMindCertificateEndsSoon https']],
  ['a certificate ends in 15 days', series({ https: { daysLeft: 15 } }), []],
  ['a certificate has ended', series({ smtp: { daysLeft: -1 } }), ['BlueMindCertificateEndsSoon smtp']],
  ['another name', series({ smtp: { names: 'other.example.org' } }), ['BlueMindCertificateOfAnotherName smtp']],
  ['a longer name', series({ smtp: { names: 'mail.example.org.evil.test' } }), ['BlueMindCertificateOfAnotherName smtp']],
  ['no name', series({ smtp: { names: '' } }), ['BlueMindCertificateOfAnotherName smtp']],
  ['one of several names', series({ smtp: { names: 'example.org,mail.example.org,www.example.org' } }), []],
  ['a wildcard', series({ smtp: { names: '*.example.org' } }), []],
  ['a wildcard of another domain', series({ smtp: { names: '*.example.net' } }), ['BlueMindCertificateOfAnotherName smtp']],
  ['nothing is probed', '', ['BlueMindNotProbed -']],
  ['only another installation is probed', series({ smtp: { up: false, daysLeft: 1 } }, { installation: 'other' }), ['BlueMindNotProbed -']],
  ['only another job has such series', series({}, { job: 'blackbox' }), ['BlueMindNotProbed -']],
])('%s', (_, input, expected) => expect(holding(input)).toEqual(expected));

test('a rule that Prometheus would not take is refused', () => {
  const broken = join(folder, 'broken.yaml');
  writeFileSync(broken, JSON.stringify({ groups: [{ name: 'broken', rules: [{ alert: 'Broken', expr: 'probe_success{' }] }] }));
  expect(spawnSync(prometheusRules, [broken], { input: '', encoding: 'utf8' }).status).toBe(1);
});
