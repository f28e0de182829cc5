import type { Installation } from '../../settings';
import { type ChartValue, reference } from './chart-value';

/** Whether the ports are monitored; settings without monitoring have no such value. */
export function monitoringValues({ settings }: Installation): readonly ChartValue[] {
  if (settings.monitoring === 'none') return [];
  const path = ['monitoring', 'enabled'];
  return [
    {
      path,
      description: 'Whether Prometheus watches the exposed ports; needs the Prometheus operator.',
      initial: true,
      schema: { type: 'boolean' },
      cases: [
        { name: 'off', test: '', apply: (current) => ({ ...current, monitoring: 'none' }) },
        { name: 'on', test: reference(path), apply: (current) => current },
      ],
      initialCase: 1,
      markers: [],
    },
  ];
}
