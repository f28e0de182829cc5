import type { FieldFault } from '../settings';
import type { ClientAddress } from './model';

/** Ports on which BlueMind trusts, blocks or bans by the address of the client. */
export const guardedPorts = ['smtp', 'submission', 'submissions', 'imap', 'imaps', 'pop3', 'pop3s'] as const;

export const isGuarded = (port: string): boolean => guardedPorts.some((guarded) => guarded === port);

/** The classic disaster of mail on Kubernetes: refused unless settings accept it with a reason. */
export function clientAddressFaults(
  entryPoint: string,
  acceptedBecause: string | undefined,
  exposed: readonly { readonly port: string; readonly clientAddress: ClientAddress }[],
): readonly FieldFault[] {
  const lost = exposed.filter(({ port, clientAddress }) => isGuarded(port) && clientAddress.kind === 'lost');
  const [first] = lost;
  if (first?.clientAddress.kind !== 'lost') {
    return acceptedBecause === undefined
      ? []
      : [
          {
            path: ['entryPoints', entryPoint, 'acceptLostClientAddress'],
            message: 'no mail port exposed here loses the address of its clients; remove it',
          },
        ];
  }
  if (acceptedBecause !== undefined) return [];
  const { seen, waysOut } = first.clientAddress;
  return [
    {
      path: ['entryPoints', entryPoint],
      message:
        `hides the address of clients on ${lost.map(({ port }) => port).join(', ')}: BlueMind sees ${seen}. ` +
        'A relay permit for its own network then makes it an open relay, blocklists and greylisting judge the wrong host, and a ban shuts everyone out. ' +
        `Either ${[...waysOut, 'say under acceptLostClientAddress why that is no harm here'].join(', or ')}`,
    },
  ];
}
