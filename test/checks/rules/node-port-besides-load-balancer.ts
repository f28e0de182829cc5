import type { Tries } from './support';

const ranges = { entryPoints: { public: { type: 'LoadBalancer' as const, sourceRanges: ['192.0.2.0/24'] } } };

export const tries: Tries = {
  'a load balancer with node ports': {
    found: ['info: Service mail-public opens its ports on every node besides the load balancer. | Service mail/mail-public'],
  },
  'its source ranges do not hold there': {
    settings: ranges,
    found: [
      'warning: Service mail-public opens its ports on every node besides the load balancer, where its source ranges do not apply. | Service mail/mail-public',
    ],
  },
  'without node ports': {
    settings: ranges,
    change: (find) => {
      find('Service mail-public').spec.allocateLoadBalancerNodePorts = false;
    },
    found: [],
  },
  'node ports that were chosen': {
    settings: {
      entryPoints: { public: { type: 'NodePort', nodePorts: { smtp: 30025, https: 30443 } } },
      expose: { smtp: 'public', https: 'public' },
    },
    found: [],
  },
  'two load balancers are two': {
    settings: {
      entryPoints: { public: { type: 'LoadBalancer' }, other: { type: 'LoadBalancer' } },
      expose: { smtp: 'public', https: 'other', imaps: 'other' },
    },
    found: [
      'info: Service mail-other opens its ports on every node besides the load balancer. | Service mail/mail-other',
      'info: Service mail-public opens its ports on every node besides the load balancer. | Service mail/mail-public',
    ],
  },
};
