import * as z from 'zod';
import type { Labels } from '../../base/labels';
import { dnsLabelSchema, labelsSchema } from './values';

/** Name of the Helm chart of the exporter, and by default the name of its Service and the label of its pods. */
const usualExporter = 'prometheus-blackbox-exporter';

const exporterSchema = z.strictObject({
  namespace: dnsLabelSchema.default('monitoring').meta({ description: 'Namespace of the pods of the exporter.', examples: ['monitoring'] }),
  podLabels: labelsSchema
    .refine((labels) => Object.keys(labels).length > 0, 'is empty, which would admit every pod of the namespace; give the labels of the exporter')
    .default({ 'app.kubernetes.io/name': usualExporter })
    .meta({ description: 'Labels of the pods of the exporter, which the policies admit.', examples: [{ app: 'blackbox-exporter' }] }),
  address: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?:[1-9][0-9]{0,4}$/, "expected host and port, such as 'blackbox-exporter.monitoring.svc:9115'")
    .optional()
    .meta({
      description: `Host and port at which Prometheus reaches the exporter. Default: ${usualExporter} in the namespace of the exporter, port 9115.`,
      examples: ['blackbox-exporter.monitoring.svc:19115'],
    }),
});

const mapSchema = z.strictObject({
  exporter: exporterSchema.prefault({}).meta({ description: 'The blackbox exporter that probes.', examples: [{ namespace: 'observability' }] }),
  labels: labelsSchema.default({}).meta({
    description: 'Labels of the Probes and of the PrometheusRule, by which Prometheus selects them.',
    examples: [{ release: 'kube-prometheus-stack' }],
  }),
  dashboard: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether a dashboard is rendered, as a ConfigMap that Grafana’s sidecar finds by its label.', examples: [false] }),
});

/** What monitors the exposed ports, and how it is configured. */
export interface MonitoringSettings {
  readonly exporter: { readonly namespace: string; readonly podLabels: Labels; readonly address: string };
  readonly labels: Labels;
  readonly dashboard: boolean;
}

/** `none`, or what `prometheus` and a map stand for. */
export const monitoringSchema = z.union([z.enum(['none', 'prometheus']), mapSchema]).transform((monitoring): MonitoringSettings | 'none' => {
  if (monitoring === 'none') return 'none';
  const { exporter, labels, dashboard } = monitoring === 'prometheus' ? mapSchema.parse({}) : monitoring;
  const { namespace, podLabels, address = `${usualExporter}.${namespace}.svc:9115` } = exporter;
  return { exporter: { namespace, podLabels, address }, labels, dashboard };
});
