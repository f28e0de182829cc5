import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { renderedBy } from '../../lib/base/rendered-files';
import { charts, formatValues, formatValuesConfigMap, valuesFiles, valuesFor } from '../../lib/helm';
import type { Plan } from '../../lib/plan';
import { plan as planOf } from '../support/render';
import { helm } from '../tools/kubernetes-tools';
import { plan, planOfEdge, proxied, through, valuesOf } from './plans';

const hosts = ['mail.example.org'];
const traefik = planOfEdge({ type: 'Traefik', hosts, ...proxied('smtp') }, 'smtp', 'https');

function textOf(made: Plan, chart: 'traefik' | 'haproxy'): string {
  const values = valuesFor(made, chart);
  return values ? formatValues(values) : '';
}

describe('files', () => {
  test('there is one for each chart that the plan has something for', () => {
    expect(Object.keys(valuesFiles(planOf()))).toEqual(['app-template.yaml']);
    expect(Object.keys(valuesFiles(traefik))).toEqual(['app-template.yaml', 'traefik.yaml']);
    const edge = { type: 'HAProxy', hosts } as const;
    expect(Object.keys(valuesFiles(planOfEdge(edge, 'https')))).toEqual(['app-template.yaml', 'haproxy.yaml']);
  });

  test.each(Object.entries(valuesFiles(traefik)))('%s begins with what it is and how to use it, and holds its values', (file, text) => {
    const chart = file === 'traefik.yaml' ? charts.traefik : charts['app-template'];
    const [first, second, third] = text.split('\n');
    expect(first).toBe(renderedBy);
    expect(second).toBe(
      `# Helm values of BlueMind installation 'bluemind' for chart ${chart.reference}, versions ${chart.versions}; beside your own:`,
    );
    expect(third).toMatch(/^# helm upgrade --install \S+ \S+ .*-f your-values.yaml -f /);
    expect(text.endsWith('\n')).toBe(true);
    expect(parse(text)).toEqual(valuesOf(traefik, chart.name));
  });

  test('values of an annotation stay texts', () => {
    const made = planOfEdge({ type: 'LoadBalancer', annotations: { 'example.org/yes': 'true', 'example.org/number': '0123' } }, 'smtp');
    const text = valuesFiles(made)['app-template.yaml'] ?? '';
    expect(text).toContain('example.org/yes: "true"');
    expect(parse(text).service['bluemind-edge'].annotations).toMatchObject({ 'example.org/yes': 'true', 'example.org/number': '0123' });
  });
});

describe('a ConfigMap for a Flux HelmRelease', () => {
  const values = valuesFor(traefik, 'traefik');
  const text = values ? formatValuesConfigMap(values, traefik) : '';

  test('holds the same text under a name that stays', () => {
    expect(parse(text)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'bluemind-traefik-values',
        labels: traefik.labels,
        annotations: { 'kubernetes.io/description': "Helm values of chart traefik for BlueMind installation 'bluemind'." },
      },
      data: { 'values.yaml': values && formatValues(values) },
    });
  });

  test('says how the HelmRelease names it', () => {
    expect(text).toContain('valuesFrom: [{ kind: ConfigMap, name: bluemind-traefik-values, valuesKey: values.yaml }]');
  });
});

describe('helm itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-bluemind-values-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'chart/templates'), { recursive: true });
  const write = (file: string, text: string): string => {
    const path = join(folder, file);
    writeFileSync(path, text);
    return path;
  };
  write('chart/Chart.yaml', 'apiVersion: v2\nname: chart\nversion: 1.0.0\n');
  write('chart/templates/values.yaml', '{{ toYaml .Values }}\n');

  /** The values as the chart gets them from its own and from files, the last winning. */
  function merged(defaults: string, ...files: readonly string[]) {
    write('chart/values.yaml', defaults);
    const flags = files.flatMap((text, index) => ['-f', write(`${index}.yaml`, text)]);
    const { status, stdout, stderr } = spawnSync(helm, ['template', 'release', join(folder, 'chart'), ...flags], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return parse(stdout);
  }

  test('merges a fragment into defaults and into values of others, and touches nothing else', () => {
    const defaults =
      'ports:\n  websecure:\n    port: 8443\n    exposedPort: 443\n    http3:\n      enabled: false\nservice:\n  spec:\n    type: LoadBalancer\n';
    const others = 'ports:\n  websecure:\n    http3:\n      enabled: true\n  mqtt:\n    port: 1883\n';
    const made = merged(defaults, others, textOf(traefik, 'traefik'));
    expect(made.ports.websecure).toEqual({
      asDefault: true,
      expose: { default: true },
      exposedPort: 443,
      http3: { enabled: true },
      port: 8443,
      transport: { respondingTimeouts: { readTimeout: '1200s' } },
    });
    expect(made.ports.mqtt).toEqual({ port: 1883 });
    expect(made.ports.smtp.exposedPort).toBe(25);
    expect(made.service.spec).toEqual({ externalTrafficPolicy: 'Local', type: 'LoadBalancer' });
  });

  test('merges the fragments of two installations that share a controller', () => {
    const other = plan({
      name: 'second',
      expose: through('xmpp-client'),
      entryPoints: { edge: { type: 'Traefik', entryPoints: { 'xmpp-client': 'second-xmpp' } } },
    });
    const made = merged('{}', textOf(traefik, 'traefik'), textOf(other, 'traefik'));
    expect(Object.keys(made.ports)).toEqual(['second-xmpp', 'smtp', 'web', 'websecure']);
    expect(made.ports.websecure.exposedPort).toBe(443);
  });

  test('replaces lists, as the comments warn', () => {
    const haproxy = (port: string) => textOf(planOfEdge({ type: 'HAProxy' }, port), 'haproxy');
    const made = merged('{}', haproxy('xmpp-client'), haproxy('xmpp-server'));
    expect(made.controller.service.tcpPorts.map(({ name }: { name: string }) => name)).toEqual(['xmpp-server']);
    expect(haproxy('xmpp-client')).toContain('Helm does not merge lists');
  });
});
