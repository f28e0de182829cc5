import { type LoadBalancerRequest, sendsHeaders } from './provider';

/**
 * kube-proxy answers for the address of a balancer by itself, so that clients inside the cluster reach a listener without the PROXY header that it
 * expects (kubernetes/kubernetes #66607). Where the provider reports a host name in place of the address, kube-proxy does not know it.
 */
export const shortCut = (request: LoadBalancerRequest, hostnameAnnotation: string): readonly string[] =>
  sendsHeaders(request) && request.settings.annotations[hostnameAnnotation] === undefined
    ? [
        `Set the annotation ${hostnameAnnotation} to the host name of the balancer: kube-proxy answers for its address inside the cluster, and clients there would arrive without the PROXY header (kubernetes/kubernetes #66607).`,
      ]
    : [];
