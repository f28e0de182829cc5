import { allWays, describePort, describeWay, objectsOf } from '../access/ways-in';
import type { Rule } from '../finding';
import { mayBeExposed } from '../intent/intent';

/** External ports are exposed as chosen, and unknown ports are not. */
export const unchosenExposure: Rule = {
  name: 'unchosen-exposure',
  setting: ['expose'],
  severity: 'error',
  why: 'Nobody watches a port that nobody chose to expose.',
  mend: 'Choose it under `expose`, or remove it from the object that opens it.',
  check: (model, intent) =>
    allWays(model, intent)
      .filter(({ pods, port, proxyListener }) => !proxyListener && port?.audience !== 'internal' && !(port && mayBeExposed(intent, port, pods.name)))
      .map((way) => ({
        message: `${way.port ? 'Port' : 'An unknown port,'} ${describePort(way.port, way.protocol, way.number)}${way.port ? '' : ','} of ${way.pods.workload.title} is open to the outside ${describeWay(way)}, although ${intent.plan ? 'the settings do not expose it' : 'BlueMind has no such port'}.`,
        ...objectsOf(way),
        ...(way.port && { port: way.port.name, setting: ['expose', way.port.name] }),
      })),
};
