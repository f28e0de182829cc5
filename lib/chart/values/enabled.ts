import { type EntryPointSettings, type Installation, keepInCluster } from '../../settings';
import { type ChartValue, reference } from './chart-value';

/** Whether an entry point is there; without it, its ports stay inside the cluster. */
export function enabledValue(installation: Installation, entryPoint: string): ChartValue {
  const path = ['entryPoints', entryPoint, 'enabled'];
  const reason = `Entry point '${entryPoint}' is turned off.`;
  const inside = Object.fromEntries(
    installation.exposures.filter((exposure) => exposure.entryPoint === entryPoint).map(({ port }) => [port, { entryPoint: keepInCluster, reason }]),
  );
  return {
    path,
    entryPoint,
    description: 'Whether it is rendered; if not, its ports stay inside the cluster.',
    initial: true,
    schema: { type: 'boolean' },
    cases: [
      {
        name: 'off',
        test: '',
        apply: (settings) => ({ ...settings, expose: { ...settings.expose, ...inside } }),
        // BlueMind's listeners still believe the PROXY headers of whoever reaches them, so nobody must.
        removesOnly: hasProxyProtocol(installation.settings.entryPoints[entryPoint]),
      },
      { name: 'on', test: reference(path), apply: (settings) => settings },
    ],
    initialCase: 1,
    markers: [],
  };
}

const hasProxyProtocol = (settings: EntryPointSettings | undefined): boolean =>
  settings !== undefined && 'proxyProtocol' in settings && settings.proxyProtocol !== undefined;
