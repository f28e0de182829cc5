import type { BackendTlsSettings } from '../../../settings';
import type { TraefikServersTransport } from '../../model';
import { backendTlsOf } from '../controllers/backend-tls';

/** How Traefik connects to BlueMind's HTTPS: without this object, Traefik would look for the pod's address in the certificate and answer every request with an error. */
export function traefikServersTransport(
  prefix: string,
  settings: { readonly backendTls?: BackendTlsSettings; readonly hosts: readonly string[] },
): TraefikServersTransport {
  const tls = backendTlsOf(settings);
  return { name: `${prefix}-https`, ...(tls && { tls }) };
}
