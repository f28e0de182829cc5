import type { Plan } from '../plan';
import { type Entry, entries, formatAddresses, formatReference, type Model } from '../reachability';
import type { Finding, RuleFinding } from './finding';
import { type Intent, mayBeExposed } from './intent/intent';
import { intentOfPlan } from './intent/plan-intent';
import { allWays } from './ways-in';

const why = 'A change of what the outside can reach is what a reviewer must not miss.';

/**
 * Ways in from outside that differ between two states: a new one is an error unless the settings chose it, one that cannot be decided counts as open,
 * one that is gone is worth knowing.
 */
export function changedExposures(before: Model, after: Model, plan?: Plan): readonly Finding[] {
  const [old, now] = [openEntries(before), openEntries(after)];
  const chosen = plan ? chosenEntries(after, intentOfPlan(after, plan)) : new Set<Entry>();
  const added = [...now]
    .filter(([key]) => !old.has(key))
    .map(([, entry]) =>
      finding('exposure-added', entry, chosen.has(entry) ? 'info' : 'error', `New way in${chosen.has(entry) ? ', chosen by the settings' : ''}`),
    );
  const removed = [...old].filter(([key]) => !now.has(key)).map(([, entry]) => finding('exposure-removed', entry, 'info', 'No way in any more'));
  const changed = [...now].flatMap(([key, entry]) => {
    const former = old.get(key);
    if (!former || describeClients(former) === describeClients(entry)) return [];
    return [finding('exposure-changed', entry, chosen.has(entry) ? 'info' : 'warning', `Another way in than before (${describeClients(former)})`)];
  });
  return [...added, ...changed, ...removed];
}

/** Ways that are open or may be, by what they lead from and to. */
function openEntries(model: Model): ReadonlyMap<string, Entry> {
  return new Map(
    entries(model)
      .filter(({ verdict, destination }) => verdict.kind !== 'denied' && destination.kind === 'pods')
      .map((entry) => [[entry.access, entry.protocol, entry.port, entry.objects.map(formatReference), target(entry)].join(' '), entry]),
  );
}

const target = ({ destination }: Entry): string =>
  destination.kind === 'pods' ? `port ${destination.port} of ${destination.end.title}` : `port ${destination.port}`;

const describeClients = ({ seenAs, clients, verdict }: Entry): string => `seen as ${seenAs}, ${verdict.kind}, ${formatAddresses(clients)}`;

function finding(rule: string, entry: Entry, severity: Finding['severity'], what: string): Finding {
  const [object, ...related] = entry.objects;
  const found: RuleFinding = {
    message: `${what}: ${entry.access}${entry.port === undefined ? '' : ` ${entry.port}`} through ${entry.objects.map(formatReference).join(', ')} to ${target(entry)}, ${describeClients(entry)}.`,
    ...(object && { object }),
    related,
  };
  return { ...found, rule, severity, why, mend: 'Choose it under `expose`, or take it back.' };
}

/** Ways that lead to a port that settings expose. */
const chosenEntries = (model: Model, intent: Intent): ReadonlySet<Entry> =>
  new Set(
    allWays(model, intent)
      .filter(({ port, proxyListener }) => proxyListener !== undefined || (port !== undefined && mayBeExposed(intent, port)))
      .map(({ entry }) => entry),
  );
