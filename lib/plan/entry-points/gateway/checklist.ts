import type { Advice, ChecklistItem } from '../../model';
import { annotationSettings, shell, yaml } from '../../snippets';
import { versionNote } from '../../versions';
import { proxyChecklist } from '../client-address/proxy-checklist';
import { implementations, type Use } from './implementations';
import { gatewayOf, listenerHome } from './parent';
import { serverNameOf } from './policies';
import { proxyAddresses } from './proxies';
import { type GatewayInput, handlings, type RoutedPort } from './routed-ports';

/** Manual steps for the Gateway. */
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
    ...[
      ...standingGateway(input, routed).map((advice) => ({ where: `Gateway ${gatewayPath(input)}`, ...advice })),
      ...[...advice, ...clientAddress(input)].map((one) => ({ where: implementation.title, ...one })),
      ...(settings.tls?.kind === 'cert-manager' ? [{ where: 'cert-manager', ...certManager(input) }] : []),
    ].map((item): ChecklistItem => ({ entryPoint: name, owner: 'controller', ...item })),
    ...(terminates ? [{ entryPoint: name, where: 'nginx', owner: 'bluemind', ...backendCertificate(input) } as const] : []),
    ...proxyChecklist(input, proxyAddresses(input)),
  ];
}

const gatewayPath = (input: GatewayInput): string => {
  const { namespace, name } = gatewayOf(input);
  return `${namespace}/${name}`;
};

function standingGateway(input: GatewayInput, routed: readonly RoutedPort[]): readonly Advice[] {
  const { namespace } = input.installation.settings;
  switch (listenerHome(input)) {
    case 'Gateway':
      return [];
    case 'ListenerSet':
      return [
        {
          what: `Let it admit ListenerSets of namespace '${namespace}' (spec.allowedListeners.namespaces): by default it admits none.`,
          snippet: yaml({
            spec: { allowedListeners: { namespaces: { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } } } },
          }),
        },
      ];
    case 'existing':
      return routed.map(({ name, port, number, handling }) => {
        const { protocol, route } = handlings[handling];
        const mode = handling === 'passthrough' ? ' with tls.mode Passthrough' : '';
        const listener = input.settings.existing?.listeners?.[port] ?? name;
        return {
          snippet: yaml({
            spec: {
              listeners: [
                {
                  name: listener,
                  port: number,
                  protocol,
                  ...(handling === 'passthrough' && { tls: { mode: 'Passthrough' } }),
                  allowedRoutes: {
                    kinds: [{ kind: route }],
                    namespaces: { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } },
                  },
                },
              ],
            },
          }),
          what: `Have its listener '${listener}' accept ${protocol}${mode} for ${name} (${number}) and admit ${route}s of namespace '${namespace}' (allowedRoutes).`,
        };
      });
  }
}

/** Envoy sees every peer as the client, or trusts every peer. */
function clientAddress(input: GatewayInput): readonly Advice[] {
  const { settings, name } = input;
  const { trustedProxies, proxyProtocol, sourceRanges, implementation } = settings;
  // It trusts only peers with the configured addresses.
  if (trustedProxies.length > 0 && implementation === 'nginx-gateway-fabric')
    return [
      { what: 'Have the balancer send the PROXY header on every port.', snippet: annotationSettings(name, { 'ANNOTATION-OF-THE-BALANCER': 'true' }) },
    ];
  if (trustedProxies.length > 0)
    return [
      {
        what: `Admit only ${[...trustedProxies].sort().join(', ')} to the Gateway's pods, by loadBalancerSourceRanges of their Service or a NetworkPolicy of their namespace: Envoy trusts the PROXY header of every client. The balancer must send the header on every port.`,
        snippet: yaml({ spec: { loadBalancerSourceRanges: [...trustedProxies].sort() } }),
      },
    ];
  return proxyProtocol || sourceRanges.length > 0
    ? [
        {
          what: `Keep externalTrafficPolicy: Local on the Gateway's Service${implementation === 'envoy-gateway' ? ', as Envoy Gateway sets it' : ''}: with Cluster the Gateway sees a node as the client. Behind a balancer that sends PROXY headers, list the balancer's addresses under trustedProxies instead.`,
          snippet: shell(
            "kubectl get services --all-namespaces --output custom-columns='NAMESPACE:.metadata.namespace,NAME:.metadata.name,POLICY:.spec.externalTrafficPolicy'",
          ),
        },
      ]
    : [];
}

const certManager = (input: GatewayInput): Advice => ({
  what:
    listenerHome(input) === 'ListenerSet'
      ? 'Turn on its support of the Gateway API and of ListenerSets, which it has from 1.20 on: without it no certificate is made.'
      : 'Turn on its support of the Gateway API: without it no certificate is made.',
  snippet: yaml({ config: { enableGatewayAPI: true, ...(listenerHome(input) === 'ListenerSet' && { enableGatewayAPIListenerSet: true }) } }),
});

function backendCertificate(input: GatewayInput): Advice {
  const { caConfigMap } = input.settings.backendTls;
  const authority = caConfigMap === undefined ? "an authority that the Gateway's system trusts" : `the authority in ConfigMap '${caConfigMap}'`;
  const name = serverNameOf(input) ?? 'mail.example.org';
  return {
    snippet: shell(`openssl s_client -connect POD-ADDRESS:443 -servername ${name} </dev/null | openssl x509 -noout -issuer -ext subjectAltName`),
    what: `Its certificate must contain the name ${serverNameOf(input) ?? 'of the host'} and be issued by ${authority}: the Gateway checks it and refuses every other certificate, also a self-signed one.`,
  };
}
