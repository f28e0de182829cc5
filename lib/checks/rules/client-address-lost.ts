import { trustsClientAddress } from '../../plan';
import type { Rule } from '../finding';
import { exposureOf } from '../intent/intent';
import { describeWay, objectsOf, waysIn } from '../ways-in';

/** The classic disaster of mail on Kubernetes, looked for in what was really rendered. */
export const clientAddressLost: Rule = {
  name: 'client-address-lost',
  severity: 'error',
  why: 'BlueMind takes every client for a neighbour: a relay permit for its own network makes it an open relay, blocklists judge the wrong host, a ban shuts everyone out.',
  mend: 'Use externalTrafficPolicy: Local, or hand the address on by the PROXY protocol; or accept it with a reason under acceptLostClientAddress.',
  check: (model, intent) =>
    waysIn(model, intent)
      .filter(({ port, proxyListener, entry }) => port && trustsClientAddress(port) && !proxyListener && entry.seenAs !== 'client')
      .filter(({ port }) => {
        const exposure = port && exposureOf(intent, port.name);
        return !(exposure?.kind === 'exposed' && exposure.acceptedBecause !== undefined);
      })
      .map((way) => ({
        message: `Port ${way.port?.name} (${way.number}) of ${way.pods.workload.title} does not see the addresses of its clients ${describeWay(way)}: it sees ${way.entry.seenAs === 'node' ? 'that of a node' : 'that of the controller'}.`,
        ...objectsOf(way),
        port: way.port?.name,
      })),
};
