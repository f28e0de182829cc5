import type { Labels } from '../../base/labels';
import type { Installation } from '../../settings';
import type { ChecklistItem, PlannedMonitoring } from '../model';

/** Steps that the objects cannot do. */
export function monitoringChecklist({ settings }: Installation, monitoring: PlannedMonitoring | undefined): readonly ChecklistItem[] {
  if (!monitoring) return [];
  const { exporter, hostname, labels, modulesName, notProbed, probes } = monitoring;
  const item = (where: string, what: string, snippet: ChecklistItem['snippet']): ChecklistItem => ({
    entryPoint: 'monitoring',
    where,
    owner: 'monitoring',
    what,
    snippet,
  });
  const looksAtNames = hostname !== undefined || probes.some(({ way }) => way === 'public');
  return [
    item(
      'blackbox exporter',
      `Give the exporter in namespace ${exporter.namespace} the modules of BlueMind: as values of its chart, or as ConfigMap ${exporter.namespace}/${modulesName} for --config.file.`,
      {
        language: 'sh',
        text: `helm upgrade --install prometheus-blackbox-exporter prometheus-community/prometheus-blackbox-exporter --namespace ${exporter.namespace} -f values/${settings.name}/prometheus-blackbox-exporter.yaml`,
      },
    ),
    item('Prometheus', 'Let Prometheus select the Probes and the PrometheusRule.', { language: 'yaml', text: selectors(settings.namespace, labels) }),
    ...(looksAtNames
      ? []
      : [
          item('certificates', 'The names in certificates are not checked: say in the settings which name they should have.', {
            language: 'yaml',
            text: 'mail:\n  hostname: mail.example.org',
          }),
        ]),
    ...notProbed.map(({ port, reason }) =>
      item('blackbox exporter', `${port} is not probed: ${reason}.`, { language: 'text', text: `Watch ${port} from outside of the cluster.` }),
    ),
  ];
}

/** Fields of the operator's Prometheus that select what is rendered. */
function selectors(namespace: string, labels: Labels): string {
  const byLabels = Object.entries(labels).map(([key, value]) => `    ${key}: "${value}"`);
  const objects = byLabels.length > 0 ? [':', '  matchLabels:', ...byLabels] : [': {}'];
  const inNamespace = [':', '  matchLabels:', `    kubernetes.io/metadata.name: "${namespace}"`];
  return ['probe', 'rule']
    .flatMap((what) => [
      [`${what}Selector`, ...objects],
      [`${what}NamespaceSelector`, ...inNamespace],
    ])
    .map(([name, first, ...rest]) => [`${name}${first}`, ...rest].join('\n'))
    .join('\n');
}
