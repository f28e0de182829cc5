import * as z from 'zod';

/**
 * The fields of monitoring.coreos.com/v1 that are rendered, written down from the CustomResourceDefinitions of prometheus-operator 0.72 (Probe) and
 * 0.82 (PrometheusRule): names, types, enumerations and patterns; anything else is refused.
 */
const metadata = z.strictObject({
  name: z.string(),
  namespace: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
});

const duration = z.string().regex(/^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$/);

const relabeling = z.strictObject({
  sourceLabels: z.array(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/)).optional(),
  targetLabel: z.string(),
  replacement: z.string(),
});

const probe = z.strictObject({
  apiVersion: z.literal('monitoring.coreos.com/v1'),
  kind: z.literal('Probe'),
  metadata,
  spec: z.strictObject({
    jobName: z.string(),
    prober: z.strictObject({ url: z.string().min(1), scheme: z.enum(['http', 'https']).optional(), path: z.string().optional() }),
    module: z.string(),
    interval: duration.optional(),
    scrapeTimeout: duration.optional(),
    targets: z.strictObject({
      staticConfig: z.strictObject({
        static: z.array(z.string()).min(1),
        // Names of labels as Prometheus takes them.
        labels: z.record(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/), z.string()),
        relabelingConfigs: z.array(relabeling).optional(),
      }),
    }),
  }),
});

const prometheusRule = z.strictObject({
  apiVersion: z.literal('monitoring.coreos.com/v1'),
  kind: z.literal('PrometheusRule'),
  metadata,
  spec: z.strictObject({
    groups: z.array(
      z.strictObject({
        name: z.string().min(1),
        rules: z.array(
          z.strictObject({
            alert: z.string(),
            expr: z.string(),
            for: duration,
            labels: z.record(z.string(), z.string()),
            annotations: z.record(z.string(), z.string()),
          }),
        ),
      }),
    ),
  }),
});

const forms: Readonly<Record<string, z.ZodType>> = { Probe: probe, PrometheusRule: prometheusRule };

/** What the operator's definitions would say of objects, a line a fault. */
export const formFaults = (objects: readonly { readonly kind: string; readonly metadata: { readonly name: string } }[]): readonly string[] =>
  objects.flatMap((object) => {
    const issues = forms[object.kind]?.safeParse(object).error?.issues ?? [];
    return issues.map(({ path, message }) => `${object.kind} ${object.metadata.name}: ${path.join('.')}: ${message}`);
  });
