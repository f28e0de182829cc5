import type { Connection, EdgeConnection } from '../../catalogue';
import type { Installation } from '../../settings';
import type { PlannedConnection, PlannedServer } from '../model';

/** Whether a connection crosses the network: not over 127.0.0.1, or no longer. */
export const crossesNetwork = ({ settings }: Pick<Installation, 'settings'>, { from, to, loopback }: Connection): boolean =>
  !loopback || settings.rewrittenConnections.some((pair) => pair.from === from && pair.to === to);

/** BlueMind's connections that cross the network, by workload. */
export const planConnections = (installation: Installation, servers: readonly PlannedServer[]): readonly PlannedConnection[] => {
  const { connections, edge } = installation.catalogue;
  return [...connections, ...edge.connections].flatMap((connection) => {
    const { from, to, port, description } = connection;
    return servers
      .filter(({ components }) => components.includes(from))
      .flatMap((source) =>
        servers
          .filter((destination) => destination.components.includes(to) && isMade(installation, connection, source, destination))
          .map((destination) => ({ from, fromWorkload: source.name, to, toWorkload: destination.name, port, description })),
      );
  });
};

/** Over the border of an edge server go its own connections alone, and edge servers have nothing to say to each other. */
function isMade(installation: Installation, connection: Connection | EdgeConnection, source: PlannedServer, destination: PlannedServer): boolean {
  const overBorder = 'direction' in connection ? connection.direction : undefined;
  if (source.kind !== 'edge' && destination.kind !== 'edge') return overBorder === undefined && crossesNetwork(installation, connection);
  if (source.kind === 'edge' && destination.kind === 'edge') return false;
  if (source.kind !== 'edge') return overBorder === 'outward';
  // An edge server whose configuration was rewritten finds inside what it lacks itself.
  const isRewritten = connection.loopback === true && crossesNetwork(installation, connection) && !source.components.includes(connection.to);
  return overBorder === 'inward' || isRewritten;
}
