import type { PlannedEntry } from '../../model';

/** The ConfigMap of TCP ports for the controller of an entry, if the controller reads its routes from one. */
export function configMapOf(entry: PlannedEntry): { readonly namespace: string; readonly name: string } | undefined {
  if (!('routes' in entry) || entry.routes.length === 0) return undefined;
  if (entry.kind === 'IngressNginx') return entry.configMap;
  return entry.kind === 'HAProxy' && entry.tcp.kind === 'config-map' ? entry.tcp : undefined;
}
