import type { Plan } from '../../plan';
import {
  type AddressSet,
  allPorts,
  anyPod,
  type ConnectionChange,
  connectivity,
  difference,
  type End,
  everyAddress,
  intersection,
  type Model,
  noPorts,
  type ObjectChange,
  type PortSet,
  partyOf,
  union,
} from '../../reachability';
import { intendedEgress } from '../access/destinations';
import { intendedPorts } from '../access/sources';
import type { Severity } from '../finding';
import type { Intent } from '../intent/intent';
import { intentOfPlan } from '../intent/plan-intent';

/**
 * Severity of a change of a connection: an error if a port opens to everyone, which means any pod or a large part of all addresses; a
 * warning if it opens to other peers; else an info. A connection that may be open counts as open, but the possibility that any pod is among some addresses does not make
 * them everyone. These changes are only infos: what the settings intend, what a workload opens to itself, what a new workload reaches as any
 * pod did before, and connections through an ingress controller or gateway, which are judged as a way in.
 * @param after the state that is judged
 */
export function severityOfChange(before: Model, after: Model, plans: readonly Plan[]): (change: ConnectionChange) => Severity {
  const unintended = unintendedPorts(after, plans);
  return ({ from, to, opened, doubts, workloads }) => {
    const gained = workloads.includes(from.title) ? difference(opened, openToAnyPod(before, to)) : opened;
    if (unintended(from, to, gained).length === 0) return 'info';
    return to.kind === 'pods' && isEveryone(from) && (doubts === undefined || from.kind === 'external') ? 'error' : 'warning';
  };
}

/**
 * Picks those of some ports between two ends that no settings intend. Leaves out what a workload opens to itself, and what an ingress controller or
 * gateway leads in, which is judged as a way in.
 */
export function unintendedPorts(model: Model, plans: readonly Plan[]): (from: End, to: End, ports: PortSet) => PortSet {
  const intents = plans.map((plan) => intentOfPlan(model, plan));
  return (from, to, ports) =>
    from.kind === 'controller' || from.title === to.title
      ? noPorts
      : intents.reduce<PortSet>((rest, intent) => difference(rest, intended(intent, from, to)), ports);
}

/** Whether an end belongs to one of the installations of the settings. */
export function isPlannedEnd(model: Model, plans: readonly Plan[]): (end: End) => boolean {
  const ends = new Set<End>(plans.flatMap((plan) => intentOfPlan(model, plan).pods.map(({ end }) => end)));
  return (end) => ends.has(end);
}

/** What every pod could reach at an end; for ends that are not pods, everything, since only policies on pods prevent connections. */
function openToAnyPod(model: Model, to: End): PortSet {
  if (to.kind !== 'pods') return allPorts;
  const end = model.ends.find(({ title }) => title === to.title);
  return end ? connectivity(model, anyPod, end.groups[0]).allowed : noPorts;
}

/** Ports that settings intend between two ends, of which at least one belongs to them. */
function intended(intent: Intent, from: End, to: End): PortSet {
  const [source, destination] = [partyOf(from), partyOf(to)];
  if (source.kind !== 'pods' && source.kind !== 'addresses') return noPorts;
  const targets = intent.pods.filter(({ end }) => end === to);
  const admitted = union(...targets.map((pods) => intendedPorts(intent, { title: from.title, party: source }, pods)));
  const senders = intent.pods.filter(({ end }) => end === from);
  if (senders.length === 0) return admitted;
  // Between two workloads of the installation, the settings describe the side that admits.
  if (targets.length > 0) return admitted;
  if (destination.kind !== 'pods' && destination.kind !== 'addresses') return noPorts;
  return union(
    ...senders.map(({ name }) => {
      const statements = intent.plan?.egress.filter(({ workload }) => workload === name) ?? [];
      return statements.length === 0 ? allPorts : intendedEgress(statements, { title: to.title, party: destination });
    }),
  );
}

/** No list of known networks holds a sixteenth of all addresses of a family. */
const largePart = 16n;

/** Whether a set of addresses is so large that it no longer selects clients. */
export const isWorld = (addresses: AddressSet): boolean =>
  (['IPv4', 'IPv6'] as const).some((family) => {
    const whole = everyAddress(family);
    return size(intersection(addresses, whole)) * largePart >= size(whole);
  });

const size = (set: AddressSet): bigint => set.reduce((sum, { start, end }) => sum + end - start, 0n);

function isEveryone(end: End): boolean {
  if (end.kind === 'external') return isWorld(end.party.addresses);
  return end.kind === 'imagined' && end.group === anyPod;
}

/** Severity of a removed, new or changed object; its effects on connections and ways in are judged there. */
export const severityOfObject = ({ caution, kind }: ObjectChange): Severity => (caution !== undefined && kind !== 'removed' ? 'warning' : 'info');
