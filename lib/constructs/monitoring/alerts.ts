import type { PlannedMonitoring } from '../../plan/model';

/** A rule of Prometheus that fires. */
interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: 'critical' | 'warning' };
  readonly annotations: { readonly summary: string; readonly description: string };
}

/** How long before their expiry certificates cause an alert: enough time to renew one manually. */
const days = 14;

/** Series of an installation in PromQL, with further conditions on their labels. */
export const series = (metric: string, installation: string, ...conditions: readonly string[]): string =>
  `${metric}{${['job="bluemind"', `installation="${installation}"`, ...conditions].join(',')}}`;

/** The alerts of an installation. They name no port, so they are right for all exposed ports. */
export const alerts = (installation: string, { hostname }: Pick<PlannedMonitoring, 'hostname'>): readonly AlertingRule[] => [
  {
    alert: 'BlueMindPortDown',
    expr: `${series('probe_success', installation)} == 0`,
    for: '5m',
    labels: { severity: 'critical' },
    annotations: {
      summary: `BlueMind ${installation}: {{ $labels.port }} does not answer`,
      description:
        'The probe of {{ $labels.instance }} has failed for 5 minutes. A public probe also fails if the certificate is not valid for its name, or not trusted.',
    },
  },
  {
    alert: 'BlueMindNotProbed',
    expr: `absent(${series('probe_success', installation)})`,
    for: '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `BlueMind ${installation}: nobody probes its ports`,
      description:
        'Prometheus has no result of any probe, so the other alerts say nothing. Check whether it selects the Probes and reaches the blackbox exporter.',
    },
  },
  {
    alert: 'BlueMindCertificateEndsSoon',
    expr: `${series('probe_ssl_earliest_cert_expiry', installation)} - time() < ${days} * 24 * 3600`,
    for: '1h',
    labels: { severity: 'warning' },
    annotations: {
      summary: `BlueMind ${installation}: the certificate of {{ $labels.port }} ends in less than ${days} days`,
      description: 'At {{ $labels.instance }} the certificate, or that of an issuer, ends in {{ $value | humanizeDuration }}. Renew it.',
    },
  },
  ...(hostname === undefined ? [] : [nameAlert(installation, hostname)]),
];

/** Names are looked for among the alternative names of the certificate, as clients do; a wildcard stands for one label. */
const nameAlert = (installation: string, hostname: string): AlertingRule => ({
  alert: 'BlueMindCertificateOfAnotherName',
  expr: `${series('probe_ssl_last_chain_info', installation, `certificate_hostname="${hostname}"`, `subjectalternative!~"${bearing(hostname)}"`)} == 1`,
  for: '15m',
  labels: { severity: 'warning' },
  annotations: {
    summary: `BlueMind ${installation}: {{ $labels.port }} shows a certificate of another name`,
    description: `Clients connect to ${hostname}, but the certificate at {{ $labels.instance }} is for '{{ $labels.subjectalternative }}'. Give BlueMind one that names ${hostname}.`,
  },
});

/** Lists of names, joined by commas, that contain a name or the wildcard above it; Prometheus compares the expression with the whole text. */
export function bearing(hostname: string): string {
  const literally = (name: string) => name.replaceAll('.', '[.]');
  const [, ...parents] = hostname.split('.');
  const names = [literally(hostname), ...(parents.length > 1 ? [`[*][.]${literally(parents.join('.'))}`] : [])];
  return `(.*,)?(${names.join('|')})(,.*)?`;
}
