import type { FieldFault } from '../../../settings';
import type { ClientAddress, PodPort } from '../../model';

/** Whether BlueMind trusts, blocks or bans by the client's address on a port, by the catalogue. */
export const trustsClientAddress = ({ external }: Pick<PodPort, 'external'>): boolean => external?.trustsClientAddress ?? false;

/** A lost client address, the classic disaster of mail on Kubernetes, is refused unless settings accept it with a reason. */
export function clientAddressFaults(
  entryPoint: string,
  acceptedBecause: string | undefined,
  exposed: readonly { readonly port: Pick<PodPort, 'name' | 'external'>; readonly clientAddress: ClientAddress }[],
): readonly FieldFault[] {
  const lost = exposed.filter(({ port, clientAddress }) => trustsClientAddress(port) && clientAddress.kind === 'lost');
  const [first] = lost;
  if (first?.clientAddress.kind !== 'lost') {
    return acceptedBecause === undefined
      ? []
      : [
          {
            path: ['entryPoints', entryPoint, 'acceptLostClientAddress'],
            message: 'no mail port of this entry point loses the address of its clients; remove it',
          },
        ];
  }
  if (acceptedBecause !== undefined) return [];
  const { seen, waysOut } = first.clientAddress;
  return [
    {
      path: ['entryPoints', entryPoint],
      message:
        `hides the address of clients on ${lost.map(({ port }) => port.name).join(', ')}: BlueMind sees ${seen}. ` +
        'If BlueMind lets its own network relay, it is then an open relay; blocklists and greylisting judge the wrong host, and one ban blocks everyone. ' +
        `Either ${[...waysOut, 'say under acceptLostClientAddress why this is harmless here'].join(', or ')}`,
    },
  ];
}
