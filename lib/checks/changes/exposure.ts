import type { Plan } from '../../plan';
import { covers, difference, type Entry, entries, formatAddresses, formatReference, type Model, parseAddressSet, union } from '../../reachability';
import { allWays } from '../access/ways-in';
import type { Finding, RuleFinding } from '../finding';
import { mayBeExposed } from '../intent/intent';
import { intentOfPlan } from '../intent/plan-intent';
import { isWorld } from './connections';
import { changeRules } from './rules';

/** A way in that differs between two states. */
export interface ExposureChange extends Finding {
  /** The way in, in the state that has it; in the new state if both have it. */
  readonly entry: Entry;
}

/**
 * Ways in from outside that differ between two states: a new one is an error unless the settings chose it; one that cannot be decided counts as open;
 * a removed one is an info. One with other clients is an error if everyone is among the new ones, else a warning if there are new ones.
 * @param plans plans of the settings of the new state
 */
export function changedExposures(before: Model, after: Model, plans: readonly Plan[]): readonly ExposureChange[] {
  const [old, now] = [openEntries(before), openEntries(after)];
  const chosen = new Set(plans.flatMap((plan) => chosenEntries(after, plan)));
  const added = [...now]
    .filter(([key]) => !old.has(key))
    .map(([, entry]) =>
      finding('exposure-added', entry, chosen.has(entry) ? 'info' : 'error', `New way in${chosen.has(entry) ? ', chosen by the settings' : ''}`),
    );
  const removed = [...old].filter(([key]) => !now.has(key)).map(([, entry]) => finding('exposure-removed', entry, 'info', 'Way in removed'));
  const changed = [...now].flatMap(([key, entry]) => {
    const former = old.get(key);
    if (!former || describeClients(former) === describeClients(entry)) return [];
    const severity = chosen.has(entry) ? 'info' : severityOfClients(former, entry);
    return [finding('exposure-changed', entry, severity, `Way in changed, before (${describeClients(former)})`)];
  });
  return [...added, ...changed, ...removed];
}

/** Clients that get in, or may get in. */
const clientsOf = ({ verdict, admitted, clients }: Entry) => (verdict.kind === 'allowed' ? admitted : clients);

function severityOfClients(former: Entry, entry: Entry): Finding['severity'] {
  const gained = difference(clientsOf(entry), clientsOf(former));
  if (isWorld(gained)) return 'error';
  const isNarrower = gained.length === 0 && former.seenAs === entry.seenAs && former.verdict.kind === entry.verdict.kind;
  return isNarrower ? 'info' : 'warning';
}

/** Ways in that are open or may be, by their ends. */
function openEntries(model: Model): ReadonlyMap<string, Entry> {
  return new Map(
    entries(model)
      .filter(({ verdict }) => verdict.kind !== 'denied')
      .map((entry) => [
        [entry.access, entry.protocol, entry.port, entry.matches, entry.objects.map(formatReference), target(entry)].join(' '),
        entry,
      ]),
  );
}

const target = ({ destination }: Entry): string =>
  `port ${destination.port} of ${destination.kind === 'pods' ? destination.end.title : formatAddresses(destination.addresses)}`;

const describeClients = (entry: Entry): string => `seen as ${entry.seenAs}, ${entry.verdict.kind}, ${formatAddresses(clientsOf(entry))}`;

function finding(name: `exposure-${'added' | 'removed' | 'changed'}`, entry: Entry, severity: Finding['severity'], what: string): ExposureChange {
  const [object, ...related] = entry.objects;
  const found: RuleFinding = {
    message: `${what}: ${entry.access}${entry.port === undefined ? '' : ` ${entry.port}`} through ${entry.objects.map(formatReference).join(', ')} to ${target(entry)}, ${describeClients(entry)}.`,
    ...(object && { object }),
    related,
  };
  return { ...changeRules[name], ...found, rule: name, severity, entry };
}

/** Ways in to a port that settings expose, only for clients that the settings let in. */
const chosenEntries = (model: Model, plan: Plan): readonly Entry[] => {
  const intent = intentOfPlan(model, plan);
  return allWays(model, intent)
    .filter(({ port, proxyListener }) => proxyListener !== undefined || (port !== undefined && mayBeExposed(intent, port)))
    .map(({ entry }) => entry)
    .filter((entry) => isWithinSourceRanges(plan, entry));
};

function isWithinSourceRanges({ entries: planned }: Plan, { access, service, clients }: Entry): boolean {
  const [ranges = []] = planned.flatMap((entry) =>
    entry.kind === 'LoadBalancer' && entry.name === service?.service.reference.name ? [entry.loadBalancer?.sourceRanges ?? []] : [],
  );
  return access !== 'load-balancer' || ranges.length === 0 || covers(union(...ranges.map((range) => parseAddressSet(range) ?? [])), clients);
}
