import { type EntryPointSettings, type Installation, keepInCluster } from '../../settings';
import { type ChartValue, reference } from './chart-value';

/** Whether an entry point is enabled; if not, its ports stay inside the cluster. */
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
        // BlueMind's listeners still trust the PROXY headers of every client, so no client may reach them.
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
