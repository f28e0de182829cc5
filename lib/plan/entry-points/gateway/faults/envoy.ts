import { implementations } from '../implementations';
import { listenerHome } from '../parent';
import { at, type Check, namesOf, quoted, using, when } from './check';

/** What is told to Envoy Gateway by objects of its own, and what these cannot do. */
export const envoyFaults: Check = (input, routed) => {
  const checks = input.settings.implementation === 'envoy-gateway' ? [proxyProtocolFaults, sourceRangeFaults, trustedProxiesFaults] : [otherFaults];
  return checks.flatMap((check) => check(input, routed));
};

const otherFaults: Check = (input) => {
  const { proxyProtocol, trustedProxies, sourceRanges, implementation } = input.settings;
  const { title } = implementations[implementation];
  const alone = (policy: string, wayOut: string) => `is rendered for envoy-gateway alone (its ${policy}); remove it, and ${wayOut}`;
  return [
    ...when(
      proxyProtocol !== undefined,
      at(input, 'proxyProtocol'),
      alone('BackendTrafficPolicy', 'expose the mail ports through a LoadBalancer with externalTrafficPolicy: Local'),
    ),
    ...when(
      trustedProxies.length > 0,
      at(input, 'trustedProxies'),
      alone('ClientTrafficPolicy', `have ${title} expect PROXY headers by its own means`),
    ),
    ...when(
      sourceRanges.length > 0,
      at(input, 'sourceRanges'),
      alone('SecurityPolicy', `hold strangers off before ${title}, or expose the ports through a LoadBalancer with sourceRanges`),
    ),
  ];
};

const proxyProtocolFaults: Check = (input, routed) => {
  const { ports, targetPorts } = input.settings.proxyProtocol ?? { targetPorts: {} };
  const answered = namesOf(using(routed, 'redirect'));
  const isSent = (name: string) => input.exposed.some(({ port, proxyListener }) => port.name === name && proxyListener);
  // What has no header for want of a transport that carries one is told wherever it is named.
  const streams = namesOf(routed.filter(({ handling }) => handling !== 'udp'));
  const unsent = streams.filter((name) => name in targetPorts && !isSent(name));
  const whyUnsent = (name: string): string => {
    if (answered.includes(name)) return 'the Gateway answers it itself; remove this line';
    if (ports) return 'ports does not name it; remove this line, or name it there';
    return 'TLS ends at the Gateway, which hands the address on in HTTP; remove this line, or list the ports under ports';
  };
  return [
    ...(ports ?? [])
      .filter((name) => answered.includes(name))
      .map((name) => ({
        path: at(input, 'proxyProtocol', 'ports'),
        message: `'${name}' is answered by the Gateway itself, which sends browsers on to https; remove it`,
      })),
    ...unsent.map((name) => ({ path: at(input, 'proxyProtocol', 'targetPorts', name), message: `'${name}' is sent no header: ${whyUnsent(name)}` })),
  ];
};

const sourceRangeFaults: Check = (input, routed) => {
  const unguarded = namesOf(using(routed, 'passthrough', 'udp'));
  return when(
    input.settings.sourceRanges.length > 0 && unguarded.length > 0,
    at(input, 'sourceRanges'),
    `cannot hold for ${quoted(unguarded)}: the SecurityPolicy of Envoy Gateway takes HTTPRoutes and TCPRoutes, no TLSRoutes and UDPRoutes (envoyproxy/gateway#6704, #9832); set tlsMode: terminate for https, and expose the others through an entry point without hosts, where TLS is plain TCP, or through a LoadBalancer with sourceRanges`,
  );
};

const trustedProxiesFaults: Check = (input) => {
  const { trustedProxies, gatewayApi } = input.settings;
  const home = listenerHome(input);
  const path = at(input, 'trustedProxies');
  return [
    ...when(
      trustedProxies.length > 0 && home === 'existing',
      path,
      'is for listeners of your own; whoever keeps the Gateway has its listeners expect PROXY headers',
    ),
    ...when(
      trustedProxies.length > 0 && home === 'ListenerSet' && gatewayApi !== '1.6',
      path,
      'is set by a ClientTrafficPolicy, which takes a ListenerSet from Envoy Gateway 1.9 on, built on Gateway API 1.6; go there, or give className for a Gateway of your own',
    ),
  ];
};
