import type { Tries } from './support';

const settings = {
  entryPoints: { public: { type: 'LoadBalancer' as const }, web: { type: 'Ingress' as const, hosts: ['mail.example.org'] } },
  expose: { smtp: 'public', https: 'web' },
  cluster: { ingressController: { namespace: 'traefik' } },
};

export const tries: Tries = {
  'an Ingress without TLS': {
    settings,
    change: (find) => {
      delete find('Ingress mail-web').spec.tls;
    },
    found: [
      'warning: Port https (443) of mail/all-in-one[Workload] is reached without TLS through an ingress controller or gateway (Ingress mail/mail-web, Service mail/mail-nginx): it has no tls. | Ingress mail/mail-web, Service mail/mail-nginx | https',
    ],
  },
  'what is rendered': { settings, found: [] },
  'a port of a load balancer, where BlueMind itself has TLS': { found: [] },
};
