import { type Assertion, type Finding, podsWithoutPolicy } from '../../checks';
import type { Connection, Direction, Model, unprotectedEnds } from '../../reachability';
import { formatDocument } from '../json/document';
import { markdownText } from '../markdown';
import { connectionsJson } from './json';

type Unprotected = ReturnType<typeof unprotectedEnds>;

/** What policies would admit, as JSON. */
export const formatExposureJson = (connections: readonly Connection[], unprotected: Unprotected): string =>
  formatDocument({
    connections: connectionsJson(connections),
    unprotected: unprotected.map(({ end, directions }) => ({ workload: end.title, directions })),
  });

/** One line for each workload that no policy selects. */
export const formatUnprotected = (unprotected: Unprotected, format: 'text' | 'markdown'): string =>
  unprotected
    .map(({ end, directions }) => {
      const what = whatIsFree(directions);
      return format === 'text' ? `${end.title}: no policy limits its ${what}\n` : `\nNo policy limits the ${what} of ${markdownText(end.title)}.\n`;
    })
    .join('');

const whatIsFree = (directions: readonly Direction[]): string =>
  directions.length === 2 ? 'connections' : directions[0] === 'ingress' ? 'incoming connections' : 'outgoing connections';

/** The same as findings, and for each workload the sentence that a policy limits who connects to it. */
export function unprotectedReport(
  { ends }: Model,
  unprotected: Unprotected,
): { readonly findings: readonly Finding[]; readonly assertions: readonly Assertion[] } {
  const found = new Map(unprotected.map(({ end, directions }) => [end, findingOf(end, directions)]));
  return {
    findings: [...found.values()],
    assertions: ends.map((end) => {
      const finding = found.get(end);
      return { sentence: `a policy limits the connections of ${end.title}`, subject: end.title, findings: finding ? [finding] : [] };
    }),
  };
}

function findingOf(end: Unprotected[number]['end'], directions: readonly Direction[]): Finding {
  const { name, why, mend } = podsWithoutPolicy;
  return {
    rule: name,
    why,
    mend,
    // Outgoing connections are less severe than incoming ones.
    severity: directions.includes('ingress') ? 'warning' : 'info',
    message: `No policy limits the ${whatIsFree(directions)} of ${end.title}.`,
    ...(end.workload.reference.position && { object: end.workload.reference }),
  };
}
