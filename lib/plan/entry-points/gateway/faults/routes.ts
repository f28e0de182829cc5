import type { FieldFault } from '../../../../settings';
import type { RouteKind } from '../../../model';
import { implementations } from '../implementations';
import { routeVersion, standardSince } from '../releases';
import { handlings } from '../routed-ports';
import { at, type Check, namesOf, quoted } from './check';

/** Kinds of routes, with alternatives if a release or an implementation lacks them. */
const waysOut: Readonly<Record<RouteKind, string>> = {
  HTTPRoute: '',
  TLSRoute: 'end TLS of https at the Gateway (tlsMode: terminate) and expose the others through a LoadBalancer',
  TCPRoute: 'expose them through a LoadBalancer',
  UDPRoute: 'expose them through a LoadBalancer',
};

/** Routes that the release, its channel or the implementation lacks. */
export const routeFaults: Check = (input, routed) => {
  const { gatewayApi, channel, implementation } = input.settings;
  const { title, withoutStreams } = implementations[implementation];
  return (['TLSRoute', 'TCPRoute', 'UDPRoute'] as const).flatMap((kind): readonly FieldFault[] => {
    const ports = routed.filter(({ handling }) => handlings[handling].route === kind);
    if (ports.length === 0) return [];
    const need = `${quoted(namesOf(ports))} need${namesOf(ports).length > 1 ? '' : 's'} a ${kind}`;
    if (routeVersion(gatewayApi, channel, kind) === undefined)
      return [
        {
          path: at(input, 'channel'),
          message: `${need}, which the standard channel has from Gateway API ${standardSince(kind)} on, not in ${gatewayApi}; install the experimental channel and set channel: experimental, or set gatewayApi: "${standardSince(kind)}", or ${waysOut[kind]}`,
        },
      ];
    const unread = kind === 'TLSRoute' ? undefined : withoutStreams?.(input.settings);
    return unread === undefined
      ? []
      : [{ path: at(input, 'implementation'), message: `${need}, but ${title} ${unread}; ${waysOut[kind]}, or use another implementation` }];
  });
};
