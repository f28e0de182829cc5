import type { Plan } from '../../plan';
import { formatMarkdown } from '../table';

/** How the exposed ports are monitored, and which are not; nothing without monitoring. */
export function formatMonitoring({ monitoring, namespace }: Pick<Plan, 'monitoring' | 'namespace'>): readonly string[] {
  if (!monitoring) return [];
  const { probes, notProbed, ruleName, hostname, exporter } = monitoring;
  return [
    '## Monitoring',
    '',
    `Prometheus probes the exposed ports through the blackbox exporter at ${exporter.address}. PrometheusRule ${namespace}/${ruleName} fires when a port is down for 5 minutes, when nothing is probed, when a certificate ends within 14 days${hostname === undefined ? '' : `, and when one does not name ${hostname}`}.`,
    '',
    formatMarkdown({
      columns: ['Port', 'Probe', 'Tries', 'At'],
      rows: probes.map(({ port, name, tries, targets }) => [port, name, tries, targets.join(', ')]),
    }),
    ...notProbed.map(({ port, reason }) => `${port} is not probed: ${reason}.\n`),
  ];
}
