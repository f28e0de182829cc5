import type { Connection, EdgeConnection } from '../../catalogue';
import type { Installation } from '../../settings';
import type { PlannedConnection, PlannedServer } from '../model';

/** Whether a connection crosses the network: it does not use 127.0.0.1, or no longer does. */
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

/** Between an edge server and the inside there are only the connections of the edge server, and edge servers do not connect to each other. */
function isMade(installation: Installation, connection: Connection | EdgeConnection, source: PlannedServer, destination: PlannedServer): boolean {
  const overBorder = 'direction' in connection ? connection.direction : undefined;
  if (source.kind !== 'edge' && destination.kind !== 'edge') return overBorder === undefined && crossesNetwork(installation, connection);
  if (source.kind === 'edge' && destination.kind === 'edge') return false;
  if (source.kind !== 'edge') return overBorder === 'outward';
  // An edge server whose configuration was rewritten uses components inside that it does not run itself.
  const isRewritten = connection.loopback === true && crossesNetwork(installation, connection) && !source.components.includes(connection.to);
  return overBorder === 'inward' || isRewritten;
}
