import { createHash } from 'node:crypto';
import type { Finding } from '../../checks';
import { formatReference } from '../../reachability';

/**
 * A name for each finding, in their order, by which a service recognises it in the next run: made from the finding, not from its position, so that
 * it stays the same if lines move. Equal findings are numbered.
 */
export function fingerprintsOf(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const hash = createHash('sha256').update(identity(finding)).digest('hex').slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

const identity = ({ rule, installation, object, related = [], port, message }: Finding): string =>
  JSON.stringify([rule, installation, object && formatReference(object), related.map(formatReference), port, message]);
