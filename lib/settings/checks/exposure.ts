import { externalPorts, type Port } from '../../catalogue';
import type { Exposure } from '../exposures';
import { didYouMean, type FieldFault, listWords } from '../faults';
import type { Installation } from '../installation';
import { installationSchema, keepInCluster } from '../schema/settings';

/** Only external ports are exposed, through entry points that exist, and there is a decision for each mandatory port. */
export function checkExposure(installation: Installation): readonly FieldFault[] {
  const { settings, catalogue } = installation;
  const entryPoints = Object.keys(settings.entryPoints);
  const written = new Set(Object.keys(settings.expose).map((name) => meantBy(installation, name)));
  const undecided = externalPorts(catalogue).filter((port) => port.need === 'mandatory' && !written.has(port.name));
  return [
    ...(entryPoints.includes(keepInCluster)
      ? [
          {
            path: ['entryPoints', keepInCluster],
            message: `'${keepInCluster}' is the reserved name for ports that stay inside the cluster; give the entry point another name`,
          },
        ]
      : []),
    ...(isDefault(installation) && !entryPoints.includes(defaultEntryPoint)
      ? [
          {
            path: ['expose'],
            message: `is missing, and its default uses '${defaultEntryPoint}', which is not an entry point here; expected ${exampleOf(entryPoints)}`,
          },
        ]
      : installation.exposures.flatMap((exposure) => exposureFaults(installation, exposure))),
    ...undecided.map((port) => ({
      path: ['expose'],
      message: `has no decision about '${port.name}' (${port.number}), which BlueMind needs from outside; name an entry point, or { entryPoint: ${keepInCluster}, reason: … }`,
    })),
  ];
}

/** The port that a name means, also if it is written in capitals or as its number: a mistyped port is not reported as missing, too. */
const meantBy = ({ catalogue }: Installation, written: string): string =>
  catalogue.ports.find(({ name, number }) => name === written.toLowerCase() || `${number}` === written)?.name ?? written;

/** The entry point that `expose` uses by default. */
const defaultEntryPoint = 'public';
const defaultExpose = JSON.stringify(installationSchema.shape.expose.parse(undefined));
const isDefault = ({ settings }: Installation): boolean => JSON.stringify(settings.expose) === defaultExpose;
const exampleOf = ([first]: readonly string[]): string =>
  first === undefined ? 'at least one under entryPoints' : `a line for each port, such as 'smtp: ${first}'`;

function exposureFaults(installation: Installation, { port, entryPoint, workload, reason }: Exposure): readonly FieldFault[] {
  const entryPoints = Object.keys(installation.settings.entryPoints);
  const path = ['expose', port];
  const target = externalPorts(installation.catalogue).find(({ name }) => name === port);
  if (!target) return [{ path, message: noExternalPort(installation, port) }];
  if (entryPoint === keepInCluster) {
    if (workload !== undefined) return [{ path: [...path, 'workload'], message: `a port that stays inside takes no workload; remove it` }];
    // An entry point of this name is already refused; its author wanted to expose the port.
    if (target.need === 'optional' || reason !== undefined || entryPoints.includes(keepInCluster)) return [];
    return [
      {
        path,
        message: `BlueMind needs '${port}' (${target.number}) from outside; to keep it inside say why: { entryPoint: ${keepInCluster}, reason: … }`,
      },
    ];
  }
  return [
    ...(reason === undefined
      ? []
      : [{ path: [...path, 'reason'], message: `only a port that stays inside (entryPoint: ${keepInCluster}) takes a reason` }]),
    ...(entryPoints.includes(entryPoint)
      ? []
      : [
          {
            path,
            message: `'${entryPoint}': no entry point has this name${didYouMean(entryPoint, entryPoints)} (entryPoints: ${entryPoints.join(', ') || 'none'})`,
          },
        ]),
    ...workloadFaults(installation, target, { port, entryPoint, workload }),
  ];
}

/** An entry point leads to one workload for each port. If several workloads serve the port, settings must name one, unless the component only runs beside another. */
function workloadFaults(
  { workloads, catalogue }: Installation,
  { component, number }: Port,
  { port, entryPoint, workload }: Exposure,
): readonly FieldFault[] {
  const serving = workloads.filter(({ components }) => components.includes(component)).map(({ name }) => name);
  const [first] = serving;
  const isPlaced = catalogue.components.some(
    ({ name, placement }) => name === component && (placement.kind === 'role' || placement.kind === 'listed'),
  );
  if (workload === undefined)
    return serving.length < 2 || !isPlaced
      ? []
      : [
          {
            path: ['expose', port],
            message: `${listWords(serving)} serve '${port}' (${number}) equally; choose which of them to expose: { entryPoint: ${entryPoint}, workload: ${first} }`,
          },
        ];
  return serving.includes(workload) || first === undefined
    ? []
    : [
        {
          path: ['expose', port, 'workload'],
          message: `'${workload}' does not serve '${port}' (${number}), but ${listWords(serving)} ${serving.length > 1 ? 'do' : 'does'}${didYouMean(workload, serving)}`,
        },
      ];
}

function noExternalPort({ catalogue, settings }: Installation, name: string): string {
  const known: Port | undefined = catalogue.ports.find((port) => port.name === name);
  if (known?.audience === 'loopback') return `'${name}' listens only on 127.0.0.1 and is never exposed`;
  if (known) return `'${name}' is an internal port and is never exposed; to admit a peer, use allow`;
  const byNumber = catalogue.ports.find((port) => `${port.number}` === name);
  if (byNumber) return `'${name}': expected the name of the port, which is '${byNumber.name}'`;
  const names = externalPorts(catalogue).map((port) => port.name);
  return `no external port of BlueMind ${settings.release} has this name${didYouMean(name, names)}`;
}
