import { type ChartName, type HelmMap, type HelmValue, valuesFor } from '../../lib/helm';
import type { Plan } from '../../lib/plan';
import type { InstallationProps } from '../../lib/settings';
import { plan as planOf } from '../support/render';

type EntryPointProps = NonNullable<InstallationProps['entryPoints']>[string];

/** Where the controllers of these tests run. */
export const cluster = { ingressController: { namespace: 'edge' }, podCidrs: ['10.42.0.0/16'] };

/** The plan of settings whose controllers run in a namespace of their own. */
export const plan = (settings: Partial<InstallationProps>): Plan => planOf({ cluster, ...settings });

/** The plan of ports exposed through one entry point, called `edge`. */
export const planOfEdge = (edge: EntryPointProps, ...ports: readonly string[]): Plan => plan({ expose: through(...ports), entryPoints: { edge } });

/** The values of a chart for a plan, {} if there are none. */
export const valuesOf = (made: Plan, chart: ChartName): HelmMap => valuesFor(made, chart)?.values ?? {};

export const commentOf = (made: Plan, chart: ChartName): string => (valuesFor(made, chart)?.comment ?? []).join('\n');

/** Ports exposed through the entry point `edge`; the mandatory ones stay inside if they are not named. */
export const through = (...ports: readonly string[]): InstallationProps['expose'] => ({
  smtp: { entryPoint: 'cluster', reason: 'Comes in elsewhere.' },
  https: { entryPoint: 'cluster', reason: 'Comes in elsewhere.' },
  ...Object.fromEntries(ports.map((port) => [port, 'edge'])),
});

/** Listeners that expect a PROXY header, each on a port apart. */
export const proxied = (...ports: readonly string[]) => ({
  proxyProtocol: { ports: [...ports], targetPorts: Object.fromEntries(ports.map((port, index) => [port, 20000 + index])) },
});

/** Loss of the client's address, accepted. */
export const accepted = { acceptLostClientAddress: 'No relay permits here.' };

/** The value at a path of keys. */
export const at = (values: HelmMap, ...keys: readonly string[]): HelmValue | undefined =>
  keys.reduce<HelmValue | undefined>((value, key) => (isMap(value) ? value[key] : undefined), values);

export const isMap = (value: HelmValue | undefined): value is HelmMap => typeof value === 'object' && !Array.isArray(value);
