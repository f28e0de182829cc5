import type { Connection, unprotectedEnds } from '../../reachability';
import { formatDocument } from '../json/document';
import { markdownText } from '../markdown';
import { connectionsJson } from './json';

type Unprotected = ReturnType<typeof unprotectedEnds>;

/** What policies would admit, for programs. */
export const formatExposureJson = (connections: readonly Connection[], unprotected: Unprotected): string =>
  formatDocument({
    connections: connectionsJson(connections),
    unprotected: unprotected.map(({ end, directions }) => ({ workload: end.title, directions })),
  });

/** A line for each workload that no policy captures. */
export const formatUnprotected = (unprotected: Unprotected, format: 'text' | 'markdown'): string =>
  unprotected
    .map(({ end, directions }) => {
      const what = directions.length === 2 ? 'connections' : directions[0] === 'ingress' ? 'incoming connections' : 'outgoing connections';
      return format === 'text' ? `${end.title}: no policy limits its ${what}\n` : `\nNo policy limits the ${what} of ${markdownText(end.title)}.\n`;
    })
    .join('');
