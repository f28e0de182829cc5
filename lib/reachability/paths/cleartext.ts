import type { Model } from '../model/model';
import type { RouteObject, Way } from '../objects/route';
import type { Labels } from '../sets/selectors';
import { isServedByTraefik, requestsThroughTraefik, traefikWay } from './traefik';

/** What an HTTP proxy does with requests on a way. */
export interface Requests {
  /** Why requests without TLS are forwarded. Unset if they are not, or if nothing tells. */
  readonly cleartext?: string;
  /** Whether the proxy answers all of them itself, so that nothing is forwarded. */
  readonly closed: boolean;
}

/**
 * What happens to requests without TLS, by the objects: the controller's own configuration is not visible here.
 * @param service annotations of the Service behind the way
 */
export function requestsOf(route: RouteObject, { web }: Way, service: Labels | undefined, model: Model): Requests {
  if (!web) return { closed: false };
  if (route.dialect === 'traefik') return requestsThroughTraefik(web, model);
  if (route.dialect === 'ingress' && isServedByTraefik(route, service, model)) return requestsThroughTraefik(traefikWay(route), model);
  const why = web.cleartext
    ? 'it allows requests without TLS'
    : route.dialect === 'ingress'
      ? whyCleartext(route, web.tls, service)
      : withoutTls(web.tls);
  return { closed: false, ...(why !== undefined && { cleartext: why }) };
}

const withoutTls = (tls: boolean): string | undefined => (tls ? undefined : 'it has no tls');

/** Annotations by which controllers forward no request without TLS, each with its values for it. */
const closing: Readonly<Record<string, RegExp>> = {
  'alb.ingress.kubernetes.io/certificate-arn': /./,
  'alb.ingress.kubernetes.io/ssl-redirect': /./,
  'haproxy.org/ssl-redirect': /^true$/,
  'ingress.kubernetes.io/ssl-redirect': /^true$/,
  'konghq.com/protocols': /^(https|grpcs|,)+$/,
  'kubernetes.io/ingress.allow-http': /^false$/,
  'nginx.ingress.kubernetes.io/force-ssl-redirect': /^true$/,
  'nginx.org/redirect-to-https': /^true$/,
};

/** Annotations by which they forward it although the Ingress has `tls`, for which most redirect. */
const opening: readonly string[] = [
  'haproxy.org/ssl-redirect',
  'ingress.kubernetes.io/ssl-redirect',
  'nginx.ingress.kubernetes.io/ssl-redirect',
  'nginx.org/ssl-redirect',
];

function whyCleartext({ annotations = new Map(), className }: RouteObject, tls: boolean, service: Labels | undefined): string | undefined {
  if (Object.entries(closing).some(([key, values]) => values.test(annotations.get(key) ?? ''))) return undefined;
  const off = opening.find((key) => annotations.get(key) === 'false');
  if (off !== undefined) return `${off} is false`;
  const keys = [...annotations.keys(), ...(service?.keys() ?? [])];
  if (/^kong/.test(className ?? '') || keys.some((key) => key.startsWith('konghq.com/')))
    return 'Kong serves an Ingress without TLS too, unless konghq.com/protocols is https';
  return withoutTls(tls);
}
