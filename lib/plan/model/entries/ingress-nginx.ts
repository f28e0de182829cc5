import type { ControllerEntry } from './controller-route';

/** TCP routes through ingress-nginx, by a ConfigMap that the controller reads; the web goes through an Ingress. */
export interface EntryIngressNginx extends ControllerEntry {
  readonly kind: 'IngressNginx';
  readonly configMap: { readonly name: string; readonly namespace: string };
}
