import { type EntryIngress, type EntryTraefik, listenerTransports, type Plan } from '../../plan/model';
import { listenersOf } from '../listeners';

/** An entry point of Traefik that the plan needs. */
export interface Opening {
  /** Traefik's name for it. */
  readonly name: string;
  /** Number that clients connect to. */
  readonly exposedPort: number;
  /** Number that its pods must listen on. @default - any */
  readonly port?: number;
  /** The transports that Traefik's entry points know. */
  readonly protocol: 'TCP' | 'UDP';
  /** Addresses whose PROXY headers it trusts. */
  readonly trustedIps: readonly string[];
  /** Whether it keeps HTTP requests open for as long as ActiveSync waits. */
  readonly holdsRequests: boolean;
}

/** The chart's own entry points for the web. */
const webNames: Readonly<Record<string, string>> = { http: 'web', https: 'websecure' };

/** What Traefik's own routes need. */
export function routeOpenings({ routes, https, http, trustedProxies }: EntryTraefik): readonly Opening[] {
  const opening = (
    route: { readonly entryPoint: string; readonly number: number; readonly protocol?: Opening['protocol'] },
    holdsRequests: boolean,
  ): Opening => ({
    name: route.entryPoint,
    exposedPort: route.number,
    protocol: route.protocol ?? 'TCP',
    trustedIps: trustedProxies,
    holdsRequests,
  });
  return [...routes.map((route) => opening(route, false)), ...(https ? [opening(https, true)] : []), ...(http ? [opening(http, false)] : [])];
}

/** What an Ingress needs: the two entry points for the web. */
export const ingressOpenings = (plan: Plan, { entryPoint }: EntryIngress): readonly Opening[] =>
  plan.exposures
    .filter((exposure) => exposure.kind === 'exposed' && exposure.entryPoint === entryPoint)
    .map(({ port, number }) => ({
      name: webNames[port] ?? port,
      exposedPort: number,
      protocol: 'TCP',
      trustedIps: [],
      holdsRequests: port === 'https',
    }));

/** What Gateways need: Traefik attaches a listener to the entry point with the same number. */
export const gatewayOpenings = (plan: Plan): readonly Opening[] =>
  listenersOf(plan, 'traefik').map((listener) => ({
    name: webNames[listener.name] ?? listener.name,
    exposedPort: listener.exposedNumber,
    port: listener.number,
    protocol: listenerTransports[listener.protocol],
    trustedIps: [],
    holdsRequests: listener.protocol === 'HTTPS',
  }));

/** One for each name: routes of several entry points may share an entry point of Traefik. */
export const byName = (openings: readonly Opening[]): readonly Opening[] =>
  openings
    .filter(({ name }, index) => openings.findIndex((other) => other.name === name) === index)
    .map((first) => {
      const same = openings.filter(({ name }) => name === first.name);
      return {
        ...first,
        trustedIps: [...new Set(same.flatMap(({ trustedIps }) => trustedIps))].sort(),
        holdsRequests: same.some(({ holdsRequests }) => holdsRequests),
      };
    });
