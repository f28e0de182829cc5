import type { FieldFault, FieldPath } from '../../../settings';
import type { EntryHaproxy, EntryIngressNginx, PlannedEntry } from '../../model';
import { configMapOf } from './config-map';

/** Something of a controller that only one port can have. */
interface Claim {
  /** What it is, in words. */
  readonly what: string;
  /** Which object uses it, in words that follow `what`. */
  readonly taken: string;
  /** Number that clients connect to, if the claim depends on it. */
  readonly number?: number;
  /** The controller's class, if it is known: different classes mean different controllers. */
  readonly className: string | undefined;
  /** Names by which its connections are distinguished; without names no other port can share it. */
  readonly hosts: readonly string[];
  readonly path: FieldPath;
  readonly wayOut: string;
}

/** Ports that would use the same port of the same controller and could not be distinguished there. */
export function controllerCollisionFaults(entries: readonly PlannedEntry[]): readonly FieldFault[] {
  const claims = entries.flatMap(claimsOf);
  const alike = claims.flatMap((claim, index) => {
    const other = claims.slice(0, index).find((earlier) => lookAlike(earlier, claim));
    return other
      ? [{ path: claim.path, message: `${claim.what} ${other.taken} already, and the controller could not distinguish the two; ${claim.wayOut}` }]
      : [];
  });
  return [...alike, ...twoNumbersFaults(claims), ...sameConfigMapFaults(entries), ...entries.flatMap(takenByHaproxy)];
}

/** An entry point of Traefik listens on one number, independently of the names by which its connections are distinguished. */
const twoNumbersFaults = (claims: readonly Claim[]): readonly FieldFault[] =>
  claims.flatMap((claim, index) => {
    const other = claims
      .slice(0, index)
      .find(
        ({ what, className, number }) =>
          what === claim.what && className === claim.className && number !== claim.number && claim.number !== undefined,
      );
    return other && !lookAlike(other, claim)
      ? [
          {
            path: claim.path,
            message: `${claim.what} ${other.taken} on ${other.number} already and cannot listen on ${claim.number} too; ${claim.wayOut}`,
          },
        ]
      : [];
  });

/** Two controllers, of two kinds or classes, each read their own ConfigMap: the one that is applied last would replace the other. */
const sameConfigMapFaults = (entries: readonly PlannedEntry[]): readonly FieldFault[] =>
  entries.flatMap((entry, index) => {
    const own = configMapOf(entry);
    const other = entries.slice(0, index).find((earlier) => {
      const taken = configMapOf(earlier);
      return own !== undefined && taken?.name === own.name && taken.namespace === own.namespace && !readAlike(earlier, entry);
    });
    return own && other
      ? [
          {
            path: ['entryPoints', entry.entryPoint, 'configMap'],
            message: `the ConfigMap '${own.namespace}/${own.name}' is filled by '${other.entryPoint}' already, for another controller; give another name`,
          },
        ]
      : [];
  });

/** Whether one controller reads both; for this case another fault already says that only one entry point can fill its ConfigMap. */
const readAlike = (a: PlannedEntry, b: PlannedEntry): boolean =>
  a.kind === b.kind && 'className' in a && 'className' in b && a.className === b.className;

/** Numbers on which the pods of HAProxy's controller already listen: for the web, health, statistics and profiles. */
const ownNumbersOfHaproxy: readonly number[] = [1024, 1042, 6060, 8080, 8443];

const takenByHaproxy = (entry: PlannedEntry): readonly FieldFault[] =>
  entry.kind === 'HAProxy'
    ? entry.routes
        .filter(({ bindPort }) => ownNumbersOfHaproxy.includes(bindPort))
        .map(({ name, bindPort }) => ({
          path: ['entryPoints', entry.entryPoint, 'bindPorts', name],
          message: `${bindPort}: the controller itself listens on it (${ownNumbersOfHaproxy.join(', ')}); give another number`,
        }))
    : [];

const lookAlike = (a: Claim, b: Claim): boolean =>
  a.what === b.what &&
  a.className === b.className &&
  (a.hosts.length === 0 || b.hosts.length === 0 || a.hosts.some((host) => b.hosts.includes(host)));

function claimsOf(entry: PlannedEntry): readonly Claim[] {
  switch (entry.kind) {
    case 'Traefik': {
      const { routes, https, http, entryPoint: name, className } = entry;
      const ports = [...routes, ...(https ? [{ ...https, name: 'https' }] : []), ...(http ? [{ ...http, name: 'http' }] : [])];
      return ports.map(({ name: port, entryPoint, hosts, number }) => ({
        what: `Traefik's entry point '${entryPoint}'`,
        number,
        taken: `leads '${port}' of '${name}'`,
        className,
        hosts,
        path: ['entryPoints', name, 'entryPoints', port],
        wayOut: 'name another',
      }));
    }
    case 'HAProxy': {
      const { routes, tcp, entryPoint, className } = entry;
      const ports = routes.map(({ name: port, bindPort }) => ({
        what: `port ${bindPort} of HAProxy's pods`,
        taken: `leads '${port}' of '${entryPoint}'`,
        className,
        hosts: [],
        path: ['entryPoints', entryPoint, 'bindPorts', port],
        wayOut: 'give another number',
      }));
      return [...ports, ...(tcp.kind === 'config-map' && routes.length > 0 ? [configMapClaim(entry)] : [])];
    }
    case 'IngressNginx':
      return entry.routes.length > 0 ? [configMapClaim(entry)] : [];
    default:
      return [];
  }
}

const configMapClaim = ({ kind, entryPoint, className }: EntryHaproxy | EntryIngressNginx): Claim => ({
  what: `the one ConfigMap of TCP ports that ${kind} reads`,
  taken: `is filled by '${entryPoint}'`,
  className,
  hosts: [],
  path: ['entryPoints', entryPoint, 'configMap'],
  wayOut: 'expose all of them through one entry point, or give className if there are two controllers',
});
