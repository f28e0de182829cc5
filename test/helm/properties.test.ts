import fc from 'fast-check';
import { type ChartName, chartNames, formatValues, type HelmMap, type HelmValue, valuesFor } from '../../lib/helm';
import type { Plan } from '../../lib/plan';
import { runs } from '../support/runs';
import { arbitraryControllerPlan } from './arbitrary-plans';
import { at, isMap, valuesOf } from './plans';

const check = (hold: (plan: Plan) => void): void => fc.assert(fc.property(arbitraryControllerPlan, hold), { numRuns: runs(60, 3000) });

/** Charts of controllers in front of BlueMind. */
type ControllerChart = Exclude<ChartName, 'app-template' | 'prometheus-blackbox-exporter'>;

const isController = (chart: ChartName): chart is ControllerChart => chart !== 'app-template' && chart !== 'prometheus-blackbox-exporter';

const controllerCharts = chartNames.filter(isController);

const listAt = (values: HelmMap, ...keys: readonly string[]): readonly HelmMap[] => {
  const list = at(values, ...keys);
  return Array.isArray(list) ? list.filter(isMap) : [];
};

const mapAt = (values: HelmMap, ...keys: readonly string[]): HelmMap => {
  const map = at(values, ...keys);
  return isMap(map) ? map : {};
};

const chartWebPorts: Readonly<Record<string, number>> = { metrics: 9100, traefik: 8080, web: 8000, websecure: 8443 };

/** Numbers that a chart opens to clients. */
const exposedBy: Readonly<Record<ControllerChart, (values: HelmMap, plan: Plan) => readonly HelmValue[]>> = {
  traefik: (values) =>
    Object.values(mapAt(values, 'ports')).flatMap((port) => (isMap(port) && port.exposedPort !== undefined ? [port.exposedPort] : [])),
  haproxy: (values) => listAt(values, 'controller', 'service', 'tcpPorts').map(({ port = 0 }) => port),
  'ingress-nginx': (values) => Object.keys(mapAt(values, 'tcp')).map(Number),
  kong: (values) => [
    ...['http', 'tls'].flatMap((name) => at(values, 'proxy', name, 'servicePort') ?? []),
    ...[...listAt(values, 'proxy', 'stream'), ...listAt(values, 'udpProxy', 'stream')].map(({ servicePort = 0 }) => servicePort),
  ],
};

/** Charts whose Service has the web's ports anyway, so that their values are about the rest. */
const hasWebAnyway = (chart: ChartName, plan: Plan): boolean =>
  chart === 'haproxy' || chart === 'ingress-nginx' || (chart === 'kong' && plan.entries.some(({ kind }) => kind === 'Ingress'));

describe.each(controllerCharts)('%s', (chart) => {
  test('opens every exposed port once, and no internal one', () => {
    let met = 0;
    check((plan) => {
      const values = valuesFor(plan, chart);
      if (!values) return;
      met++;
      const expected = plan.exposures
        .filter(({ kind, port }) => kind === 'exposed' && !(hasWebAnyway(chart, plan) && ['http', 'https'].includes(port)))
        .map(({ number }) => number);
      const found = exposedBy[chart](values.values, plan).map(Number);
      expect([...found].sort((a, b) => a - b)).toEqual([...new Set(expected)].sort((a, b) => a - b));
    });
    expect(met).toBeGreaterThan(0);
  });
});

test("Traefik's pods listen on numbers of their own, without privileges unless a Gateway's listener demands otherwise", () => {
  check((plan) => {
    const values = valuesOf(plan, 'traefik');
    const ports = { ...chartWebPorts, ...Object.fromEntries(Object.entries(mapAt(values, 'ports')).flatMap(([name, port]) => numberOf(name, port))) };
    const numbers = Object.values(ports);
    expect(new Set(numbers).size).toBe(numbers.length);
    const isGateway = plan.entries.some(({ kind }) => kind === 'Gateway');
    const privileged = numbers.filter((number) => number < 1024);
    if (!isGateway) expect(privileged).toEqual([]);
    expect(at(values, 'podSecurityContext') !== undefined).toBe(privileged.length > 0);
  });
});

const numberOf = (name: string, port: HelmValue): readonly [string, number][] =>
  isMap(port) && typeof port.port === 'number' ? [[name, port.port]] : [];

test.each([
  ['haproxy', ['controller', 'service', 'tcpPorts'], 'targetPort'],
  ['kong', ['proxy', 'stream'], 'containerPort'],
] as const)('pods of %s listen on each number once', (chart, keys, field) => {
  check((plan) => {
    const numbers = listAt(valuesOf(plan, chart), ...keys).map((item) => item[field]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

test('there are neither empty maps nor empty lists, and twice the same plan gives the same bytes', () => {
  check((plan) => {
    for (const chart of controllerCharts) {
      const values = valuesFor(plan, chart);
      if (!values) continue;
      expect(formatValues(values)).not.toMatch(/: (\{\}|\[\])$/m);
      const again = valuesFor(JSON.parse(JSON.stringify(plan)), chart);
      expect(again && formatValues(again)).toBe(formatValues(values));
    }
  });
});
