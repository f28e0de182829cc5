import type { Observation } from '../../cluster/probe/matrix';
import type { Outside } from '../../cluster/probe/running/outside';
import type { Table } from '../table';
import { count, foundOutside } from './words';

/** Intent × observed. */
export function intentTable(observations: readonly Observation[]): Table {
  const rows = (['open', 'closed', 'undecided'] as const)
    .map((expected) => {
      const some = observations.filter((one) => one.expected === expected);
      const observed = (answer: string) => String(some.filter(({ outcome, told }) => outcome !== 'unanswered' && told?.answer === answer).length);
      return { some, row: [expected, observed('open'), observed('closed'), String(count(some, 'unanswered'))] };
    })
    .filter(({ some }) => some.length > 0)
    .map(({ row }) => row);
  return { columns: ['intended', 'found open', 'found closed', 'no answer'], rows };
}

/** One line for each source and kind of destination. */
export function pairTable(observations: readonly Observation[]): Table {
  const pairs = new Map<string, Observation[]>();
  for (const one of observations) {
    const key = `${one.source.title}\n${one.kind === 'service' ? 'Services' : one.destination}`;
    const list = pairs.get(key);
    if (list) list.push(one);
    else pairs.set(key, [one]);
  }
  const rows = [...pairs].map(([key, some]) => {
    const [source = '', destination = ''] = key.split('\n');
    const found = (answer: string) => String(some.filter(({ told }) => told?.answer === answer).length);
    const wrong = some.filter(({ outcome }) => outcome !== 'agrees' && outcome !== 'undecided').length;
    return [source, destination, found('open'), found('closed'), wrong === 0 ? '' : String(wrong)];
  });
  return { columns: ['from', 'to', 'open', 'closed', 'not as intended'], rows };
}

/** Connections from outside, one line for each. */
export const outsideTable = (outside: readonly Outside[]): Table => ({
  columns: ['from outside to', 'policy', 'intended', 'found', 'seen as'],
  rows: outside.map(({ service, address, port, policy, expected, outcome, seen }) => [
    `${service} ${address}:${port}`,
    policy,
    expected,
    foundOutside(outcome, expected),
    seen ?? '',
  ]),
});
