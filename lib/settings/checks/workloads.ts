import { isNetworkPort, lastNumber, type Port } from '../../catalogue';
import { didYouMean, type FieldFault } from '../faults';
import type { Installation } from '../installation';
import type { WorkloadSettings } from '../schema';
import { isNamedBy, type Workload, workloadMap } from '../workloads';

/** Every component runs in one workload, each workload's pods can be told apart, and their ports do not collide. */
export function checkWorkloads(installation: Installation): readonly FieldFault[] {
  const map = workloadMap(installation.catalogue, installation.settings);
  return [
    ...unknownNames(installation, map),
    ...misplacedComponents(installation, map),
    ...splitLoopback(installation),
    ...sharedPods(installation),
    ...installation.workloads.flatMap((workload) => targetPortFaults(installation, workload)),
  ];
}

type WorkloadMap = Readonly<Record<string, WorkloadSettings>>;

function unknownNames({ catalogue, settings }: Installation, map: WorkloadMap): readonly FieldFault[] {
  const components = catalogue.components.map(({ name }) => name);
  const roles = catalogue.roles.map(({ name }) => name);
  return Object.entries(map).flatMap(([name, workload]): FieldFault[] => {
    const path = ['workloads', name];
    if (!workload.components && !workload.roles)
      return [{ path, message: "names neither components nor roles; say what runs in it, such as 'roles: [smtp]' or 'components: all'" }];
    return [
      ...listOf(workload.components).flatMap((component, index) =>
        components.includes(component)
          ? []
          : [
              {
                path: [...path, 'components', index],
                message: `'${component}': BlueMind ${settings.release} has no such component${didYouMean(component, components)}`,
              },
            ],
      ),
      ...listOf(workload.roles).flatMap((role, index) =>
        roles.includes(role)
          ? []
          : [
              {
                path: [...path, 'roles', index],
                message: `'${role}': BlueMind ${settings.release} has no such server role${didYouMean(role, roles)}`,
              },
            ],
      ),
    ];
  });
}

const listOf = (names: 'all' | readonly string[] | undefined): readonly string[] => (names === undefined || names === 'all' ? [] : names);

function misplacedComponents({ catalogue }: Installation, map: WorkloadMap): readonly FieldFault[] {
  return catalogue.components.flatMap((component): FieldFault[] => {
    const { placement } = component;
    if (placement.kind === 'with' || placement.kind === 'everywhere') return [];
    const homes = Object.entries(map).filter(([, workload]) => isNamedBy(workload, component));
    const [first, second] = homes.map(([name]) => name);
    if (first === undefined) {
      const role = placement.kind === 'role' ? ` (or its role '${placement.role}')` : '';
      return [{ path: ['workloads'], message: `component '${component.name}' is in no workload; add it${role} to one` }];
    }
    if (second !== undefined)
      return [{ path: ['workloads', second], message: `component '${component.name}' is in workload '${first}' too; a component runs in one` }];
    return [];
  });
}

function splitLoopback({ catalogue, workloads, settings }: Installation): readonly FieldFault[] {
  const loopback = catalogue.connections.filter((connection) => connection.loopback);
  const homesOf = (component: string) => workloads.filter(({ components }) => components.includes(component));
  const isRewritten = (from: string, to: string) => settings.rewrittenConnections.some((pair) => pair.from === from && pair.to === to);
  const pairs = new Map(loopback.map((connection) => [`${connection.from} ${connection.to}`, connection]));
  const split = [...pairs.values()].flatMap(({ from, to, description }): FieldFault[] => {
    const lonely = homesOf(from).find(({ components }) => !components.includes(to));
    if (!lonely || homesOf(to).length === 0 || isRewritten(from, to)) return [];
    return [
      {
        path: ['workloads', lonely.name],
        message: `'${from}' looks for '${to}' on 127.0.0.1 (${description}), so both must be in one workload; if BlueMind's configuration was rewritten, list { from: ${from}, to: ${to} } under rewrittenConnections`,
      },
    ];
  });
  const unknown = settings.rewrittenConnections.flatMap(({ from, to }, index): FieldFault[] => {
    if (pairs.has(`${from} ${to}`)) return [];
    const known = [...pairs.values()].map((pair) => `${pair.from} to ${pair.to}`);
    return [
      { path: ['rewrittenConnections', index], message: `'${from}' does not reach '${to}' over 127.0.0.1; those that do: ${known.join(', ')}` },
    ];
  });
  return [...split, ...unknown];
}

function sharedPods({ workloads }: Installation): readonly FieldFault[] {
  return workloads.flatMap((workload) =>
    workloads
      .filter((other) => other !== workload && Object.entries(workload.podLabels).every(([key, value]) => other.podLabels[key] === value))
      .filter((other) => workload.name < other.name || Object.keys(other.podLabels).length > Object.keys(workload.podLabels).length)
      .map((other) => ({
        path: ['workloads', workload.name, 'podLabels'],
        message: `also match the pods of workload '${other.name}'; add a label by which the two differ`,
      })),
  );
}

function targetPortFaults({ catalogue, settings }: Installation, workload: Workload): readonly FieldFault[] {
  const ports = catalogue.ports.filter((port) => workload.components.includes(port.component));
  const networkPorts = ports.filter(isNetworkPort);
  const path = (name: string) => ['workloads', workload.name, 'targetPorts', name];
  const unknown = Object.keys(workload.targetPorts).flatMap((name): FieldFault[] => {
    if (networkPorts.some((port) => port.name === name)) return [];
    const names = networkPorts.map((port) => port.name);
    const elsewhere = catalogue.ports.find((port) => port.name === name);
    const why = elsewhere
      ? `'${elsewhere.component}', which listens on it, is not in this workload`
      : `BlueMind ${settings.release} has no such port`;
    return [{ path: path(name), message: `${why}${didYouMean(name, names)}` }];
  });
  const spans = ports.map((port) => {
    const first = workload.targetPorts[port.name] ?? port.number;
    return { port, first, last: first + lastNumber(port) - port.number };
  });
  const beyond = spans
    .filter(({ last }) => last > 65535)
    .map(({ port, first, last }) => ({ path: path(port.name), message: `${first}-${last}: the range ends beyond 65535` }));
  const collisions = spans.flatMap((one, index) =>
    spans
      .slice(index + 1)
      .filter((other) => other.port.protocol === one.port.protocol && other.first <= one.last && one.first <= other.last)
      .map((other): FieldFault => {
        // To blame is the one that the settings put there: a moved port, or a port of one's own.
        const moved = (port: Port) => workload.targetPorts[port.name] !== undefined;
        const [blamed, stays] = moved(one.port) && !moved(other.port) ? [one, other] : [other, one];
        const own = settings.additions.ports.findIndex((port) => port.name === blamed.port.name);
        return {
          path: moved(blamed.port) || own < 0 ? path(blamed.port.name) : ['additions', 'ports', own, 'number'],
          message: `${blamed.first}: '${stays.port.name}' listens on ${formatSpan(stays)} in the same pods; choose another number`,
        };
      }),
  );
  return [...unknown, ...beyond, ...collisions];
}

const formatSpan = ({ first, last }: { readonly first: number; readonly last: number }): string => (first === last ? `${first}` : `${first}-${last}`);
