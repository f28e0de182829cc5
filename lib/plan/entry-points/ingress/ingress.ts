import type { Labels } from '../../../base/labels';
import { type ExternalPort, longestRequest } from '../../../catalogue';
import type { EntryPointSettings, FieldFault } from '../../../settings';
import type { Backend, ChecklistItem, ClientAddress, EntryIngress } from '../../model';
import { shell } from '../../snippets';
import { backendOf } from '../controllers/backend';
import { backendTlsFaults, backendTlsOf } from '../controllers/backend-tls';
import { controllerFaults, controllerPeers } from '../controllers/peers';
import { type EntryPointInput, type EntryPointPlan, type ExposedPort, listNames, wayIn } from '../entry-point';
import { webEntryPoints } from '../traefik/names';
import { traefikRedirect } from '../traefik/redirect';
import { traefikServersTransport } from '../traefik/servers-transport';
import { controllerAnnotations, type IngressController } from './annotations';
import { issuerAnnotations, withSecret } from './certificate';
import { otherControllerItems } from './other';

type IngressSettings = Extract<EntryPointSettings, { type: 'Ingress' }>;

/** Entry points whose web goes through an Ingress. */
type WithIngress = Extract<EntryPointSettings, { type: 'Ingress' | 'HAProxy' | 'IngressNginx' }>;

/** An Ingress for the web: its backend is BlueMind's HTTPS port, since port 80 only redirects to it. */
export function planIngress(input: EntryPointInput<IngressSettings>): EntryPointPlan {
  const { installation, name, settings, exposed } = input;
  const https = exposed.find(({ port }) => port.name === 'https');
  const faults = [...rawTcpFaults(input), ...controllerFaults(input), ...checkFaults(input)];
  // The web needs no check: controllers send the client address in an HTTP header.
  const clientAddress = (): ClientAddress => ({ kind: 'kept' });
  if (!https) return { entries: [], traffic: [], faults, clientAddress };

  const { entry, serviceAnnotations } = webIngress(input, https, settings.controller, `${installation.settings.namePrefix}-${name}`);
  return {
    entries: [entry],
    traffic: wayIn(input, {
      workload: https.workload,
      ports: [https],
      from: controllerPeers(installation.settings.cluster),
      description: `The ingress controller may connect to ${listNames([https])} of workload '${https.workload.name}', to serve Ingress '${name}'.`,
    }),
    ...(serviceAnnotations && { serviceAnnotations: { [https.port.component]: serviceAnnotations } }),
    faults,
    clientAddress,
    checklist: checklistOf(entry),
  };
}

/** The Ingress, and what its controller reads from the annotations of the Service behind it. */
export function webIngress(
  input: EntryPointInput<WithIngress>,
  https: ExposedPort,
  controller: IngressController,
  name: string,
): { readonly entry: EntryIngress; readonly serviceAnnotations?: Labels } {
  const { settings } = input;
  const backend: Backend = backendOf(input, https);
  const certificate = withSecret(settings.tls, `${input.installation.settings.namePrefix}-${input.name}-tls`);
  const serversTransport = traefikServersTransport(name, settings);
  const annotations = controllerAnnotations[controller]({
    namespace: https.workload.namespace,
    service: backend.service,
    serversTransport: serversTransport.name,
    backendTls: backendTlsOf(settings),
    sourceRanges: settings.type === 'Ingress' ? [] : [...settings.sourceRanges].sort(),
  });
  const hosts = [...settings.hosts].sort();
  const entry: EntryIngress = {
    kind: 'Ingress',
    controller,
    entryPoint: input.name,
    name,
    namespace: https.workload.namespace,
    description: `Routes browsers from ${hosts.join(', ')} to BlueMind's HTTPS port; port 80 of BlueMind itself only redirects there.`,
    annotations: { ...annotations.ingress, ...issuerAnnotations(certificate), ...settings.annotations },
    className: settings.className,
    hosts,
    certificate,
    backend,
    ...(controller === 'traefik' && { serversTransport }),
  };
  const hasRedirect = controller === 'traefik' && input.exposed.some(({ port }) => port.name === 'http');
  return {
    entry: hasRedirect ? { ...entry, redirect: traefikRedirect(entry, settings.annotations) } : entry,
    serviceAnnotations: annotations.service,
  };
}

function checklistOf(entry: EntryIngress): readonly ChecklistItem[] {
  if (entry.controller === 'traefik') return traefikItems(entry);
  return entry.controller === 'other' ? otherControllerItems(entry) : [];
}

/** Traefik reads a name in an annotation as one of another provider, and does not let every namespace use those. */
const traefikItems = ({ entryPoint, namespace, serversTransport, redirect }: EntryIngress): readonly ChecklistItem[] => {
  const named = [`ServersTransport ${serversTransport?.name}`, ...(redirect ? [`Middleware ${redirect.middleware}`] : [])];
  const entryPoints = [webEntryPoints.https, ...(redirect ? [`${webEntryPoints.http} (which redirects)`] : [])];
  return [
    {
      what: `Name its entry points ${entryPoints.join(' and ')}, as its chart does: the Ingress is served only there. If they have other names, use type Traefik with its entryPoints.`,
      snippet: shell(
        `--entryPoints.${webEntryPoints.https}.address=:8443/tcp`,
        ...(redirect ? [`--entryPoints.${webEntryPoints.http}.address=:8000/tcp`] : []),
      ),
    },
    {
      what: `From Traefik 3.7.1 on, add namespace ${namespace} to providers.kubernetesIngress.crossProviderNamespaces if that list is used: annotations name ${named.join(' and ')}. Set respondingTimeouts.readTimeout of the entry point of https to ${longestRequest} s or more: ActiveSync keeps requests open for 20 minutes.`,
      snippet: shell(
        `--providers.kubernetesIngress.crossProviderNamespaces=${namespace}`,
        `--entryPoints.${webEntryPoints.https}.transport.respondingTimeouts.readTimeout=${longestRequest}s`,
      ),
    },
  ].map((advice) => ({ entryPoint, where: 'Traefik', owner: 'controller', ...advice }));
};

/** Controllers that cannot check BlueMind's certificate through an Ingress, or for which nothing is known about it. */
function checkFaults({ name, settings }: EntryPointInput<IngressSettings>): readonly FieldFault[] {
  if (!settings.backendTls) return [];
  if (settings.controller === 'nginx' || settings.controller === 'other')
    return [
      {
        path: ['entryPoints', name, 'backendTls'],
        message: `no annotation is known that makes controller '${settings.controller}' check BlueMind's certificate; set annotations yourself, or remove it`,
      },
    ];
  return [...backendTlsFaults(name, settings), ...serverNameFaults(name, settings.controller, settings.backendTls.serverName)];
}

/** HAProxy's and Kong's controllers check the issuer of a certificate, but nothing tells them its name. */
export const serverNameFaults = (name: string, controller: IngressController, serverName: string | undefined): readonly FieldFault[] =>
  serverName !== undefined && (controller === 'haproxy' || controller === 'kong')
    ? [
        {
          path: ['entryPoints', name, 'backendTls', 'serverName'],
          message: `'${serverName}': controller '${controller}' checks by which authority the certificate was issued, not for which name; remove it`,
        },
      ]
    : [];

function rawTcpFaults({ installation, name, exposed }: EntryPointInput): readonly FieldFault[] {
  const wayOut = 'expose it through a LoadBalancer or NodePort';
  const why = ({ port }: ExposedPort): string | undefined => {
    if (port.name === 'https') return undefined;
    if (port.name === 'http')
      return exposed.some((other) => other.port.name === 'https')
        ? undefined
        : `an Ingress routes to BlueMind's HTTPS port and serves http as well; expose https through '${name}' too`;
    const known = installation.catalogue.ports.find((other): other is ExternalPort => other.name === port.name && other.audience === 'external');
    return known && known.encryption !== 'implicit-tls'
      ? `'${port.name}' begins in clear text, so there is no host name by which an Ingress could route it; ${wayOut}`
      : `'${port.name}' is not HTTP, and an Ingress carries only HTTP; ${wayOut}`;
  };
  return exposed.flatMap((one) => {
    const message = why(one);
    return message === undefined ? [] : [{ path: ['expose', one.port.name], message }];
  });
}
