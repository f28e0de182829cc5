import { externalPorts, type Port } from '../../catalogue';
import { didYouMean, type FieldFault } from '../faults';
import type { Installation } from '../installation';
import { keepInCluster } from '../schema';

/** What is decided of one external port. */
export interface Exposure {
  readonly port: string;
  /** Name of the entry point, or `cluster`. */
  readonly entryPoint: string;
  readonly reason?: string;
}

/** The decisions under `expose`, in the settings' order. */
export const exposuresOf = ({ settings }: Pick<Installation, 'settings'>): readonly Exposure[] =>
  Object.entries(settings.expose).map(([port, exposure]) => ({ port, ...(typeof exposure === 'string' ? { entryPoint: exposure } : exposure) }));

/** Only external ports are exposed, through entry points that exist, and the mandatory ones are decided upon. */
export function checkExposure(installation: Installation): readonly FieldFault[] {
  const { settings, catalogue } = installation;
  const entryPoints = Object.keys(settings.entryPoints);
  const external = externalPorts(catalogue);
  const faults: FieldFault[] = [];

  if (entryPoints.includes(keepInCluster))
    faults.push({
      path: ['entryPoints', keepInCluster],
      message: `'${keepInCluster}' is what keeps a port inside the cluster; give the entry point another name`,
    });

  for (const { port, entryPoint, reason } of exposuresOf(installation)) {
    const path = ['expose', port];
    const target = external.find(({ name }) => name === port);
    if (!target) {
      faults.push({ path, message: noExternalPort(installation, port) });
      continue;
    }
    if (entryPoint === keepInCluster) {
      if (target.need === 'mandatory' && reason === undefined)
        faults.push({
          path,
          message: `BlueMind needs '${port}' (${target.number}) from outside; to keep it inside say why: { entryPoint: ${keepInCluster}, reason: … }`,
        });
      continue;
    }
    if (reason !== undefined)
      faults.push({ path: [...path, 'reason'], message: `only a port that stays inside (entryPoint: ${keepInCluster}) takes a reason` });
    if (!entryPoints.includes(entryPoint))
      faults.push({
        path,
        message: `'${entryPoint}': no entry point has this name${didYouMean(entryPoint, entryPoints)} (entryPoints: ${entryPoints.join(', ') || 'none'})`,
      });
  }

  for (const port of external)
    if (port.need === 'mandatory' && !(port.name in settings.expose))
      faults.push({
        path: ['expose'],
        message: `says nothing of '${port.name}' (${port.number}), which BlueMind needs from outside; name an entry point, or { entryPoint: ${keepInCluster}, reason: … }`,
      });
  return faults;
}

function noExternalPort({ catalogue, settings }: Installation, name: string): string {
  const known: Port | undefined = catalogue.ports.find((port) => port.name === name);
  if (known) return `'${name}' is an internal port and is never exposed; to admit single peers use allow`;
  const byNumber = catalogue.ports.find((port) => `${port.number}` === name);
  const hint = byNumber
    ? `; port ${name} is called '${byNumber.name}'`
    : didYouMean(
        name,
        externalPorts(catalogue).map((port) => port.name),
      );
  return `no external port of BlueMind ${settings.release} has this name${hint}`;
}
