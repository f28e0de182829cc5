import { series } from './alerts';

/** A dashboard of Grafana 10 or later; the data source is chosen in it. */
export const dashboard = (installation: string): object => ({
  title: `BlueMind ${installation}`,
  tags: ['bluemind', 'mail'],
  editable: true,
  schemaVersion: 39,
  refresh: '1m',
  time: { from: 'now-24h', to: 'now' },
  templating: { list: [{ name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' }] },
  panels: [
    panel(1, 'state-timeline', 'Ports', [0, 0, 24, 9], series('probe_success', installation), {
      defaults: { mappings: [{ type: 'value', options: { '0': { text: 'down', color: 'red' }, '1': { text: 'up', color: 'green' } } }] },
    }),
    panel(2, 'timeseries', 'How long a probe takes', [0, 9, 12, 9], series('probe_duration_seconds', installation), { defaults: { unit: 's' } }),
    panel(
      3,
      'bargauge',
      'Until the certificate ends',
      [12, 9, 12, 9],
      `${series('probe_ssl_earliest_cert_expiry', installation)} - time()`,
      {
        defaults: {
          unit: 's',
          min: 0,
          thresholds: {
            mode: 'absolute',
            steps: [
              { color: 'red', value: null },
              { color: 'green', value: 14 * 24 * 3600 },
            ],
          },
        },
      },
      { instant: true },
    ),
    panel(
      4,
      'table',
      'Certificates',
      [0, 18, 24, 9],
      `max by (port, way, subjectalternative, issuer) (${series('probe_ssl_last_chain_info', installation)})`,
      { defaults: {} },
      { instant: true, format: 'table' },
    ),
  ],
});

const dataSource = { type: 'prometheus', uid: '$datasource' };

/** A panel at a place of the grid of 24 columns: column, row, width, height. */
const panel = (
  id: number,
  type: string,
  title: string,
  [x, y, w, h]: readonly [number, number, number, number],
  expr: string,
  fieldConfig: object,
  query: object = {},
) => ({
  id,
  type,
  title,
  gridPos: { x, y, w, h },
  datasource: dataSource,
  targets: [{ refId: 'A', datasource: dataSource, expr, legendFormat: '{{port}} ({{way}})', ...query }],
  fieldConfig: { overrides: [], ...fieldConfig },
});
