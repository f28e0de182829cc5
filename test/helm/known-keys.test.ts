import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import { type ChartName, chartNames, type HelmMap, type HelmValue, valuesFor } from '../../lib/helm';
import { runs } from '../support/runs';
import { describeWithShared } from '../support/shared';
import { arbitraryControllerPlan } from './arbitrary-plans';
import { isMap } from './plans';

const folders: Readonly<Partial<Record<ChartName, string>>> = {
  haproxy: 'haproxy-kubernetes-ingress',
  'ingress-nginx': 'ingress-nginx',
  kong: 'kong',
  traefik: 'traefik',
};

/** Where a chart takes names of the user's own: one of its own names, whose keys all of them know. */
const ownNames: Readonly<Partial<Record<ChartName, Readonly<Record<string, string>>>>> = { traefik: { ports: 'web' } };

/** Maps that the chart hands on as they are, to a ConfigMap or to a field of Kubernetes. */
const handedOn: Readonly<Partial<Record<ChartName, readonly string[]>>> = {
  haproxy: ['controller.config'],
  'ingress-nginx': ['controller.config', 'tcp'],
  kong: ['securityContext'],
  traefik: ['podSecurityContext', 'service.spec'],
};

/** Known to the chart's templates of Services, though its default values only mention the first, and the second not at all. */
const inTemplates: Readonly<Partial<Record<ChartName, readonly string[]>>> = {
  haproxy: ['controller.service.externalTrafficPolicy'],
  kong: ['proxy.externalTrafficPolicy'],
};

/** Paths of keys that the defaults do not know; of items of a list, those that no comment shows. */
function unknownKeys(chart: ChartName, text: string, values: HelmMap, defaults: unknown, path: readonly string[] = []): readonly string[] {
  const likeness = ownNames[chart]?.[path.join('.')];
  return Object.entries(values).flatMap(([key, value]) => {
    const at = [...path, key];
    const name = at.join('.');
    const known = property(defaults, likeness ?? key);
    if (inTemplates[chart]?.includes(name)) return [];
    if (known === undefined) return [name];
    if (handedOn[chart]?.includes(name)) return [];
    if (isMap(value)) return unknownKeys(chart, text, value, known, at);
    return itemsOf(value).flatMap((item) => (isMap(item) ? Object.keys(item).filter((field) => !isInComment(text, field)) : []));
  });
}

const itemsOf = (value: HelmValue): readonly HelmValue[] => (Array.isArray(value) ? value : []);

const property = (defaults: unknown, key: string): unknown =>
  typeof defaults === 'object' && defaults !== null && key in defaults ? (Object.getOwnPropertyDescriptor(defaults, key)?.value ?? {}) : undefined;

/** `#  - name: http-alt`. */
const isInComment = (text: string, key: string): boolean => new RegExp(`^\\s*#[\\s#-]*${key}:`, 'm').test(text);

describeWithShared('schemas/helm-values', 'keys of the charts', (chartFolder) => {
  for (const chart of chartNames) {
    const folder = folders[chart];
    if (folder === undefined) continue;
    const text = readFileSync(join(chartFolder, folder, 'values.yaml'), 'utf8');
    const defaults: unknown = parse(text);

    test(`${chart} knows every key, whatever the settings`, () => {
      fc.assert(
        fc.property(arbitraryControllerPlan, (plan) => {
          expect(unknownKeys(chart, text, valuesFor(plan, chart)?.values ?? {}, defaults)).toEqual([]);
        }),
        { numRuns: runs(40, 2000) },
      );
    });

    test(`${chart} would not know a key made up`, () => {
      expect(unknownKeys(chart, text, { nonsense: true }, defaults)).toEqual(['nonsense']);
    });
  }

  test("traefik's own schema accepts the values, whatever the settings", () => {
    const schema = JSON.parse(readFileSync(join(chartFolder, 'traefik/values.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(withoutMeta(schema));
    fc.assert(
      fc.property(arbitraryControllerPlan, (plan) => {
        validate(valuesFor(plan, 'traefik')?.values ?? {});
        expect(validate.errors ?? []).toEqual([]);
      }),
      { numRuns: runs(40, 2000) },
    );
    expect(validate({ ports: { smtp: { exposedPort: '25' } } })).toBe(false);
    expect(validate({ providers: { kubernetesCrd: { enabled: true } } })).toBe(false);
  });
});

/** The schema says by which draft it is written, which this validator does not carry; it uses nothing beyond the older one. */
const withoutMeta = ({ $schema: _, $id: __, ...schema }: Record<string, unknown>): Record<string, unknown> => schema;
