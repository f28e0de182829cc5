import type { EntryService, Plan, PlannedEntry } from '../model';
import { isDualStack } from './dual-stack';

/** A load balancer that an installation requests from the cluster. */
export interface AskedForLoadBalancer {
  readonly entryPoint: string;
  /** The objects that request it: a Gateway or a Service; several Services if they share an address. */
  readonly objects: readonly { readonly kind: 'Gateway' | 'Service'; readonly namespace: string; readonly name: string }[];
  /** How many addresses it gets: one for each requested IP family. */
  readonly addresses: number;
}

/**
 * The load balancers that the objects of an installation request, each once, in the order of the objects. Balancers that controllers of the cluster already have
 * do not count.
 */
export function askedForLoadBalancers({ entries }: Pick<Plan, 'entries'>): readonly AskedForLoadBalancer[] {
  const shared = new Map<string, AskedForLoadBalancer>();
  return entries
    .flatMap((entry): readonly AskedForLoadBalancer[] => {
      const asked = askedBy(entry);
      if (!asked) return [];
      const key = entry.kind === 'LoadBalancer' ? entry.loadBalancer?.sharedAs : undefined;
      if (key === undefined) return [asked];
      const earlier = shared.get(key);
      shared.set(key, earlier ? { ...earlier, objects: [...earlier.objects, ...asked.objects] } : asked);
      return [];
    })
    .concat([...shared.values()]);
}

function askedBy(entry: PlannedEntry): AskedForLoadBalancer | undefined {
  const { entryPoint, namespace, name } = entry;
  if (entry.kind === 'LoadBalancer') return { entryPoint, objects: [{ kind: 'Service', namespace, name }], addresses: addressesOf(entry) };
  // Traefik serves a Gateway by the entry points that it has.
  return entry.kind === 'Gateway' && entry.implementation !== 'traefik'
    ? { entryPoint, objects: [{ kind: 'Gateway', namespace, name }], addresses: Math.max(entry.addresses.length, 1) }
    : undefined;
}

const addressesOf = (service: EntryService): number => (isDualStack(service) ? 2 : 1);

/** `2 load balancers with 2 addresses: mail-public-proxy, mail-public-smtp`; undefined if there is none. */
export function describeLoadBalancers(balancers: readonly AskedForLoadBalancer[]): string | undefined {
  if (balancers.length === 0) return undefined;
  const addresses = balancers.reduce((sum, balancer) => sum + balancer.addresses, 0);
  const count = (number: number, noun: string, plural: string) => `${number} ${number === 1 ? noun : plural}`;
  const names = balancers.map(({ objects }) => objects.map(({ name }) => name).join(' with '));
  return `${count(balancers.length, 'load balancer', 'load balancers')} with ${count(addresses, 'address', 'addresses')}: ${names.join(', ')}`;
}

/** Why there are more of them than entry points, and how to have fewer, which surprises new users. */
export function reasonForSeveral(balancers: readonly AskedForLoadBalancer[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { entryPoint } of balancers) counts.set(entryPoint, (counts.get(entryPoint) ?? 0) + 1);
  const several = [...counts].filter(([, count]) => count > 1).map(([name]) => `'${name}'`);
  return several.length === 0
    ? undefined
    : `a Service selects the pods of one workload, so ${several.join(' and ')} ${several.length === 1 ? 'asks' : 'ask'} for one for each workload; to have fewer, put their ports on one workload, or share an address (sharedAddress) if the provider supports it`;
}
