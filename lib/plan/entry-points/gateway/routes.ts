import type { Backend, EntryRoute } from '../../model';
import { backendOf } from '../controllers/backend';
import { customResource, parentsOf } from './parent';
import { routeVersion } from './releases';
import { type GatewayInput, handlings, type RoutedPort } from './routed-ports';

/** ActiveSync keeps requests open for 20 minutes. */
const longestRequest = '20m';

/** The route of each port; none if the release does not serve the kind, which another check reports as a fault. */
export const routesOf = (input: GatewayInput, routed: readonly RoutedPort[]): readonly EntryRoute[] =>
  routed.flatMap((port) => {
    const apiVersion = routeVersion(input.settings.gatewayApi, input.settings.channel, handlings[port.handling].route);
    return apiVersion === undefined ? [] : [routeOf(input, port, apiVersion)];
  });

function routeOf(input: GatewayInput, port: RoutedPort, apiVersion: string): EntryRoute {
  const { installation, name, settings } = input;
  const common = {
    apiVersion,
    entryPoint: name,
    name: `${installation.settings.namePrefix}-${name}-${port.name}`,
    namespace: installation.settings.namespace,
    annotations: customResource,
    parents: parentsOf(input, port),
  };
  const hosts = [...settings.hosts].sort();
  const backends = backendsOf(input, port);
  switch (port.handling) {
    case 'redirect':
      return { ...common, kind: 'HTTPRoute', hosts, action: { kind: 'redirect' }, description: 'Sends browsers from HTTP to HTTPS.' };
    case 'terminate':
      return {
        ...common,
        kind: 'HTTPRoute',
        hosts,
        action: { kind: 'forward', backends, timeout: longestRequest },
        description: "Routes browsers and mobile clients to BlueMind's HTTPS port; ActiveSync keeps requests open for 20 minutes.",
      };
    case 'passthrough':
      return {
        ...common,
        kind: 'TLSRoute',
        hosts,
        backends,
        description: `Passes TLS on ${port.name} through to BlueMind by the name that clients ask for.`,
      };
    case 'tcp':
      return { ...common, kind: 'TCPRoute', backends, description: `Routes connections on ${port.name} to BlueMind.` };
    case 'udp':
      return { ...common, kind: 'UDPRoute', backends, description: `Routes packets on ${port.name} to BlueMind.` };
  }
}

/** Where a route leads: to each workload that serves the port. */
export const backendsOf = (input: GatewayInput, { number, exposed }: RoutedPort): readonly Backend[] =>
  exposed.map((one) => ({ ...backendOf(input, one), port: number })).sort((a, b) => (a.service < b.service ? -1 : 1));
