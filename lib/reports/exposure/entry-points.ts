import type { WayIn } from '../../checks';
import { askedForLoadBalancers, type Plan, type PlannedEntry } from '../../plan';
import { formatReference } from '../../reachability';
import { isDecidedBy } from './ways-in';

/** Facts about an entry point, independently of its clients. */
export interface EntryPointFacts {
  readonly entryPoint: string;
  /** Objects on the proved ways, from outside to inside; the planned objects if no way was found. */
  readonly objects: readonly string[];
  /** Fixed addresses in the form of the provider, or where to find the address. */
  readonly addresses: readonly string[];
  /** Host names; empty if any name works. */
  readonly hosts: readonly string[];
  /** Class of the load balancer, gateway or controller. @default - the default of the cluster */
  readonly className?: string;
  /** Clients that it admits; empty if it admits everyone. */
  readonly sourceRanges: readonly string[];
  /** How many load balancers it requests from the cluster, and how many addresses they have. */
  readonly loadBalancers: number;
  readonly balancerAddresses: number;
}

/** The entry points that expose a port, by name. */
export function entryPointsOf(plan: Plan, ways: readonly WayIn[]): readonly EntryPointFacts[] {
  const exposed = plan.exposures.filter((exposure) => exposure.kind === 'exposed');
  const balancers = askedForLoadBalancers(plan);
  return [...new Set(exposed.map(({ entryPoint }) => entryPoint))].sort().map((entryPoint) => {
    const entries = plan.entries.filter((entry) => entry.entryPoint === entryPoint);
    const own = ways.filter((way) => exposed.some((exposure) => exposure.entryPoint === entryPoint && isDecidedBy(exposure, way)));
    const proved = own.flatMap(({ entry }) => entry.objects.map(formatReference));
    const className = entries.map(classOf).find((name) => name !== undefined);
    const asked = balancers.filter((balancer) => balancer.entryPoint === entryPoint);
    return {
      entryPoint,
      objects: unique(proved.length > 0 ? proved : entries.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)),
      addresses: unique(addressesOf(entries)),
      hosts: unique(entries.flatMap(hostsOf).sort()),
      ...(className !== undefined && { className }),
      sourceRanges: unique(entries.flatMap(sourceRangesOf).sort()),
      loadBalancers: asked.length,
      balancerAddresses: asked.reduce((sum, { addresses }) => sum + addresses, 0),
    };
  });
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

function classOf(entry: PlannedEntry): string | undefined {
  if (entry.kind === 'LoadBalancer') return entry.loadBalancer?.class;
  return 'className' in entry ? entry.className : undefined;
}

/** The clients that an object admits; empty if it admits everyone. */
export function sourceRangesOf(entry: PlannedEntry): readonly string[] {
  if (entry.kind === 'LoadBalancer') return entry.loadBalancer?.sourceRanges ?? [];
  return 'sourceRanges' in entry ? entry.sourceRanges : [];
}

/** Fixed addresses, and where the cluster shows those that it chooses. */
function addressesOf(entries: readonly PlannedEntry[]): readonly string[] {
  const fixed = entries.flatMap((entry): readonly string[] => {
    switch (entry.kind) {
      case 'NodePort':
        return ['those of every node'];
      case 'ListenerSet':
        return [`those of Gateway ${entry.gateway.namespace}/${entry.gateway.name}`];
      default:
        return fixedAddresses(entry);
    }
  });
  const objects = entries.flatMap((entry) => (isAddressed(entry) && fixedAddresses(entry).length === 0 ? [titleOf(entry)] : []));
  const chosen = objects.length > 0 ? [`chosen by the cluster, in the status of ${unique(objects).join(' and ')}`] : [];
  const found = [...fixed, ...chosen];
  return found.length > 0 ? found : ["those of the controller's Service"];
}

function fixedAddresses(entry: PlannedEntry): readonly string[] {
  if (entry.kind === 'LoadBalancer') return entry.loadBalancer?.fixedAddresses ?? [];
  return entry.kind === 'Gateway' ? entry.addresses : [];
}

/** Whether the cluster shows the address of an object in its status. */
const isAddressed = ({ kind }: PlannedEntry): boolean => kind === 'LoadBalancer' || kind === 'Gateway' || kind === 'Ingress';

const titleOf = ({ kind, namespace, name }: PlannedEntry): string => `${kind === 'LoadBalancer' ? 'Service' : kind} ${namespace}/${name}`;

function hostsOf(entry: PlannedEntry): readonly string[] {
  switch (entry.kind) {
    case 'Ingress':
    case 'HTTPRoute':
    case 'TLSRoute':
      return entry.hosts;
    case 'Traefik':
      return [...entry.routes.flatMap(({ hosts }) => hosts), ...(entry.https?.hosts ?? []), ...(entry.http?.hosts ?? [])];
    case 'Gateway':
    case 'ListenerSet':
      return entry.listeners.flatMap(({ host }) => (host === undefined ? [] : [host]));
    default:
      return [];
  }
}
