import type { Labels } from '../../../base/labels';
import type { EntryIngress, TraefikRedirect } from '../../model';
import { webEntryPoints } from './names';

/** Only annotations tell Traefik which of its entry points serve an Ingress, and whether with TLS; `spec.tls` only loads certificates. */
const router = 'traefik.ingress.kubernetes.io/router';

/** Serves an Ingress only with TLS. Without these annotations all default entry points serve it, including port 80 in clear text. */
export const overTlsAlone: Labels = { [`${router}.entrypoints`]: webEntryPoints.https, [`${router}.tls`]: 'true' };

/** Port 80 of an Ingress: none of its requests reach BlueMind. */
export function traefikRedirect(
  { name, namespace, hosts }: Pick<EntryIngress, 'name' | 'namespace' | 'hosts'>,
  annotations: Labels,
): TraefikRedirect {
  const middleware = `${name}-redirect`;
  return {
    middleware,
    ingress: {
      name: `${name}-http`,
      description: `Redirects browsers that come to ${hosts.join(', ')} without TLS to HTTPS.`,
      annotations: {
        ...withoutRouter(annotations),
        [`${router}.entrypoints`]: webEntryPoints.http,
        [`${router}.middlewares`]: `${namespace}-${middleware}@kubernetescrd`,
      },
    },
  };
}

/** Annotations of the settings for the router are meant for the HTTPS router. */
const withoutRouter = (annotations: Labels): Labels =>
  Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.startsWith(`${router}.`)));
