import type { BackendTlsSettings, FieldFault } from '../../../settings';
import type { BackendTls } from '../../model';

interface WithBackendTls {
  readonly backendTls?: BackendTlsSettings;
  readonly hosts: readonly string[];
}

/** The check that settings ask for; undefined if the certificate is not checked. */
export const backendTlsOf = ({ backendTls, hosts }: WithBackendTls): BackendTls | undefined =>
  backendTls && { caSecret: backendTls.caSecret, serverName: backendTls.serverName ?? firstName(hosts) ?? '' };

/** A certificate is checked for one name; a wildcard is not one. */
export const backendTlsFaults = (entryPoint: string, { backendTls, hosts }: WithBackendTls): readonly FieldFault[] =>
  backendTls && backendTls.serverName === undefined && hosts.length > 0 && firstName(hosts) === undefined
    ? [
        {
          path: ['entryPoints', entryPoint, 'backendTls', 'serverName'],
          message: `is needed, since '${hosts[0]}' is not a single name that BlueMind's certificate could contain; give a name that it contains`,
        },
      ]
    : [];

const firstName = (hosts: readonly string[]): string | undefined => hosts.find((host) => !host.startsWith('*'));
