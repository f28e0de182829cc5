import { Construct } from 'constructs';
import type { EntryTraefik, Plan, TraefikHttp, TraefikHttps, TraefikRoute } from '../../../plan/model';
import { EntryPointCertificate } from '../certificate';
import { matchHosts, matchNames } from './match';
import { ServersTransport } from './servers-transport';
import { TraefikObject, type TraefikObjectProps } from './traefik-object';

/** The routes of an entry point through Traefik, one construct for each object. */
export class TraefikRoutes extends Construct {
  constructor(scope: Construct, id: string, plan: Plan, entry: EntryTraefik) {
    super(scope, id);
    for (const object of [...allowLists(entry), ...proxyTransports(entry), ...entry.routes.map((route) => tcpRoute(entry, route))])
      new TraefikObject(this, plan, entry, object);
    const { https, http } = entry;
    if (https) {
      new ServersTransport(this, plan, entry, https.serversTransport);
      new TraefikObject(this, plan, entry, httpsRoute(entry, https));
      const { certificate, hosts } = https;
      if (certificate?.kind === 'cert-manager' && certificate.secret !== undefined)
        new EntryPointCertificate(this, 'certificate', plan, { entry, certificate, secret: certificate.secret, hosts });
    }
    if (http) new TraefikObject(this, plan, entry, httpRoute(entry, http));
  }
}

const allowListName = (entry: EntryTraefik): string => `${entry.name}-allow`;
const proxyTransportName = (entry: EntryTraefik, version: string): string => `${entry.name}-proxy-${version}`;

/** Raw TCP and HTTP each have their own kind of middleware. */
function allowLists(entry: EntryTraefik): readonly TraefikObjectProps[] {
  if (entry.sourceRanges.length === 0) return [];
  const kinds = [...(entry.routes.length > 0 ? (['MiddlewareTCP'] as const) : []), ...(entry.https || entry.http ? (['Middleware'] as const) : [])];
  return kinds.map((kind) => ({
    kind,
    name: allowListName(entry),
    description: `Traefik admits ${entry.sourceRanges.join(', ')} and no other clients.`,
    spec: { ipAllowList: { sourceRange: [...entry.sourceRanges] } },
  }));
}

/** The transport requests the header: the field with the same meaning beside the Service is deprecated. */
function proxyTransports(entry: EntryTraefik): readonly TraefikObjectProps[] {
  const versions = [...new Set(entry.routes.flatMap(({ proxyVersion }) => (proxyVersion ? [proxyVersion] : [])))].sort();
  return versions.map((version) => ({
    kind: 'ServersTransportTCP',
    name: proxyTransportName(entry, version),
    description: `Traefik sends BlueMind the client's address in a PROXY header, version ${version.slice(1)}.`,
    spec: { proxyProtocol: { version: Number(version.slice(1)) } },
  }));
}

const className = ({ className: name }: EntryTraefik) => (name === undefined ? {} : { ingressClassName: name });

const middlewares = (entry: EntryTraefik) => (entry.sourceRanges.length > 0 ? { middlewares: [{ name: allowListName(entry) }] } : {});

/** TLS never ends here: connections that begin with TLS are passed through to BlueMind, by name or all of them. */
function tcpRoute(entry: EntryTraefik, { name, number, entryPoint, hosts, backend, proxyVersion }: TraefikRoute): TraefikObjectProps {
  const service = {
    name: backend.service,
    port: backend.port,
    ...(proxyVersion && { serversTransport: proxyTransportName(entry, proxyVersion) }),
  };
  const whom = hosts.length > 0 ? `TLS clients that ask for ${hosts.join(', ')}` : 'every connection';
  return {
    kind: 'IngressRouteTCP',
    name: `${entry.name}-${name}`,
    description: `Routes ${whom} on Traefik's entry point '${entryPoint}' to BlueMind's ${name} (${number}).`,
    spec: {
      ...className(entry),
      entryPoints: [entryPoint],
      routes: [{ match: matchNames(hosts), ...middlewares(entry), services: [service] }],
      ...(hosts.length > 0 && { tls: { passthrough: true } }),
    },
  };
}

function httpsRoute(entry: EntryTraefik, { entryPoint, hosts, backend, serversTransport, certificate }: TraefikHttps): TraefikObjectProps {
  return {
    kind: 'IngressRoute',
    name: `${entry.name}-https`,
    description: `Routes browsers from ${hosts.join(', ')} to BlueMind's HTTPS port; TLS ends at Traefik, which opens a new TLS connection to BlueMind.`,
    spec: {
      ...className(entry),
      entryPoints: [entryPoint],
      routes: [routeOfHosts(entry, hosts, { name: backend.service, port: backend.port, scheme: 'https', serversTransport: serversTransport.name })],
      tls: certificate?.secret === undefined ? {} : { secretName: certificate.secret },
    },
  };
}

/** BlueMind's own port 80 redirects to HTTPS, and challenges for a certificate of its own arrive there. */
function httpRoute(entry: EntryTraefik, { entryPoint, hosts, backend }: TraefikHttp): TraefikObjectProps {
  return {
    kind: 'IngressRoute',
    name: `${entry.name}-http`,
    description: `Routes ${hosts.join(', ')} to BlueMind's HTTP port, which redirects to HTTPS and answers the challenges for its certificate.`,
    spec: {
      ...className(entry),
      entryPoints: [entryPoint],
      routes: [routeOfHosts(entry, hosts, { name: backend.service, port: backend.port, scheme: 'http' })],
    },
  };
}

/** All paths of the hosts to one service. */
const routeOfHosts = (entry: EntryTraefik, hosts: readonly string[], service: Readonly<Record<string, unknown>>) => ({
  kind: 'Rule',
  match: matchHosts(hosts),
  ...middlewares(entry),
  services: [service],
});
