import { InputError } from '../../../lib/base/faults';
import { type Plan, planFrom } from '../../../lib/plan';
import type { InstallationProps } from '../../../lib/settings';
import { reason } from './choices';

/** Settings that are accepted, with their plan. */
export interface Accepted {
  readonly props: InstallationProps;
  readonly plan: Plan;
}

/**
 * The plan of settings, with whatever is refused in them taken out until nothing is: random settings are seldom accepted unchanged.
 * @returns undefined if nothing is left to take out
 */
export function mended(props: InstallationProps): Accepted | undefined {
  const left: InstallationProps = structuredClone(props);
  for (let round = 0; round < 30; round++) {
    try {
      return { props: left, plan: planFrom(left) };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const before = JSON.stringify(left);
      for (const { field = '', message } of error.faults) mend(left, pathOf(field), message);
      if (JSON.stringify(left) === before) return undefined;
    }
  }
  return undefined;
}

/** `a.b[0]["c.d"]` in parts. */
const pathOf = (field: string): readonly string[] =>
  [...field.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(([, quoted, index, plain]) => quoted ?? index ?? plain ?? '');

type Container = Record<string, unknown>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

function mend(settings: unknown, path: readonly string[], message: string): void {
  if (!isContainer(settings)) return;
  const [top, name, ...rest] = path;
  if (top === 'entryPoints' && name !== undefined && rest.length === 0) {
    const entryPoint = isContainer(settings.entryPoints) ? settings.entryPoints[name] : undefined;
    if (message.startsWith('hides') && isContainer(entryPoint) && entryPoint.type !== 'Ingress') entryPoint.acceptLostClientAddress = reason;
    else keepInside(settings, name);
  } else if (top === 'expose' && name !== undefined) keepPortInside(settings, name);
  else if (!remove(settings, path) && top === 'entryPoints' && name !== undefined) keepInside(settings, name);
}

/** Takes out what is deepest on a path. */
function remove(settings: Container, path: readonly string[]): boolean {
  const depth = path[0] === 'entryPoints' ? 3 : 1;
  for (let length = path.length; length >= depth; length--) {
    const key = path[length - 1] ?? '';
    const parent = path.slice(0, length - 1).reduce<unknown>((value, part) => (isContainer(value) ? value[part] : undefined), settings);
    if (!isContainer(parent) || !(key in parent) || key === 'type') continue;
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
    return true;
  }
  return false;
}

function keepInside(settings: Container, entryPoint: string): void {
  if (!isContainer(settings.expose)) return;
  for (const [port, where] of Object.entries(settings.expose))
    if (where === entryPoint || (isContainer(where) && where.entryPoint === entryPoint)) keepPortInside(settings, port);
}

function keepPortInside(settings: Container, port: string): void {
  if (isContainer(settings.expose)) settings.expose[port] = { entryPoint: 'cluster', reason };
}
