import type { Rule } from '../finding';
import { objectsOf, waysIn } from '../ways-in';

/** A LoadBalancer Service opens its ports on every node, too. */
export const nodePortBesidesLoadBalancer: Rule = {
  name: 'node-port-besides-load-balancer',
  severity: 'info',
  why: 'Whoever reaches a node gets in past the load balancer, its source ranges and its PROXY header.',
  mend: 'Set allocateNodePorts: false where the implementation does without, or keep the outside from the nodes by other means.',
  check: (model, intent) => {
    const ways = waysIn(model, intent).filter(({ entry }) => entry.access === 'node-port' && entry.service?.service.type === 'LoadBalancer');
    const services = new Map(ways.map((way) => [way.entry.service?.service.reference, way]));
    return [...services.values()].map((way) => {
      const service = way.entry.service?.service;
      const isBypass = service?.sourceRanges !== undefined;
      return {
        message: `Service ${service?.reference.name} opens its ports on every node besides the load balancer${isBypass ? ', where its source ranges do not hold' : ''}.`,
        ...objectsOf(way),
        ...(isBypass && { severity: 'warning' as const }),
      };
    });
  },
};
