import type { Labels } from '../../../base/labels';
import { longestRequest } from '../../../catalogue';
import type { ChecklistItem, EntryIngress, Snippet } from '../../model';
import { annotate, annotationSettings, shell } from '../../snippets';

/** How to tell a controller that serves an Ingress to use TLS to the Service behind it. */
interface Telling {
  /** The controller by name. */
  readonly title: string;
  /** Annotation of the Ingress for it. @default - annotations of the Service */
  readonly annotation?: string;
  /** Its value. @default 'HTTPS' */
  readonly value?: string;
  /** Annotations of the Service for it. @default - an annotation of the Ingress */
  readonly ofService?: Labels;
  /** The instruction, as a text. */
  readonly how: (service: string) => string;
  /** Value of `controller` with which all of it is rendered. @default - there is none */
  readonly controller?: string;
}

/**
 * Controllers by the class that their charts and clouds give them. Sources: each one's documentation of annotations; for GKE that of HTTPS to the
 * backend; for OpenShift that of Routes made of Ingress objects.
 */
const byClass: Readonly<Record<string, Telling>> = {
  alb: {
    title: 'AWS Load Balancer Controller',
    annotation: 'alb.ingress.kubernetes.io/backend-protocol',
    how: () =>
      'annotation alb.ingress.kubernetes.io/backend-protocol: HTTPS and alb.ingress.kubernetes.io/target-type: ip, or node ports of the Service',
  },
  gce: {
    title: 'GKE Ingress',
    ofService: { 'cloud.google.com/app-protocols': '{"https":"HTTPS"}' },
    how: (service) => `annotation cloud.google.com/app-protocols: '{"https":"HTTPS"}' of Service ${service}`,
  },
  haproxy: {
    title: "HAProxy's ingress controller",
    annotation: 'haproxy.org/server-ssl',
    value: 'true',
    how: () => "annotation haproxy.org/server-ssl: 'true'",
    controller: 'haproxy',
  },
  kong: {
    title: 'Kong',
    ofService: { 'konghq.com/protocol': 'https' },
    how: (service) => `annotation konghq.com/protocol: https of Service ${service}`,
    controller: 'kong',
  },
  nginx: {
    title: 'ingress-nginx, or the controller of F5',
    annotation: 'nginx.ingress.kubernetes.io/backend-protocol',
    how: (service) => `annotation nginx.ingress.kubernetes.io/backend-protocol: HTTPS, or nginx.org/ssl-services: ${service}`,
    controller: 'ingress-nginx, or nginx',
  },
  'openshift-default': {
    title: 'OpenShift',
    annotation: 'route.openshift.io/termination',
    value: 'reencrypt',
    how: () =>
      'annotation route.openshift.io/termination: reencrypt, with route.openshift.io/destination-ca-certificate-secret for the authority of BlueMind’s certificate',
  },
  traefik: {
    title: 'Traefik',
    ofService: { 'traefik.ingress.kubernetes.io/service.serversscheme': 'https' },
    how: (service) =>
      `annotation traefik.ingress.kubernetes.io/service.serversscheme: https of Service ${service}, with a ServersTransport, and router.entrypoints: websecure of the Ingress, so that port 80 is not served in clear text`,
    controller: 'traefik',
  },
};

/** The controller of a class: `gce-internal` belongs to `gce`. */
const tellingOf = (className = ''): Telling | undefined =>
  (Object.hasOwn(byClass, className) ? byClass[className] : undefined) ??
  Object.entries(byClass).find(([name]) => className.startsWith(`${name}-`))?.[1];

/** BlueMind's 443 does not answer clear text, and no rendered object tells an unknown controller to use TLS. */
export function otherControllerItems({ entryPoint, namespace, className, annotations, backend, hosts }: EntryIngress): readonly ChecklistItem[] {
  const telling = tellingOf(className);
  const isTold = telling?.annotation !== undefined && telling.annotation in annotations;
  const item = (what: string, snippet: Snippet): ChecklistItem => ({
    entryPoint,
    where: telling?.title ?? 'The ingress controller',
    owner: 'controller',
    what,
    snippet,
  });
  const rendered = telling?.controller === undefined ? '' : ` All of that is rendered with controller: ${telling.controller}.`;
  return [
    ...(isTold
      ? []
      : [
          item(
            telling
              ? `Make it use TLS to port ${backend.port} of Service ${backend.service}, by ${telling.how(backend.service)}: BlueMind answers no request in clear text.${rendered}`
              : `Make it use TLS to port ${backend.port} of Service ${backend.service}, by annotations of the Ingress or its own configuration: BlueMind answers no request in clear text.`,
            telling?.ofService
              ? annotate('service', { namespace, name: backend.service }, telling.ofService)
              : annotationSettings(entryPoint, { [telling?.annotation ?? 'ANNOTATION']: telling?.value ?? 'HTTPS' }),
          ),
        ]),
    item(
      `Make it redirect port 80 to HTTPS, wait ${longestRequest} s for answers and accept uploads of any size: ActiveSync keeps requests open for 20 minutes.`,
      shell(`curl --silent --output /dev/null --write-out '%{http_code} %{redirect_url}\\n' http://${hosts[0] ?? 'mail.example.org'}/`),
    ),
  ];
}
