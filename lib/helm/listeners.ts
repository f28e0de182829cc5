import type { GatewayListener, Plan, PlannedEntry } from '../plan/model';
import type { HelmMap } from './chart';
import { isServedBy } from './served-by';

/** A number on which a Gateway listens, with the one that clients connect to. */
export interface NumberedListener extends Pick<GatewayListener, 'name' | 'exposes' | 'number' | 'protocol'> {
  /** Number that clients connect to. */
  readonly exposedNumber: number;
}

/** The listeners of Gateways of an implementation by number, each number once: several hosts may share a number. */
export function listenersOf(plan: Plan, implementation: string): readonly NumberedListener[] {
  const listeners = gatewaysOf(plan, implementation).flatMap((gateway) => gateway.listeners);
  return listeners
    .filter(({ number, protocol }, index) => listeners.findIndex((other) => other.number === number && other.protocol === protocol) === index)
    .map(({ name, exposes, number, protocol, host }) => ({
      name: host === undefined ? name : exposes,
      exposes,
      number,
      protocol,
      exposedNumber: number - shiftOf(plan, exposes, listeners),
    }))
    .sort((a, b) => a.exposedNumber - b.exposedNumber);
}

/** The Gateways and ListenerSets of an implementation. */
export const gatewaysOf = (plan: Plan, implementation: string) => plan.entries.filter(isGateway).filter((entry) => isServedBy(entry, implementation));

const isGateway = (entry: PlannedEntry) => entry.kind === 'Gateway' || entry.kind === 'ListenerSet';

/** The offset between the numbers of a port, which may be a range, and those of its listeners. */
function shiftOf(plan: Plan, exposes: string, listeners: readonly GatewayListener[]): number {
  const first = Math.min(...listeners.filter((listener) => listener.exposes === exposes).map(({ number }) => number));
  const exposure = plan.exposures.find(({ port }) => port === exposes);
  return exposure ? first - exposure.number : 0;
}

/** Numbers on which unprivileged processes may not listen, unless the limit of the node is lowered for their pod. */
export const isPrivileged = (number: number): boolean => number < 1024;

/** The security context of a pod that lowers that limit if needed; Kubernetes lists the sysctl as safe. */
export const lowerPortLimit = (privileged: readonly number[]): HelmMap => ({
  sysctls: privileged.length > 0 ? [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] : [],
});

/** Tells the reader about it. */
export const explainPrivilegedPorts = (privileged: readonly number[]): readonly string[] =>
  privileged.length > 0
    ? [
        `The Gateway's listeners ${privileged.join(', ')} are below 1024, and the pods must listen on these very numbers: the sysctl allows this (it replaces your own list). Numbers from 1024 on, set under listenerPorts in the settings, do not need it.`,
      ]
    : [];
