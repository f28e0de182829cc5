import type { Labels } from '../../../base/labels';
import type { EntryIngress, TraefikRedirect } from '../../model';
import { webEntryPoints } from './names';

/** Of an Ingress, Traefik learns by annotations alone which of its entry points serve it, and whether with TLS; `spec.tls` only loads certificates. */
const router = 'traefik.ingress.kubernetes.io/router';

/** Serves an Ingress with TLS alone. Without these, all default entry points serve it, that of port 80 in the clear. */
export const overTlsAlone: Labels = { [`${router}.entrypoints`]: webEntryPoints.https, [`${router}.tls`]: 'true' };

/** Port 80 of an Ingress: nothing of it leads to BlueMind. */
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

/** What settings say of the router is meant for that of HTTPS. */
const withoutRouter = (annotations: Labels): Labels =>
  Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.startsWith(`${router}.`)));
