import type { Model } from '../model/model';
import type { RouteObject, WebWay } from '../objects/route';
import type { Labels } from '../sets/selectors';

/** Annotations with instructions for Traefik. */
const prefix = 'traefik.ingress.kubernetes.io/';

/** Whether Traefik serves an Ingress, by its class, its annotations or those of the Service behind it. */
export function isServedByTraefik({ className, annotations = new Map() }: RouteObject, service: Labels | undefined, model: Model): boolean {
  const isOfTraefik = (map: Labels) => [...map.keys()].some((key) => key.startsWith(prefix));
  const given = model.objects.ingressClasses.find(({ name, isDefault }) => (className === undefined ? isDefault : name === className));
  if (given) return given.controller.startsWith('traefik.io/');
  return /traefik/i.test(className ?? '') || isOfTraefik(annotations) || (service !== undefined && isOfTraefik(service));
}

/** What Traefik reads from the annotations of an Ingress: `spec.tls` only loads certificates for it. */
export function traefikWay({ annotations = new Map() }: RouteObject): WebWay {
  const list = (key: string) => (annotations.get(`${prefix}${key}`) ?? '').split(',').flatMap((one) => one.trim() || []);
  return {
    tls: [...annotations].some(([key, value]) => (key === `${prefix}router.tls` ? value === 'true' : key.startsWith(`${prefix}router.tls.`))),
    entryPoints: list('router.entrypoints'),
    // `NAMESPACE-NAME@kubernetescrd`, in which any of several dashes may be the separator.
    middlewares: list('router.middlewares').flatMap((name) => namedMiddlewares(name)),
  };
}

/** All ways to read the name of another provider's object. */
function namedMiddlewares(name: string): readonly string[] {
  const [object = '', provider] = name.split('@');
  if (provider !== 'kubernetescrd') return [];
  return [...object].flatMap((letter, index) => (letter === '-' ? [`${object.slice(0, index)}/${object.slice(index + 1)}`] : []));
}

/** Traefik's chart has TLS on its entry point websecure; others with this name count as the same. */
const hasTls = (entryPoint: string): boolean => /secure|https|tls|443/i.test(entryPoint);

/** Why requests without TLS are forwarded, and whether none is because all are redirected. */
export function requestsThroughTraefik(
  { tls, entryPoints, middlewares }: WebWay,
  model: Model,
): { readonly cleartext?: string; readonly closed: boolean } {
  const plain = entryPoints.filter((name) => !hasTls(name));
  if (tls || (entryPoints.length > 0 && plain.length === 0)) return { closed: false };
  if (middlewares.some((name) => redirects(name, model))) return { closed: entryPoints.length > 0 && plain.length === entryPoints.length };
  return {
    closed: false,
    cleartext:
      entryPoints.length === 0
        ? 'it names no entry points, so Traefik serves it on all default ones, including that of port 80'
        : `it asks for no TLS on Traefik's entry point ${plain.join(' and ')}`,
  };
}

function redirects(name: string, model: Model, seen: readonly string[] = []): boolean {
  if (seen.includes(name)) return false;
  return model.objects.middlewares.some(
    (middleware) => middleware.name === name && (middleware.redirects || middleware.chain.some((next) => redirects(next, model, [...seen, name]))),
  );
}
