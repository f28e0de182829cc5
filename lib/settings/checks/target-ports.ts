import { isNetworkPort, lastNumber, type Port } from '../../catalogue';
import { didYouMean, type FieldFault, type FieldPath } from '../faults';
import type { Installation } from '../installation';
import type { Workload } from '../workloads';

/** A workload can only move ports on which its pods listen, and no two ports have the same number. */
export const checkTargetPorts = (installation: Installation): readonly FieldFault[] =>
  installation.workloads.flatMap((workload) => {
    const ports = installation.catalogue.ports.filter(({ component }) => workload.components.includes(component));
    const spans = ports.map((port) => spanOf(port, workload));
    return [...unknownPorts(installation, workload, ports), ...tooHigh(workload, spans), ...collisions(installation, workload, spans)];
  });

/** Numbers on which pods listen for a port. */
interface Span {
  readonly port: Port;
  readonly first: number;
  readonly last: number;
  /** Whether settings chose this number. */
  readonly moved: boolean;
}

function spanOf(port: Port, { targetPorts }: Workload): Span {
  const moved = Object.hasOwn(targetPorts, port.name);
  const first = (moved ? targetPorts[port.name] : undefined) ?? port.number;
  return { port, first, last: first + lastNumber(port) - port.number, moved };
}

const format = ({ first, last }: Span): string => (first === last ? `${first}` : `${first}-${last}`);

const pathTo = ({ name }: Workload, port: string): FieldPath => ['workloads', name, 'targetPorts', port];

function unknownPorts({ catalogue, settings }: Installation, workload: Workload, ports: readonly Port[]): readonly FieldFault[] {
  const names = ports.filter(isNetworkPort).map(({ name }) => name);
  const why = (name: string): string => {
    const known = catalogue.ports.find((port) => port.name === name);
    if (!known) return `BlueMind ${settings.release} has no such port${didYouMean(name, names)}`;
    return known.audience === 'loopback'
      ? 'listens only on 127.0.0.1, so nothing connects to it; remove this line'
      : `'${known.component}', which listens on it, is not in this workload`;
  };
  return Object.keys(workload.targetPorts)
    .filter((name) => !names.includes(name))
    .map((name) => ({ path: pathTo(workload, name), message: why(name) }));
}

const tooHigh = (workload: Workload, spans: readonly Span[]): readonly FieldFault[] =>
  spans
    .filter(({ last, moved }) => moved && last > 65535)
    .map((span) => ({ path: pathTo(workload, span.port.name), message: `${format(span)}: the range ends beyond 65535` }));

/** The fault is at the port that settings moved or added; one fault for each. */
function collisions({ settings }: Installation, workload: Workload, spans: readonly Span[]): readonly FieldFault[] {
  const own = (port: Port): number => settings.additions.ports.findIndex(({ name }) => name === port.name);
  const rank = ({ port, moved }: Span): number => (moved ? 2 : own(port) < 0 ? 0 : 1);
  return [...spans]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((span, index, all): FieldFault[] => {
      const other = all.slice(0, index).find((earlier) => meet(earlier, span));
      if (!other) return [];
      return [
        {
          path: span.moved ? pathTo(workload, span.port.name) : ['additions', 'ports', own(span.port), 'number'],
          message: `${format(span)}: '${other.port.name}' listens on ${format(other)} in the same pods; choose another number`,
        },
      ];
    });
}

const meet = (a: Span, b: Span): boolean => a.port.protocol === b.port.protocol && a.first <= b.last && b.first <= a.last;
