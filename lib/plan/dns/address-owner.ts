import type { PlannedEntry, PlannedExposure } from '../model';

type Exposed = Extract<PlannedExposure, { readonly kind: 'exposed' }>;

/** What has the address to which the clients of an exposed port connect. */
export interface AddressOwner {
  /** Equal for ports that clients find at the same addresses. */
  readonly key: string;
  /** `Service mail/mail-public`, or the proxy that others run. */
  readonly title: string;
  /** The object that has it. @default - a controller, whose address is not part of the installation */
  readonly entry?: PlannedEntry;
}

/** An entry point has a load balancer for each workload, so two of its ports can have two addresses. */
export function addressOwner({ entryPoint, port, workload }: Exposed, entries: readonly PlannedEntry[]): AddressOwner {
  const own = entries.filter((entry) => entry.entryPoint === entryPoint);
  const entry =
    own.find(
      (one) => (one.kind === 'LoadBalancer' || one.kind === 'NodePort') && one.workload === workload && one.ports.some(({ name }) => name === port),
    ) ?? own.find(({ kind }) => kind === 'LoadBalancer' || kind === 'NodePort' || kind === 'Gateway' || kind === 'Ingress');
  if (entry === undefined || entry.kind === 'NodePort')
    return { key: entryPoint, title: `the proxy in front of entry point '${entryPoint}'`, ...(entry && { entry }) };
  const title = `${entry.kind === 'LoadBalancer' ? 'Service' : entry.kind} ${entry.namespace}/${entry.name}`;
  return { key: sharedKey(entry) ?? title, title, entry };
}

/** Services that share an address, or name the same ones. */
function sharedKey(entry: PlannedEntry): string | undefined {
  if (entry.kind !== 'LoadBalancer') return undefined;
  const { sharedAs, fixedAddresses = [] } = entry.loadBalancer ?? {};
  return sharedAs ?? (fixedAddresses.length > 0 ? [...fixedAddresses].sort().join(' ') : undefined);
}
