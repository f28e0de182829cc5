import { objectsOf, waysIn } from '../access/ways-in';
import type { Rule } from '../finding';

/** A LoadBalancer Service opens its ports on every node, too. */
export const nodePortBesidesLoadBalancer: Rule = {
  name: 'node-port-besides-load-balancer',
  setting: ['entryPoints'],
  severity: 'info',
  why: 'Everyone who can reach a node can bypass the load balancer, its source ranges and its PROXY header.',
  mend: 'Set allocateNodePorts: false if the provider does not need node ports, or block access to the nodes from outside by other means.',
  check: (model, intent) => {
    const ways = waysIn(model, intent).filter(({ entry }) => entry.access === 'node-port' && entry.service?.service.type === 'LoadBalancer');
    const services = new Map(ways.map((way) => [way.entry.service?.service.reference, way]));
    return [...services.values()].map((way) => {
      const service = way.entry.service?.service;
      const isBypass = service?.sourceRanges !== undefined;
      return {
        message: `Service ${service?.reference.name} opens its ports on every node besides the load balancer${isBypass ? ', where its source ranges do not apply' : ''}.`,
        ...objectsOf(way),
        ...(isBypass && { severity: 'warning' as const }),
      };
    });
  },
};
