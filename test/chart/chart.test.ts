import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { renderChart } from '../../lib/chart';
import type { InstallationProps } from '../../lib/settings';
import { arbitrarySettings } from '../support/arbitrary-settings';
import { type ChartFolder, chartOf, objectsOf, plainOutput, removeCharts } from './support';

afterAll(removeCharts);

describe('a chart', () => {
  let chart: ChartFolder;
  beforeAll(() => {
    chart = chartOf({ name: 'mail', namespace: 'groupware', createNamespace: true, release: '5' });
  });

  test('has the files that users of Helm expect', () => {
    expect(Object.keys(chart.files)).toEqual([
      'Chart.yaml',
      'README.md',
      'values.yaml',
      'values.schema.json',
      '.helmignore',
      'templates/namespace.k8s.yaml',
      'templates/services.k8s.yaml',
      'templates/network-policies.k8s.yaml',
      'templates/entry-points.k8s.yaml',
      'templates/NOTES.txt',
    ]);
  });

  test('says what it is', () => {
    expect(parse(chart.files['Chart.yaml'] ?? '')).toEqual({
      apiVersion: 'v2',
      name: 'mail',
      version: '1.2.3',
      appVersion: '5',
      type: 'application',
      kubeVersion: '>=1.28.0-0',
      icon: expect.stringMatching(/^data:image\/svg\+xml;base64,[A-Za-z0-9+/]+=*$/),
      keywords: ['bluemind', 'mail', 'networkpolicy', 'gateway'],
      annotations: { 'artifacthub.io/category': 'networking', 'artifacthub.io/operator': 'false', 'artifacthub.io/prerelease': 'false' },
      description: "The Kubernetes network of BlueMind installation 'mail': Services, NetworkPolicies and the ways in from outside.",
    });
  });

  test('goes to the namespace of the release if its own is empty', () => {
    expect(chart.template({ namespace: '' }, '--namespace', 'elsewhere')).toEqual(plainOutput({ ...chart.settings, namespace: 'elsewhere' }));
  });

  test('takes values one by one', () => {
    const { stdout } = chart.helm('template', 'release', '.', '--set', 'entryPoints.public.sourceRanges={192.0.2.0/24}');
    expect(stdout).toContain('cidr: "192.0.2.0/24"');
  });

  test('says in its notes what is exposed and what is left to do, by the values', () => {
    const notes = (...args: readonly string[]) => chart.helm('install', 'release', '.', '--dry-run=client', ...args).stdout.split('NOTES:')[1];
    expect(notes()).toContain("- 25 (smtp): through 'public'; the client's address is kept");
    expect(notes()).not.toContain('loadBalancerClass');
    expect(notes('--set', 'entryPoints.public.class=a/b')).toContain("loadBalancerClass 'a/b' cannot be changed");
    expect(notes('--set', 'entryPoints.public.enabled=false')).toContain(
      "- 25 (smtp): stays inside the cluster: Entry point 'public' is turned off.",
    );
  });

  test('lists every value in its README', () => {
    expect(chart.files['README.md']).toContain('| `entryPoints.public.sourceRanges` | `[]` | Client addresses that may connect;');
  });

  test('is the same, byte for byte, each time', () => {
    expect(renderChart(chart.settings, { chartVersion: '1.2.3' })).toEqual(chart.files);
  });
});

describe('a packed chart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const charts = [1, 2].map((number) => ({ ...chartOf({ name: 'mail', namespace: 'groupware' }), into: join(folder, `${number}`) }));

  test('is what a registry and Artifact Hub read, and the linter prints no warning', () => {
    const [chart] = charts;
    expect(chart?.helm('lint', '--strict', '.').stdout).not.toMatch(/\[(INFO|WARNING|ERROR)\]/);
    expect(parse(chart?.helm('show', 'chart', '.').stdout ?? '')).toMatchObject({
      name: 'mail',
      version: '1.2.3',
      annotations: { 'artifacthub.io/category': 'networking' },
    });
    expect(chart?.helm('show', 'readme', '.').stdout).toContain('# mail\n');
    expect(chart?.helm('show', 'values', '.').stdout).toContain('entryPoints:');
    const early = parse(renderChart({ name: 'mail' }, { chartVersion: '1.0.0-rc.1+build-5' })['Chart.yaml'] ?? '');
    expect(early.annotations['artifacthub.io/prerelease']).toBe('true');
  });

  test('has the same bytes each time, if its files have the same age', () => {
    const packed = charts.map((chart) => {
      const { path, into } = chart;
      execFileSync('find', [path, '-exec', 'touch', '-d', '@0', '{}', '+']);
      expect(chart.helm('package', '.', '--destination', into)).toMatchObject({ status: 0, stderr: '' });
      return readFileSync(join(into, 'mail-1.2.3.tgz')).toString('base64');
    });
    expect(packed[0]).toBe(packed[1]);
  });

  test('makes the plain output from the archive', () => {
    const [chart] = charts;
    const { stdout, status } = chart?.helm('template', 'release', join(chart.into, 'mail-1.2.3.tgz')) ?? {};
    expect(status).toBe(0);
    expect(objectsOf(stdout ?? '')).toEqual(plainOutput({ name: 'mail', namespace: 'groupware' }));
  });
});

describe('versions', () => {
  const render = (chartVersion: string) => () => renderChart({ name: 'bluemind' }, { chartVersion });

  test.each(['1.0.0', '0.1.0-rc.1+build.5'])('%s is one', (version) => {
    expect(render(version)).not.toThrow();
  });

  test.each(['', '1', '1.2', '01.2.3', '1.2.3-', '1.2.3 ', 'latest'])("'%s' is none", (version) => {
    expect(render(version)).toThrow(`--chart-version: '${version}': expected a semantic version such as '1.4.0' or '1.4.0-rc.1'`);
  });

  test('a leading v is too much', () => {
    expect(render('v1.2.3')).toThrow("did you mean '1.2.3'?");
  });
});

test('settings that cannot be used are refused as always', () => {
  expect(() => renderChart({ name: 'bluemind', expose: {} }, { chartVersion: '1.0.0' })).toThrow("expose: has no decision about 'smtp'");
});

const hostile = '{{ .Values.x }}{{/* */}} {{- "quotes" -}} \'single\' `raw` $x %s\nline: | # no comment\n\ttab \\ é 😀 }} {{';

test('what looks like a template or like YAML comes out as it was written', () => {
  const settings: InstallationProps = {
    name: 'bluemind',
    entryPoints: {
      public: {
        type: 'LoadBalancer',
        externalTrafficPolicy: 'Cluster',
        acceptLostClientAddress: hostile,
        annotations: { 'example.org/note': hostile, yes: 'yes', 'example.org/empty': '', 'example.org/number': '0x1F' },
        sourceRanges: ['192.0.2.0/24'],
      },
    },
    expose: { smtp: 'public', imaps: 'public', https: { entryPoint: 'cluster', reason: hostile } },
    allow: { backup: { ports: ['postgresql'], from: [{ namespace: 'backup' }], reason: hostile } },
  };
  const chart = chartOf(settings);
  expect(chart.template()).toEqual(plainOutput(settings));
  expect(chart.helm('lint', '--strict', '.')).toMatchObject({ status: 0 });
  expect(chart.helm('install', 'release', '.', '--dry-run=client').stdout).toContain(`stays inside the cluster: ${hostile}`);
});

test('hostile annotations of the values come out as they were written', () => {
  const settings: InstallationProps = { name: 'bluemind', entryPoints: { public: { type: 'LoadBalancer' } } };
  const annotations = { 'example.org/note': hostile };
  expect(chartOf(settings).template({ entryPoints: { public: { annotations } } })).toEqual(
    plainOutput({ ...settings, entryPoints: { public: { type: 'LoadBalancer', annotations } } }),
  );
});

test('what settings say of wildcards stays with them', () => {
  const settings: InstallationProps = {
    name: 'bluemind',
    cluster: { ingressController: { namespace: 'traefik' } },
    entryPoints: { web: { type: 'Traefik', hosts: ['*.example.org', 'mail.example.net'] } },
    expose: { smtp: { entryPoint: 'cluster', reason: 'relay' }, https: 'web' },
  };
  const chart = chartOf(settings);
  expect(parse(chart.files['values.yaml'] ?? '').entryPoints.web).not.toHaveProperty('hosts');
  expect(chart.template()).toEqual(plainOutput(settings));
});

test('a namespace that settings name elsewhere too is no value of the chart', () => {
  const settings: InstallationProps = {
    name: 'bluemind',
    cluster: { ingressController: { namespace: 'gateways' } },
    entryPoints: { web: { type: 'Gateway', gatewayApi: '1.6', className: 'gw', namespace: 'bluemind', hosts: ['mail.example.org'] } },
    expose: { smtp: { entryPoint: 'cluster', reason: 'relay' }, https: 'web' },
  };
  const chart = chartOf(settings);
  expect(parse(chart.files['values.yaml'] ?? '')).not.toHaveProperty('namespace');
  expect(chart.template()).toEqual(plainOutput(settings));
});

test('names that YAML or Helm could take for something else are names', () => {
  const settings: InstallationProps = {
    name: 'null',
    namespace: 'true',
    entryPoints: { on: { type: 'LoadBalancer' }, y: { type: 'LoadBalancer' }, 'a-b': { type: 'LoadBalancer' }, range: { type: 'LoadBalancer' } },
    expose: { smtp: 'on', https: 'y', imaps: 'a-b', submission: 'range' },
  };
  const chart = chartOf(settings);
  expect(chart.template()).toEqual(plainOutput(settings));
  expect(chart.template({ entryPoints: { on: { enabled: false } } })).not.toHaveProperty(['Service true/null-on']);
});

test('renders the plain output of any settings', () => {
  fc.assert(
    fc.property(arbitrarySettings, (settings) => {
      expect(chartOf(settings).template()).toEqual(plainOutput(settings));
    }),
    { numRuns: 8 },
  );
});
