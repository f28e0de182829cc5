import type { ChecklistItem } from '../../model';
import { versionNote } from '../../versions';
import { proxyChecklist } from '../client-address/proxy-checklist';
import { implementations, type Use } from './implementations';
import { gatewayOf, listenerHome } from './parent';
import { serverNameOf } from './policies';
import { proxyAddresses } from './proxies';
import { type GatewayInput, handlings, type RoutedPort } from './routed-ports';

/** What must be done by hand for the Gateway to work. */
export function gatewayChecklist(input: GatewayInput, routed: readonly RoutedPort[]): readonly ChecklistItem[] {
  const { name, settings } = input;
  const implementation = implementations[settings.implementation];
  const streams = routed.some(({ handling }) => handling === 'tcp' || handling === 'udp');
  const terminates = routed.some(({ handling }) => handling === 'terminate');
  const numbers = [...new Set(routed.map(({ listenerNumber }) => listenerNumber))].sort((a, b) => a - b);
  const use: Use = {
    gatewayApi: settings.gatewayApi,
    streams,
    listenerSet: listenerHome(input) === 'ListenerSet',
    terminates,
    sendsProxyHeaders: routed.some(({ exposed }) => exposed.some(({ proxyListener }) => proxyListener)),
    trustedProxies: [...settings.trustedProxies].sort(),
    numbers,
  };
  const advice = [...(implementation.versions?.(use) ?? []).map(versionNote), ...(implementation.advice?.(use) ?? [])];
  return [
    ...standingGateway(input, routed).map((what) => ({ entryPoint: name, where: `Gateway ${gatewayPath(input)}`, what })),
    ...advice.map((what) => ({ entryPoint: name, where: implementation.title, what })),
    ...clientAddress(input).map((what) => ({ entryPoint: name, where: implementation.title, what })),
    ...(settings.tls?.kind === 'cert-manager' ? [{ entryPoint: name, where: 'cert-manager', what: certManager(input) }] : []),
    ...(terminates ? [{ entryPoint: name, where: 'nginx', what: backendCertificate(input) }] : []),
    ...proxyChecklist(input, proxyAddresses(input)),
  ];
}

const gatewayPath = (input: GatewayInput): string => {
  const { namespace, name } = gatewayOf(input);
  return `${namespace}/${name}`;
};

function standingGateway(input: GatewayInput, routed: readonly RoutedPort[]): readonly string[] {
  const { namespace } = input.installation.settings;
  switch (listenerHome(input)) {
    case 'Gateway':
      return [];
    case 'ListenerSet':
      return [`Have it admit ListenerSets of namespace '${namespace}' (spec.allowedListeners.namespaces): by default it admits none.`];
    case 'existing':
      return routed.map(({ name, port, number, handling }) => {
        const { protocol, route } = handlings[handling];
        const mode = handling === 'passthrough' ? ' with tls.mode Passthrough' : '';
        return `Have its listener '${input.settings.existing?.listeners?.[port] ?? name}' take ${protocol}${mode} for ${name} (${number}) and admit ${route}s of namespace '${namespace}' (allowedRoutes).`;
      });
  }
}

/** Envoy takes whoever connects for the client, or believes whoever connects. */
function clientAddress({ settings }: GatewayInput): readonly string[] {
  const { trustedProxies, proxyProtocol, sourceRanges, implementation } = settings;
  // It believes those alone whose addresses it is told.
  if (trustedProxies.length > 0 && implementation === 'nginx-gateway-fabric') return ['Have the balancer send the PROXY header on every port.'];
  if (trustedProxies.length > 0)
    return [
      `Admit nobody but ${[...trustedProxies].sort().join(', ')} to the Gateway's pods, by loadBalancerSourceRanges of their Service or a NetworkPolicy of their namespace: Envoy believes the PROXY header of whoever connects. The balancer must send the header on every port.`,
    ];
  return proxyProtocol || sourceRanges.length > 0
    ? [
        `Keep externalTrafficPolicy: Local on the Gateway's Service${implementation === 'envoy-gateway' ? ', as Envoy Gateway makes it' : ''}: with Cluster it takes a node for the client. Behind a balancer that sends PROXY headers, list the balancer's addresses under trustedProxies instead.`,
      ]
    : [];
}

const certManager = (input: GatewayInput): string =>
  listenerHome(input) === 'ListenerSet'
    ? 'Turn on its support of the Gateway API and of ListenerSets, which it has from 1.20 on: without it no certificate is made.'
    : 'Turn on its support of the Gateway API: without it no certificate is made.';

function backendCertificate(input: GatewayInput): string {
  const { caConfigMap } = input.settings.backendTls;
  const authority = caConfigMap === undefined ? "an authority that the Gateway's system trusts" : `the authority in ConfigMap '${caConfigMap}'`;
  return `Its certificate must hold the name ${serverNameOf(input) ?? 'of the host'} and come from ${authority}: the Gateway checks it and refuses any other, a self-signed one too.`;
}
