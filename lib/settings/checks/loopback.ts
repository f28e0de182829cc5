import type { FieldFault } from '../faults';
import type { Installation } from '../installation';

/** Components that talk over 127.0.0.1 share their pods, unless BlueMind's configuration was rewritten. */
export function checkLoopback({ catalogue, workloads, settings }: Installation): readonly FieldFault[] {
  const loopback = catalogue.connections.filter(({ from, to, loopback: isLoopback }) => isLoopback && from !== to);
  const pairs = new Map(loopback.map((connection) => [`${connection.from} ${connection.to}`, connection]));
  const homesOf = (component: string) => workloads.filter(({ components }) => components.includes(component));
  const isRewritten = (from: string, to: string) => settings.rewrittenConnections.some((pair) => pair.from === from && pair.to === to);

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
  const known = [...pairs.values()].map(({ from, to }) => `${from} to ${to}`).join(', ');
  const unknown = settings.rewrittenConnections.flatMap(({ from, to }, index): FieldFault[] =>
    pairs.has(`${from} ${to}`)
      ? []
      : [{ path: ['rewrittenConnections', index], message: `'${from}' does not reach '${to}' over 127.0.0.1; those that do: ${known}` }],
  );
  return [...split, ...unknown];
}
