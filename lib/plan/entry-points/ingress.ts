import type { ExternalPort } from '../../catalogue';
import type { EntryPointSettings, FieldFault } from '../../settings';
import type { ClientAddress } from '../client-address';
import type { EntryIngress, Labels } from '../plan';
import { type EntryPointInput, type EntryPointPlan, type ExposedPort, listNames, wayIn } from './entry-point';
import { controllerFaults, controllerPeers } from './ingress-controller';

type IngressSettings = Extract<EntryPointSettings, { type: 'Ingress' }>;

/** How each controller is told that its backend speaks TLS; long requests are ActiveSync's, which holds them for 20 minutes. */
const backendOverTls: Readonly<Record<IngressSettings['controller'], { readonly ingress?: Labels; readonly service?: Labels }>> = {
  haproxy: { ingress: { 'haproxy.org/server-ssl': 'true', 'haproxy.org/timeout-server': '1200s', 'haproxy.org/timeout-tunnel': '1200s' } },
  'ingress-nginx': {
    ingress: {
      'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
      'nginx.ingress.kubernetes.io/proxy-body-size': '0',
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '1200',
      'nginx.ingress.kubernetes.io/proxy-send-timeout': '1200',
    },
  },
  kong: { service: { 'konghq.com/protocol': 'https', 'konghq.com/read-timeout': '1200000', 'konghq.com/write-timeout': '1200000' } },
  traefik: { service: { 'traefik.ingress.kubernetes.io/service.serversscheme': 'https' } },
  other: {},
};

/** An Ingress for the web: its backend is BlueMind's HTTPS port, since port 80 only redirects to it. */
export function planIngress(input: EntryPointInput<IngressSettings>): EntryPointPlan {
  const { installation, name, settings, exposed } = input;
  const { namePrefix, cluster } = installation.settings;
  const https = exposed.find(({ port }) => port.name === 'https');
  const faults = [...rawTcpFaults(input), ...controllerFaults(input)];
  // The web needs no guard: controllers hand the client's address on in a header of HTTP.
  const clientAddress = (): ClientAddress => ({ kind: 'kept' });
  if (!https) return { entries: [], traffic: [], faults, clientAddress };

  const controller = backendOverTls[settings.controller];
  const { certificate, annotations } = certificateOf(settings, `${namePrefix}-${name}-tls`);
  const service = [namePrefix, https.port.component].join('-');
  const entry: EntryIngress = {
    kind: 'Ingress',
    entryPoint: name,
    name: `${namePrefix}-${name}`,
    namespace: https.workload.namespace,
    description: `Leads browsers from ${settings.hosts.join(', ')} to BlueMind's HTTPS port; port 80 of BlueMind itself only redirects there.`,
    annotations: { ...controller.ingress, ...annotations, ...settings.annotations },
    className: settings.className,
    hosts: [...settings.hosts].sort(),
    certificate,
    backend: { service, port: https.port.number },
  };
  return {
    entries: [entry],
    traffic: [
      wayIn(input, {
        workload: https.workload,
        ports: [https],
        from: controllerPeers(cluster),
        description: `The ingress controller may connect to ${listNames([https])} of workload '${https.workload.name}', to serve Ingress '${name}'.`,
      }),
    ],
    ...(controller.service && { serviceAnnotations: { [https.port.component]: controller.service } }),
    faults,
    clientAddress,
  };
}

function certificateOf({ tls }: IngressSettings, defaultSecret: string): Pick<EntryIngress, 'certificate' | 'annotations'> {
  if (tls?.kind !== 'cert-manager') return { certificate: tls, annotations: {} };
  const key = tls.issuerKind === 'Issuer' ? 'cert-manager.io/issuer' : 'cert-manager.io/cluster-issuer';
  return { certificate: { ...tls, secret: tls.secret ?? defaultSecret }, annotations: { [key]: tls.issuer } };
}

function rawTcpFaults({ installation, name, exposed }: EntryPointInput): readonly FieldFault[] {
  const wayOut = 'expose it through a LoadBalancer or NodePort';
  const why = ({ port }: ExposedPort): string | undefined => {
    if (port.name === 'https') return undefined;
    if (port.name === 'http')
      return exposed.some((other) => other.port.name === 'https')
        ? undefined
        : `an Ingress leads to BlueMind's HTTPS port and serves http beside it; expose https through '${name}' too`;
    const known = installation.catalogue.ports.find((other): other is ExternalPort => other.name === port.name && other.audience === 'external');
    return known && known.encryption !== 'implicit-tls'
      ? `'${port.name}' begins in clear text, so there is no host name by which an Ingress could route it; ${wayOut}`
      : `'${port.name}' is no HTTP, and an Ingress carries nothing else; ${wayOut}`;
  };
  return exposed.flatMap((one) => {
    const message = why(one);
    return message === undefined ? [] : [{ path: ['expose', one.port.name], message }];
  });
}
