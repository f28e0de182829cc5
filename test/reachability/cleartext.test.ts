import { type AssumptionOptions, entries, objectsModel } from '../../lib/reachability';

const pods = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'mail', labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', ports: [{ containerPort: 443 }] }] },
};

const service = (annotations: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'mail', annotations },
  spec: { selector: { app: 'web' }, ports: [{ port: 443 }] },
});

const ingress = (annotations: Record<string, string>, spec: Record<string, unknown> = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web', namespace: 'mail', annotations },
  spec: {
    tls: [{ hosts: ['mail.example.org'] }],
    rules: [
      {
        host: 'mail.example.org',
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 443 } } } }] },
      },
    ],
    ...spec,
  },
});

const ingressClass = (name: string, controller: string, isDefault = false) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name, annotations: { 'ingressclass.kubernetes.io/is-default-class': String(isDefault) } },
  spec: { controller },
});

const ingressRoute = (spec: Record<string, unknown>, middlewares: readonly unknown[] = []) => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'IngressRoute',
  metadata: { name: 'web', namespace: 'mail' },
  spec: { routes: [{ match: 'Host(`mail.example.org`)', kind: 'Rule', middlewares, services: [{ name: 'web', port: 443 }] }], ...spec },
});

const middleware = (name: string, spec: Record<string, unknown>, namespace = 'mail') => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind: 'Middleware',
  metadata: { name, namespace },
  spec,
});
const redirect = middleware('to-https', { redirectScheme: { scheme: 'https' } });

const openshift = (tls: unknown) => ({
  apiVersion: 'route.openshift.io/v1',
  kind: 'Route',
  metadata: { name: 'web', namespace: 'mail' },
  spec: { host: 'mail.example.org', to: { kind: 'Service', name: 'web' }, ...(tls !== undefined && { tls }) },
});

const gateway = (protocol: string) => [
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'mail' },
    spec: { gatewayClassName: 'any', listeners: [{ name: 'one', port: 80, protocol }] },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'web', namespace: 'mail' },
    spec: { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs: [{ name: 'web', port: 443 }] }] },
  },
];

const traefik = 'traefik.ingress.kubernetes.io';
const options: AssumptionOptions = {};

/** Each way to the pods with the reason why it is clear text; `TLS` if it is not. */
const waysOf = (...objects: readonly unknown[]): readonly string[] =>
  entries(objectsModel([pods, ...objects], options)).map(({ cleartext }) => cleartext ?? 'TLS');

const onDefaults = ['it names no entry points, so Traefik serves it on all default ones, including that of port 80'];

describe('an Ingress of Traefik is served in the clear', () => {
  test.each<[string, readonly unknown[], readonly string[]]>([
    ['by its class', [service(), ingress({}, { ingressClassName: 'traefik' })], onDefaults],
    ['by the class in an annotation', [service(), ingress({ 'kubernetes.io/ingress.class': 'traefik' })], onDefaults],
    ['by an annotation of its own', [service(), ingress({ [`${traefik}/router.priority`]: '1' })], onDefaults],
    ['by an annotation of its Service', [service({ [`${traefik}/service.serversscheme`]: 'https' }), ingress({})], onDefaults],
    [
      'by the class that is there',
      [service(), ingressClass('public', 'traefik.io/ingress-controller'), ingress({}, { ingressClassName: 'public' })],
      onDefaults,
    ],
    ['by the default class', [service(), ingressClass('public', 'traefik.io/ingress-controller', true), ingress({})], onDefaults],
    ['on web', [service(), ingress({ [`${traefik}/router.entrypoints`]: 'web, websecure' })], ["it asks for no TLS on Traefik's entry point web"]],
    ['where router.tls is false', [service(), ingress({ [`${traefik}/router.tls`]: 'false' })], onDefaults],
    [
      'where its middleware redirects nothing',
      [service(), middleware('to-https', { headers: {} }), ingress({ [`${traefik}/router.middlewares`]: 'mail-to-https@kubernetescrd' })],
      onDefaults,
    ],
  ])('%s', (_, objects, expected) => expect(waysOf(...objects)).toEqual(expected));

  test.each<[string, readonly unknown[], readonly string[]]>([
    ['not on websecure alone', [service(), ingress({ [`${traefik}/router.entrypoints`]: 'websecure' })], ['TLS']],
    ['not with router.tls', [service(), ingress({ [`${traefik}/router.tls`]: 'true' })], ['TLS']],
    ['not with options of router.tls', [service(), ingress({ [`${traefik}/router.tls.options`]: 'mail-strict@kubernetescrd' })], ['TLS']],
    ['not where it redirects', [service(), redirect, ingress({ [`${traefik}/router.middlewares`]: 'mail-to-https@kubernetescrd' })], ['TLS']],
    [
      'not where a chain redirects',
      [
        service(),
        redirect,
        middleware('all', { chain: { middlewares: [{ name: 'to-https' }] } }),
        ingress({ [`${traefik}/router.middlewares`]: 'mail-all@kubernetescrd' }),
      ],
      ['TLS'],
    ],
    [
      'and led nowhere at all where web redirects',
      [service(), redirect, ingress({ [`${traefik}/router.entrypoints`]: 'web', [`${traefik}/router.middlewares`]: 'mail-to-https@kubernetescrd' })],
      [],
    ],
    [
      'not by another class that is there',
      [service(), ingressClass('traefik', 'example.org/other'), ingress({}, { ingressClassName: 'traefik' })],
      ['TLS'],
    ],
  ])('%s', (_, objects, expected) => expect(waysOf(...objects)).toEqual(expected));
});

test.each<[string, readonly unknown[], readonly string[]]>([
  ['an IngressRoute without TLS on default entry points', [ingressRoute({})], onDefaults],
  ['an IngressRoute on web', [ingressRoute({ entryPoints: ['web'] })], ["it asks for no TLS on Traefik's entry point web"]],
  ['an IngressRoute with TLS', [ingressRoute({ tls: {} })], ['TLS']],
  ['an IngressRoute on websecure', [ingressRoute({ entryPoints: ['websecure'] })], ['TLS']],
  ['an IngressRoute that redirects', [redirect, ingressRoute({ entryPoints: ['web'] }, [{ name: 'to-https' }])], []],
  ['an IngressRoute with the middleware of another namespace', [redirect, ingressRoute({}, [{ name: 'to-https', namespace: 'other' }])], onDefaults],
  ['an Ingress without TLS', [ingress({}, { tls: [] })], ['it has no tls']],
  ['an Ingress with TLS, by which controllers redirect', [ingress({})], ['TLS']],
  ['ingress-nginx told to redirect', [ingress({ 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true' }, { tls: [] })], ['TLS']],
  [
    'ingress-nginx told not to',
    [ingress({ 'nginx.ingress.kubernetes.io/ssl-redirect': 'false' })],
    ['nginx.ingress.kubernetes.io/ssl-redirect is false'],
  ],
  ['HAProxy told not to', [ingress({ 'haproxy.org/ssl-redirect': 'false' })], ['haproxy.org/ssl-redirect is false']],
  ['Kong', [ingress({}, { ingressClassName: 'kong' })], ['Kong serves an Ingress without TLS too, unless konghq.com/protocols is https']],
  ['Kong with https alone', [ingress({ 'konghq.com/protocols': 'https' }, { ingressClassName: 'kong' })], ['TLS']],
  ['GCE without HTTP', [ingress({ 'kubernetes.io/ingress.allow-http': 'false' }, { tls: [] })], ['TLS']],
  ['a Route without TLS', [openshift(undefined)], ['it has no tls']],
  ['a Route with TLS at the edge', [openshift({ termination: 'edge' })], ['TLS']],
  ['a Route that allows both', [openshift({ termination: 'edge', insecureEdgeTerminationPolicy: 'Allow' })], ['it allows requests without TLS']],
  ['a Gateway’s listener of HTTP', gateway('HTTP'), ['listener one speaks HTTP without TLS']],
  ['a Gateway’s listener of HTTPS', gateway('HTTPS'), ['TLS']],
])('%s', (_, objects, expected) => expect(waysOf(service(), ...objects)).toEqual(expected));
