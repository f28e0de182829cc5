import type { EntryIngress, EntryTraefik, Plan, PlannedEntry } from '../../plan/model';
import type { ChartValues, HelmChart, HelmMap } from '../chart';
import { explainPrivilegedPorts, gatewaysOf, isPrivileged, lowerPortLimit } from '../listeners';
import { isServedBy, listEntryPoints, localTraffic, usesHostNetwork } from '../served-by';
import { tidy } from '../tidy';
import { byName, gatewayOpenings, ingressOpenings, routeOpenings } from './openings';
import { portValues } from './ports';

/**
 * Traefik's chart opens its entry points and turns on its providers.
 * Keys: values.yaml and values.schema.json of 41.3.0; merging by its templates _podtemplate.tpl and _service.tpl.
 */
export const traefik: HelmChart = {
  name: 'traefik',
  versions: '41.x',
  reference: 'traefik/traefik',
  serves: 'an entry point of type Traefik, of type Ingress with controller: traefik, or of type Gateway with implementation: traefik',
  values: traefikValues,
};

function traefikValues(plan: Plan): ChartValues {
  const routes = plan.entries.filter((entry) => entry.kind === 'Traefik');
  const ingresses = plan.entries.filter((entry) => entry.kind === 'Ingress').filter((entry) => isServedBy(entry, 'traefik'));
  const gateways = gatewaysOf(plan, 'traefik');
  const entries: readonly PlannedEntry[] = [...routes, ...ingresses, ...gateways];
  const openings = byName([
    ...routes.flatMap(routeOpenings),
    ...ingresses.flatMap((ingress) => ingressOpenings(plan, ingress)),
    ...gatewayOpenings(plan),
  ]);
  const privileged = openings.flatMap(({ port }) => (port !== undefined && isPrivileged(port) ? [port] : []));
  const areAlone = routes.some((entry) => entry.routes.some(({ hosts }) => hosts.length === 0));
  const versions = routeVersions(plan, gateways);
  return {
    comment: [
      `Opens Traefik's entry points for ${listEntryPoints(entries)} of the settings.`,
      ...severalClasses([...routes, ...ingresses]),
      ...(areAlone ? [defaultEntryPoints] : []),
      ...(versions.includes('TCPRoute v1') ? ['TCPRoutes of version v1 need Traefik 3.8: set image.tag if the chart has an older one.'] : []),
      ...explainPrivilegedPorts(privileged),
      ...hostNetworkAdvice(plan, entries),
    ],
    values: tidy({
      podSecurityContext: lowerPortLimit(privileged),
      ports: areAlone ? withDefaults(portValues(openings)) : portValues(openings),
      providers: {
        ...(routes.length + ingresses.length > 0 && { kubernetesCRD: { enabled: true } }),
        ...(gateways.length > 0 && { kubernetesGateway: gatewayProvider(versions) }),
        ...(ingresses.length > 0 && { kubernetesIngress: { enabled: true } }),
      },
      service: { spec: localTraffic(plan, entries) },
    }),
  };
}

const defaultEntryPoints =
  'web and websecure become the default entry points (asDefault): otherwise a route of another application that names no entry point would also be attached to the mail ports, where Traefik would then wait for the client to speak first.';

const withDefaults = ({ web, websecure, ...ports }: Readonly<Record<string, HelmMap>>): HelmMap => ({
  ...ports,
  web: { ...web, asDefault: true },
  websecure: { ...websecure, asDefault: true },
});

/** Only alpha versions of routes need the experimental channel: if the CRDs lack them, it keeps the provider from starting (traefik/traefik#13622). */
const gatewayProvider = (versions: readonly string[]): HelmMap => ({
  enabled: true,
  ...(versions.some((version) => version.endsWith('v1alpha2')) && { experimentalChannel: true }),
});

/** `TCPRoute v1`: the kinds of routes that Gateways use. */
const routeVersions = (plan: Plan, gateways: readonly PlannedEntry[]): readonly string[] =>
  plan.entries.flatMap((entry) =>
    'parents' in entry && gateways.some(({ entryPoint }) => entryPoint === entry.entryPoint)
      ? [`${entry.kind} ${entry.apiVersion.replace(/^.*\//, '')}`]
      : [],
  );

/** Each class means another installation of Traefik. */
function severalClasses(entries: readonly (EntryTraefik | EntryIngress)[]): readonly string[] {
  const names = [...new Set(entries.map(({ className }) => className ?? 'none'))].sort();
  return names.length > 1
    ? [`The entry points name different classes (${names.join(', ')}): if each has its own Traefik, give each only its own ports.`]
    : [];
}

const hostNetworkAdvice = (plan: Plan, entries: readonly PlannedEntry[]): readonly string[] =>
  entries.some(({ entryPoint }) => usesHostNetwork(plan, entryPoint))
    ? [
        'Its pods use the network of their nodes, so clients reach the number under port, not exposedPort: have a balancer translate it, or set port to exposedPort and add the capability NET_BIND_SERVICE.',
      ]
    : [];
