import type { Difference } from '../../checks';
import type { ChangeNames, End, PortNames } from '../../reachability';
import type { FindingsReport } from '../findings/report';

/** What two states differ by, as it is, and as findings. */
export interface DifferenceReport extends FindingsReport {
  readonly difference: Difference;
  /** What the states are called. */
  readonly names: ChangeNames;
  /** What the ports of an end are called. */
  readonly portNames: (end: End) => PortNames;
}

/** Why it cannot be said; before and after where that differs. */
export function doubtsOf(doubts: { readonly before: string; readonly after: string } | undefined): string {
  if (doubts === undefined) return '';
  const both = [doubts.before, doubts.after].filter((text) => text !== '');
  return [...new Set(both)].join(' -> ');
}
