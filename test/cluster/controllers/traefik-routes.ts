import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { traefikRoutes } from '../lab/build';
import type { ControlPlane } from '../lab/control-plane';

/** A way that Traefik would lead connections, as its configuration has it. */
export interface TraefikWay {
  /** Its own entry point; several where a router names several. */
  readonly entryPoint: string;
  readonly layer: 'tcp' | 'http';
  readonly rule: string;
  /** What happens to TLS: it ends here, passes through, or there is none. */
  readonly tls: 'ends' | 'passes through' | 'none';
  /** Where it leads: `10.244.1.10:10025`, `https://10.244.1.10:443`; or `redirect to https`. */
  readonly leadsTo: readonly string[];
  /** Version of the PROXY header that it sends. */
  readonly proxyVersion?: number;
  /** Addresses that it lets in. */
  readonly sourceRanges?: readonly string[];
}

/** What of Traefik's dynamic configuration is looked at. */
interface Configuration {
  readonly http?: Layer;
  readonly tcp?: Layer;
}

interface Layer {
  readonly routers?: Readonly<Record<string, Router>>;
  readonly services?: Readonly<Record<string, Service>>;
  readonly middlewares?: Readonly<Record<string, Middleware>>;
  readonly serversTransports?: Readonly<Record<string, { readonly proxyProtocol?: { readonly version?: number } }>>;
}

interface Router {
  readonly entryPoints?: readonly string[];
  readonly rule: string;
  readonly service: string;
  readonly middlewares?: readonly string[];
  readonly tls?: { readonly passthrough?: boolean };
}

interface Service {
  readonly loadBalancer?: { readonly servers?: readonly { readonly url?: string; readonly address?: string }[]; readonly serversTransport?: string };
  readonly weighted?: { readonly services: readonly { readonly name: string }[] };
}

interface Middleware {
  readonly redirectScheme?: { readonly scheme: string };
  readonly requestRedirect?: { readonly scheme?: string };
  readonly ipAllowList?: { readonly sourceRange: readonly string[] };
}

/** How Traefik is set up. */
export interface TraefikSetup {
  /** Class that it serves. @default - what has none */
  readonly className?: string;
  /** Ports of its entry points by their names, for its Gateway provider. @default - its providers for Ingress and its own kinds run */
  readonly gateway?: Readonly<Record<string, number>>;
}

/** Runs Traefik's own providers against a cluster. */
export async function routesOf({ access }: ControlPlane, { className = '', gateway = {} }: TraefikSetup): Promise<readonly TraefikWay[]> {
  const entryPoints = Object.entries(gateway).map(([name, port]) => `${name}=:${port}`);
  const { stdout } = await promisify(execFile)(traefikRoutes, [access.server, access.tokenFile, access.authorityFile, className, ...entryPoints], {
    maxBuffer: 1 << 26,
    timeout: 60_000,
  });
  const configurations: Readonly<Record<string, Configuration>> = JSON.parse(stdout);
  // Providers name what another provider has as NAME@PROVIDER.
  const middlewares = Object.fromEntries(
    Object.entries(configurations).flatMap(([provider, { http, tcp }]) =>
      Object.entries({ ...http?.middlewares, ...tcp?.middlewares }).flatMap(([name, middleware]) => [
        [name, middleware],
        [`${name}@${provider}`, middleware],
      ]),
    ),
  );
  return Object.values(configurations)
    .flatMap(({ http = {}, tcp = {} }) => [...waysOf('http', { ...http, middlewares }), ...waysOf('tcp', { ...tcp, middlewares })])
    .filter((way) => !refusesByItself(way))
    .toSorted(byPlace);
}

/** A router that the Gateway provider puts before all others, so that TLS for an unknown name has no target. */
const refusesByItself = ({ entryPoint, leadsTo }: TraefikWay): boolean => entryPoint === everyEntryPoint && leadsTo.length === 0;

const everyEntryPoint = 'every entry point';

/** By entry point, then by rule. */
export const byPlace = (a: TraefikWay, b: TraefikWay): number => (`${a.entryPoint} ${a.rule}` < `${b.entryPoint} ${b.rule}` ? -1 : 1);

const waysOf = (layer: 'tcp' | 'http', { routers = {}, ...rest }: Layer): readonly TraefikWay[] =>
  Object.values(routers).flatMap((router) => (router.entryPoints ?? [everyEntryPoint]).map((entryPoint) => wayOf(layer, entryPoint, router, rest)));

function wayOf(
  layer: 'tcp' | 'http',
  entryPoint: string,
  router: Router,
  { services = {}, middlewares = {}, serversTransports = {} }: Layer,
): TraefikWay {
  const { rule, service, tls } = router;
  const through = (router.middlewares ?? []).flatMap((name) => middlewares[name] ?? []);
  const balancers = balancersOf(services, service);
  const transport = balancers[0]?.serversTransport;
  const version = transport === undefined ? undefined : serversTransports[transport]?.proxyProtocol?.version;
  const ranges = through.flatMap(({ ipAllowList }) => ipAllowList?.sourceRange ?? []);
  const redirects = through.some(({ redirectScheme, requestRedirect }) => (redirectScheme ?? requestRedirect)?.scheme === 'https');
  return {
    entryPoint,
    layer,
    rule: rule.replaceAll('"', '`'),
    tls: tls === undefined ? 'none' : tls.passthrough ? 'passes through' : 'ends',
    leadsTo: redirects
      ? ['redirect to https']
      : balancers.flatMap(({ servers = [] }) => servers.map(({ url, address }) => url ?? address ?? '')).toSorted(),
    ...(version !== undefined && { proxyVersion: version }),
    ...(ranges.length > 0 && { sourceRanges: ranges }),
  };
}

/** The balancers of a service, through those that weigh others. */
function balancersOf(services: Readonly<Record<string, Service>>, name: string): readonly NonNullable<Service['loadBalancer']>[] {
  const { loadBalancer, weighted } = services[name] ?? {};
  if (loadBalancer) return [loadBalancer];
  return (weighted?.services ?? []).flatMap((one) => balancersOf(services, one.name));
}
