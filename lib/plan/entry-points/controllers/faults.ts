import { didYouMean, type FieldFault } from '../../../settings';
import { proxyHeader } from '../client-address/proxy-header';
import type { ExposedPort } from '../entry-point';
import { backendTlsFaults } from './backend-tls';
import { type ControllerInput, type ControllerPorts, controllerFacts, controllerName, controllerPorts, isLed } from './controller';
import { controllerFaults as ingressControllerFaults } from './peers';

/** Settings that no controller supports, or that would have no effect. */
export function controllerFaults(input: ControllerInput): readonly FieldFault[] {
  const ports = controllerPorts(input);
  return [
    ...placeFaults(input),
    ...ports.raw.flatMap((one) => portFaults(input, one)),
    ...webFaults(input, ports),
    ...certificateFaults(input, ports),
    ...proxyFaults(input),
  ];
}

/** Policies must know where the controller runs. */
function placeFaults(input: ControllerInput): readonly FieldFault[] {
  const { installation, name, settings } = input;
  const cluster = controllerFacts(input);
  return ingressControllerFaults({ ...input, installation: { ...installation, settings: { ...installation.settings, cluster } } }).map((fault) =>
    settings.proxies && fault.path[0] === 'cluster' ? { ...fault, path: ['entryPoints', name, 'proxies', 'hostNetwork'] } : fault,
  );
}

const elsewhere = 'expose it through a LoadBalancer';

function portFaults(input: ControllerInput, { port }: ExposedPort): readonly FieldFault[] {
  const controller = controllerName(input);
  const path = ['expose', port.name];
  if (!isLed[port.protocol]) return [{ path, message: `is ${port.protocol}, and ${controller} routes only TCP; ${elsewhere}` }];
  if (port.endNumber > port.number)
    return [{ path, message: `is the range ${port.number}-${port.endNumber}, and ${controller} opens single ports; ${elsewhere}` }];
  return [];
}

function webFaults(input: ControllerInput, { raw, https, http }: ControllerPorts): readonly FieldFault[] {
  const { name, settings } = input;
  const passthrough = raw.find(({ port }) => port.name === 'https');
  const web = https ?? passthrough;
  const isSni = ({ port }: ExposedPort) => port.external?.encryption === 'implicit-tls';
  const isOfUse = web !== undefined || http !== undefined || (settings.type === 'Traefik' && raw.some(isSni));
  return [
    ...(http && !web
      ? [{ path: ['expose', 'http'], message: `only redirects browsers to https; expose https through '${name}' too, or keep http inside` }]
      : []),
    ...(web && settings.hosts.length === 0
      ? [
          {
            path: ['entryPoints', name, 'hosts'],
            message: `is empty, but ${controllerName(input)} serves other applications on the port of https too, by name; list the hosts of BlueMind's external URL`,
          },
        ]
      : []),
    ...(settings.hosts.length > 0 && !isOfUse
      ? [
          {
            path: ['entryPoints', name, 'hosts'],
            message: `have no effect: nothing exposed through '${name}' is distinguished by name; expose https through it, or remove them`,
          },
        ]
      : []),
  ];
}

function certificateFaults(input: ControllerInput, { https }: ControllerPorts): readonly FieldFault[] {
  const { name, settings } = input;
  if (https) return backendTlsFaults(name, settings);
  return (['tls', 'backendTls'] as const)
    .filter((field) => settings[field] !== undefined)
    .map((field) => ({
      path: ['entryPoints', name, field],
      message: `has no effect: no https exposed through '${name}' ends at ${controllerName(input)}; all other TLS ends at BlueMind, with its own certificate; remove it`,
    }));
}

function proxyFaults(input: ControllerInput): readonly FieldFault[] {
  const { name, settings, exposed } = input;
  const { proxyProtocol } = settings;
  if (!proxyProtocol) return [];
  const path = ['entryPoints', name, 'proxyProtocol'];
  const never = exposed.map(({ port }) => port.name).filter((port) => proxyHeader(settings, port) === 'never');
  const leadsHttp = settings.type === 'Traefik' && settings.tlsMode === 'passthrough';
  const why = (port: string) =>
    port === 'http' && !leadsHttp
      ? `${controllerName(input)} redirects browsers to https by itself`
      : `${controllerName(input)} sends its own HTTP requests to BlueMind, with the client's address in an HTTP header`;
  const wayOut = (port: string) => (settings.type === 'Traefik' && port === 'https' ? 'remove it, or set tlsMode: passthrough' : 'remove it');
  const named = new Set([...(proxyProtocol.ports ?? []), ...Object.keys(proxyProtocol.targetPorts)]);
  return [
    ...[...named]
      .filter((port) => never.includes(port))
      .map((port) => ({
        path: proxyProtocol.ports?.includes(port) ? [...path, 'ports', proxyProtocol.ports.indexOf(port)] : [...path, 'targetPorts', port],
        message: `'${port}' takes no PROXY header: ${why(port)}; ${wayOut(port)}`,
      })),
    ...(proxyProtocol.trustedCidrs.length > 0
      ? [
          {
            path: [...path, 'trustedCidrs'],
            message: `is for balancers outside the cluster; here policies admit the pods of the controller (proxies, or cluster.ingressController); remove it`,
          },
        ]
      : []),
  ];
}

/** Keys of a map by port that are not names of ports exposed here. */
export const unexposedKeyFaults = (
  { name, exposed }: ControllerInput,
  field: string,
  map: Readonly<Record<string, unknown>>,
): readonly FieldFault[] => {
  const names = exposed.map(({ port }) => port.name);
  return Object.keys(map)
    .filter((port) => !names.includes(port))
    .map((port) => ({
      path: ['entryPoints', name, field, port],
      message: `is not exposed through '${name}'${didYouMean(port, names)}; expose it or remove this line`,
    }));
};

/** Raw TCP of a controller that can restrict source addresses only on the web. */
export const sourceRangeFaults = (
  { name, settings }: ControllerInput,
  raw: readonly ExposedPort[],
  why: string,
  wayOut: string,
): readonly FieldFault[] =>
  settings.sourceRanges.length === 0 || raw.length === 0
    ? []
    : [
        {
          path: ['entryPoints', name, 'sourceRanges'],
          message: `cannot restrict the clients of ${raw.map(({ port }) => port.name).join(', ')}: ${why}; ${wayOut}`,
        },
      ];
