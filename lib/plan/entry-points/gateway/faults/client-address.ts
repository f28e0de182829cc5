import { type Implementation, implementations } from '../implementations';
import { listenerHome } from '../parent';
import type { GatewayInput } from '../routed-ports';
import { at, type Check, namesOf, quoted, using, when } from './check';

/** Faults about the client address before, at and behind the Gateway; each implementation has its own objects for it. */
export const clientAddressFaults: Check = (input, routed) => [
  ...(implementations[input.settings.implementation].sendsProxyHeadersBy ? proxyProtocolFaults : unsentFaults)(input, routed),
  ...(implementations[input.settings.implementation].takesProxyHeadersBy ? trustedProxiesFaults : untakenFaults)(input, routed),
  ...(input.settings.implementation === 'envoy-gateway' ? sourceRangeFaults : unheldFaults)(input, routed),
];

/** `envoy-gateway, istio and kgateway`: the known implementations. */
const those = (hasIt: (implementation: Implementation) => boolean): string =>
  Object.entries(implementations)
    .filter(([, implementation]) => hasIt(implementation))
    .map(([name]) => name)
    .sort()
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' and ');

const unsentFaults: Check = (input) =>
  when(
    input.settings.proxyProtocol !== undefined,
    at(input, 'proxyProtocol'),
    `is rendered only for ${those(({ sendsProxyHeadersBy }) => sendsProxyHeadersBy !== undefined)}, and ${titleOf(input)} is not known to send PROXY headers; remove it, and expose the mail ports through a LoadBalancer with externalTrafficPolicy: Local`,
  );

const untakenFaults: Check = (input) =>
  when(
    input.settings.trustedProxies.length > 0,
    at(input, 'trustedProxies'),
    `can be configured only for ${those(({ takesProxyHeadersBy }) => takesProxyHeadersBy !== undefined)}; remove it, and configure ${titleOf(input)} yourself to expect PROXY headers`,
  );

const unheldFaults: Check = (input) =>
  when(
    input.settings.sourceRanges.length > 0,
    at(input, 'sourceRanges'),
    `is rendered only for envoy-gateway (its SecurityPolicy); remove it, and restrict the clients in front of ${titleOf(input)}, or expose the ports through a LoadBalancer with sourceRanges`,
  );

const titleOf = ({ settings }: GatewayInput): string => implementations[settings.implementation].title;

const proxyProtocolFaults: Check = (input, routed) => {
  const { ports, targetPorts } = input.settings.proxyProtocol ?? { targetPorts: {} };
  const answered = namesOf(using(routed, 'redirect'));
  const isSent = (name: string) => input.exposed.some(({ port, proxyListener }) => port.name === name && proxyListener);
  // A port whose transport cannot carry a header is a fault in every place that names it.
  const streams = namesOf(routed.filter(({ handling }) => handling !== 'udp'));
  const unsent = streams.filter((name) => name in targetPorts && !isSent(name));
  const ended = input.settings.implementation === 'istio' ? namesOf(using(routed, 'terminate')).filter(isSent) : [];
  const whyUnsent = (name: string): string => {
    if (answered.includes(name)) return 'the Gateway answers it itself; remove this line';
    if (ports) return 'ports does not name it; remove this line, or name it there';
    return 'TLS ends at the Gateway, which sends the address in an HTTP header; remove this line, or list the ports under ports';
  };
  return [
    ...when(
      ended.length > 0,
      at(input, 'proxyProtocol', 'ports'),
      `'https' ends at the Gateway, and it is not known whether Istio reads a BackendTLSPolicy in addition to the DestinationRule that sends the header; remove it, since the address is in an HTTP header anyway`,
    ),
    ...(ports ?? [])
      .filter((name) => answered.includes(name))
      .map((name) => ({
        path: at(input, 'proxyProtocol', 'ports'),
        message: `'${name}' is answered by the Gateway itself, which redirects browsers to https; remove it`,
      })),
    ...unsent.map((name) => ({ path: at(input, 'proxyProtocol', 'targetPorts', name), message: `'${name}' is sent no header: ${whyUnsent(name)}` })),
  ];
};

const sourceRangeFaults: Check = (input, routed) => {
  const unguarded = namesOf(using(routed, 'passthrough', 'udp'));
  return when(
    input.settings.sourceRanges.length > 0 && unguarded.length > 0,
    at(input, 'sourceRanges'),
    `cannot apply to ${quoted(unguarded)}: the SecurityPolicy of Envoy Gateway supports HTTPRoutes and TCPRoutes, but not TLSRoutes and UDPRoutes (envoyproxy/gateway#6704, #9832); set tlsMode: terminate for https, and expose the others through an entry point without hosts, where TLS is plain TCP, or through a LoadBalancer with sourceRanges`,
  );
};

const trustedProxiesFaults: Check = (input) => {
  const { trustedProxies, gatewayApi, implementation } = input.settings;
  const home = listenerHome(input);
  const path = at(input, 'trustedProxies');
  return [
    ...when(
      trustedProxies.length > 0 && home === 'existing',
      path,
      'is for your own listeners; the owner of the Gateway must make its listeners expect PROXY headers',
    ),
    ...when(
      trustedProxies.length > 0 && home === 'ListenerSet' && implementation === 'kgateway',
      path,
      'is set by a ListenerPolicy, which applies only to Gateways; give className for a Gateway of your own, or ask the owner of the Gateway to make it expect PROXY headers',
    ),
    ...when(
      trustedProxies.length > 0 && home === 'ListenerSet' && gatewayApi !== '1.6' && implementation === 'envoy-gateway',
      path,
      'is set by a ClientTrafficPolicy, which supports ListenerSets from Envoy Gateway 1.9 on, built on Gateway API 1.6; set gatewayApi: "1.6", or give className for a Gateway of your own',
    ),
  ];
};
