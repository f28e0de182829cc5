import type { Advice } from '../model';
import { annotationSettings } from '../snippets';
import { type VersionLimit, versionsOf } from '../versions';
import { type LoadBalancerRequest, sendsHeaders } from './provider';

/**
 * kube-proxy handles the address of a balancer itself, so clients inside the cluster reach a listener without the PROXY header that it
 * expects (kubernetes/kubernetes #66607). If the provider reports a host name instead of the address, kube-proxy does not know the address.
 * @param itself versions whose controller sets ipMode: Proxy by itself, which says the same to kube-proxy. @default - none does
 */
export const shortCut = (request: LoadBalancerRequest, hostnameAnnotation: string, itself?: VersionLimit): readonly Advice[] =>
  sendsHeaders(request) && request.settings.annotations[hostnameAnnotation] === undefined
    ? [
        {
          what: `Set the annotation ${hostnameAnnotation} to the host name of the balancer${itself ? `, unless you run ${versionsOf(itself)}, which sets ipMode: Proxy by itself` : ''}: kube-proxy would route connections to its address inside the cluster, and these would arrive without the PROXY header (kubernetes/kubernetes #66607).`,
          snippet: annotationSettings(request.entryPoint, { [hostnameAnnotation]: 'mail.example.org' }),
        },
      ]
    : [];
