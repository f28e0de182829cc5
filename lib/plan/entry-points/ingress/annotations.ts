import type { Labels } from '../../../base/labels';
import { longestRequest } from '../../../catalogue';
import type { EntryPointSettings } from '../../../settings';
import type { BackendTls } from '../../model';
import { overTlsAlone } from '../traefik/redirect';

export type IngressController = Extract<EntryPointSettings, { type: 'Ingress' }>['controller'];

/** Input for the annotations of an Ingress. */
export interface WebRoute {
  readonly namespace: string;
  /** Service behind the Ingress. */
  readonly service: string;
  /** Name of the ServersTransport, for Traefik. */
  readonly serversTransport: string;
  /** How BlueMind's certificate is checked. @default - it is not */
  readonly backendTls?: BackendTls;
  /** Allowed client addresses; empty for everyone. */
  readonly sourceRanges: readonly string[];
}

interface ControllerAnnotations {
  readonly ingress?: Labels;
  readonly service?: Labels;
}

/**
 * How to tell each controller what BlueMind's web needs: TLS to the backend, requests that take 20 minutes, uploads of any size, a redirect to
 * HTTPS. Only F5's controller needs an annotation for WebSockets; HAProxy and Traefik do not limit uploads.
 */
export const controllerAnnotations: Readonly<Record<IngressController, (web: WebRoute) => ControllerAnnotations>> = {
  // Annotations of haproxytech/kubernetes-ingress 3.2; WebSockets fall under timeout-tunnel, an hour by default and only to be set for the whole controller.
  haproxy: ({ namespace, backendTls, sourceRanges }) => ({
    ingress: {
      'haproxy.org/server-ssl': 'true',
      ...(backendTls && { 'haproxy.org/server-ca': `${namespace}/${backendTls.caSecret}` }),
      'haproxy.org/ssl-redirect': 'true',
      'haproxy.org/ssl-redirect-code': '301',
      'haproxy.org/ssl-redirect-port': '443',
      'haproxy.org/timeout-server': `${longestRequest}s`,
      ...(sourceRanges.length > 0 && { 'haproxy.org/allow-list': sourceRanges.join(', ') }),
    },
  }),
  'ingress-nginx': ({ namespace, backendTls, sourceRanges }) => ({
    ingress: {
      'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
      ...(backendTls && {
        'nginx.ingress.kubernetes.io/proxy-ssl-name': backendTls.serverName,
        'nginx.ingress.kubernetes.io/proxy-ssl-secret': `${namespace}/${backendTls.caSecret}`,
        'nginx.ingress.kubernetes.io/proxy-ssl-server-name': 'on',
        'nginx.ingress.kubernetes.io/proxy-ssl-verify': 'on',
      }),
      'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true',
      'nginx.ingress.kubernetes.io/proxy-body-size': '0',
      'nginx.ingress.kubernetes.io/proxy-read-timeout': `${longestRequest}`,
      'nginx.ingress.kubernetes.io/proxy-send-timeout': `${longestRequest}`,
      ...(sourceRanges.length > 0 && { 'nginx.ingress.kubernetes.io/whitelist-source-range': sourceRanges.join(',') }),
    },
  }),
  kong: ({ backendTls }) => ({
    ingress: { 'konghq.com/https-redirect-status-code': '301', 'konghq.com/protocols': 'https' },
    service: {
      'konghq.com/protocol': 'https',
      ...(backendTls && { 'konghq.com/ca-certificates-secrets': backendTls.caSecret, 'konghq.com/tls-verify': 'true' }),
      'konghq.com/read-timeout': `${longestRequest * 1000}`,
      'konghq.com/write-timeout': `${longestRequest * 1000}`,
    },
  }),
  // F5's controller, of the nginx.org annotations.
  nginx: ({ service }) => ({
    ingress: {
      'nginx.org/client-max-body-size': '0',
      'nginx.org/proxy-read-timeout': `${longestRequest}s`,
      'nginx.org/proxy-send-timeout': `${longestRequest}s`,
      'nginx.org/ssl-services': service,
      'nginx.org/websocket-services': service,
    },
  }),
  traefik: ({ namespace, serversTransport }) => ({
    ingress: overTlsAlone,
    service: {
      'traefik.ingress.kubernetes.io/service.serversscheme': 'https',
      'traefik.ingress.kubernetes.io/service.serverstransport': `${namespace}-${serversTransport}@kubernetescrd`,
    },
  }),
  other: () => ({}),
};
