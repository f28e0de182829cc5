import { groupBy, type Model } from '../../reachability';
import type { Assertion } from '../assertions';
import type { Finding } from '../finding';
import type { Difference } from './difference';

/**
 * What should be true for a change: no workload opens to a new peer, no way in is new or wider, and no other difference needs attention.
 * @param findings of the difference; each contradicts one of the sentences
 */
export function changeAssertions({ connections, unknown, exposures }: Difference, findings: readonly Finding[], after: Model): readonly Assertion[] {
  const ofConnections = findings.slice(exposures.length, exposures.length + connections.length + unknown.length);
  const changes = [...connections, ...unknown];
  const byDestination = groupBy([...ofConnections.entries()], ([index]) => changes[index]?.destination);
  const titles = [...new Set([...after.ends.map(({ title }) => title), ...changes.map(({ destination }) => destination)])];
  return [
    { sentence: 'no way in from outside is new or wider', subject: 'ways in', findings: findings.slice(0, exposures.length) },
    ...titles.map((title) => ({
      sentence: `${title} is reached by the same sources at the same ports as before`,
      subject: 'connections',
      findings: (byDestination.get(title) ?? []).map(([, finding]) => finding),
    })),
    {
      sentence: 'workloads, Services and policies are the same as before',
      subject: 'objects',
      findings: findings.slice(exposures.length + ofConnections.length),
    },
  ];
}
