import type { FieldFault } from '../../../settings';
import { type Entry, type EntryGateway, type EntryListenerSet, listenerTransports } from '../../model';

/**
 * Listeners of one Gateway that use a number twice. HTTP and TLS could share a number by hosts, but each port of BlueMind needs the number
 * for all hosts; by the Gateway API, TCP conflicts with every other protocol.
 */
export function listenerCollisions(entries: readonly (Entry & { readonly kind: string })[]): readonly FieldFault[] {
  const claims = entries.filter(hasListeners).flatMap((entry) =>
    entry.listeners.map(({ exposes, number, protocol }) => ({
      gateway: gatewayOf(entry),
      entryPoint: entry.entryPoint,
      exposes,
      number,
      protocol,
    })),
  );
  return claims.flatMap((claim, index) => {
    const other = claims
      .slice(0, index)
      .find(
        (earlier) =>
          earlier.exposes !== claim.exposes &&
          earlier.gateway === claim.gateway &&
          earlier.number === claim.number &&
          listenerTransports[earlier.protocol] === listenerTransports[claim.protocol],
      );
    return other
      ? [
          {
            path: ['expose', claim.exposes],
            message: `'${other.exposes}' of '${other.entryPoint}' has listener ${claim.number} of the same Gateway already (${other.protocol}); expose one of them through another Gateway or entry point`,
          },
        ]
      : [];
  });
}

const hasListeners = (entry: Entry & { readonly kind: string }): entry is EntryGateway | EntryListenerSet => 'listeners' in entry;

const gatewayOf = (entry: EntryGateway | EntryListenerSet): string => {
  const { namespace, name } = entry.kind === 'ListenerSet' ? entry.gateway : entry;
  return `${namespace}/${name}`;
};
