import type { Doubt } from '../evaluation/match';
import type { AssumptionOptions } from '../model/assumptions';

/** The command line option of an assumption. */
export const assumptionOptions = {
  hostNetwork: '--host-network',
  ipBlocksMatchPods: '--ip-blocks-match-pods',
  podAddresses: '--pod-cidr',
  nodeAddresses: '--node-cidr',
  sourceRanges: '--source-ranges',
  clientAddress: '--client-address',
  controllers: '--controller',
  namespaceLabels: '--assume-labels',
} as const satisfies Readonly<Record<keyof AssumptionOptions, string>>;

/** Reasons on one line in the order of their words, whichever policy comes first; each with the options that would decide it. */
export const reasonsOf = (doubts: readonly Doubt[]): string => [...new Set(doubts.map(reasonOf))].sort().join('; ');

function reasonOf({ reason, settledBy = [] }: Doubt): string {
  const options = [...new Set(settledBy)].map((assumption) => assumptionOptions[assumption]);
  return options.length === 0 ? reason : `${reason}, which ${options.join(' or ')} would settle`;
}
