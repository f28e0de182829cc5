import type { Installation } from '../../settings';
import type { PlannedDns, PlannedEntry } from '../model';

/** Annotation by which external-dns creates a name for the addresses of a Service. Ingresses, Gateways and their routes contain their hosts. */
export const hostnameAnnotation = 'external-dns.alpha.kubernetes.io/hostname';

/** The entries with the names that external-dns creates for their addresses. */
export function withHostnames({ settings }: Installation, dns: PlannedDns | undefined, entries: readonly PlannedEntry[]): readonly PlannedEntry[] {
  if (settings.dns !== 'externalDns' || !dns) return entries;
  return entries.map((entry) => {
    const names = dns.records.filter(({ addressOf }) => addressOf === `Service ${entry.namespace}/${entry.name}`).map(({ name }) => name);
    return entry.kind === 'LoadBalancer' && names.length > 0
      ? { ...entry, annotations: { [hostnameAnnotation]: [...new Set(names)].sort().join(','), ...entry.annotations } }
      : entry;
  });
}
