import type { Plan, PlannedEntry } from '../plan/model';
import type { HelmMap } from './chart';

/** Whether an Ingress is served by a controller, or a Gateway by an implementation, of this name. */
export function isServedBy(entry: PlannedEntry, name: string): boolean {
  if (entry.kind === 'Ingress') return entry.controller === name;
  if (entry.kind === 'Gateway' || entry.kind === 'ListenerSet') return entry.implementation === name;
  return false;
}

/** Entry points whose controller runs on the network of its nodes, without a Service in front of it. */
export const usesHostNetwork = (plan: Plan, entryPoint: string): boolean =>
  plan.cluster.controllers.some((controller) => controller.entryPoint === entryPoint && controller.source.kind === 'host-network');

/** How the Service in front of a controller keeps client addresses: with Cluster the controller would see a node as the client. */
export const localTraffic = (plan: Plan, entries: readonly PlannedEntry[]): HelmMap =>
  entries.some(({ entryPoint }) => !usesHostNetwork(plan, entryPoint)) ? { externalTrafficPolicy: 'Local' } : {};

/** Ingresses of entry points through HAProxy or ingress-nginx, which carry the web in addition to raw TCP. */
export const hasWeb = (plan: Plan, entryPoint: string): boolean =>
  plan.entries.some((entry) => entry.kind === 'Ingress' && entry.entryPoint === entryPoint);

/** `web, mail`: the entry points that some entries belong to. */
export const listEntryPoints = (entries: readonly PlannedEntry[]): string =>
  [...new Set(entries.map(({ entryPoint }) => entryPoint))].sort().join(', ');
