import { allWays, describePort, describeWay, objectsOf } from '../access/ways-in';
import type { Rule } from '../finding';

/** The main promise: no internal port is reachable from outside. */
export const internalPortExposed: Rule = {
  name: 'internal-port-exposed',
  setting: ['expose'],
  severity: 'error',
  why: "BlueMind's internal ports trust everyone who can connect; open to the outside, they expose mail, data and administration.",
  mend: 'Remove the port from the object that opens it, or remove the rule that admits the outside from the policies of these pods.',
  check: (model, intent) =>
    allWays(model, intent)
      .filter(({ port, proxyListener }) => port?.audience === 'internal' && !proxyListener)
      .map((way) => ({
        message: `Internal port ${describePort(way.port, way.protocol, way.number)} of ${way.pods.workload.title} is open to the outside ${describeWay(way)}.`,
        ...objectsOf(way),
        port: way.port?.name,
        ...(way.closed && { mend: 'Remove the port from the object that opens it: only the policies of these pods keep it closed now.' }),
      })),
};
