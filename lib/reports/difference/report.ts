import type { Difference } from '../../checks';
import type { ChangeNames, End, PortNames } from '../../reachability';
import type { FindingsReport } from '../findings/report';

/** The difference between two states, also as findings. */
export interface DifferenceReport extends FindingsReport {
  readonly difference: Difference;
  /** Names of the states. */
  readonly names: ChangeNames;
  /** Names of the ports of an end. */
  readonly portNames: (end: End) => PortNames;
}

/** Why it cannot be decided; before and after, if the reasons differ. */
export function doubtsOf(doubts: { readonly before: string; readonly after: string } | undefined): string {
  if (doubts === undefined) return '';
  const both = [doubts.before, doubts.after].filter((text) => text !== '');
  return [...new Set(both)].join(' -> ');
}
