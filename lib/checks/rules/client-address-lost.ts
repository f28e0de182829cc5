import { trustsClientAddress } from '../../plan';
import { describeWay, objectsOf, type WayIn, waysIn } from '../access/ways-in';
import type { Rule } from '../finding';
import { exposureOf } from '../intent/intent';

/** What the pods see; ends a sentence. */
const seen: Readonly<Record<WayIn['entry']['seenAs'], string>> = {
  client: 'that of the client',
  node: 'that of a node',
  balancer: 'that of the balancer',
  controller: 'that of the controller',
};

/** The classic disaster of mail on Kubernetes: a port takes the address of a node or balancer for that of the client. */
export const clientAddressLost: Rule = {
  name: 'client-address-lost',
  severity: 'error',
  why: 'BlueMind sees every client as a host of its own network: if that network may relay, it becomes an open relay; blocklists judge the wrong host, and one ban blocks everyone.',
  mend: 'Use externalTrafficPolicy: Local, or send the address by the PROXY protocol; or accept the loss with a reason under acceptLostClientAddress.',
  check: (model, intent) => {
    const ways = waysIn(model, intent);
    return ways
      .filter((way) => !isBesideStraight(way, ways))
      .filter(({ port, proxyListener, entry }) => port && trustsClientAddress(port) && !proxyListener && entry.seenAs !== 'client')
      .filter(({ port }) => {
        const exposure = port && exposureOf(intent, port.name);
        return !(exposure?.kind === 'exposed' && exposure.acceptedBecause !== undefined);
      })
      .map((way) => ({
        message: `Port ${way.port?.name} (${way.number}) of ${way.pods.workload.title} does not see the addresses of its clients ${describeWay(way)}: it sees ${seen[way.entry.seenAs]}.`,
        ...objectsOf(way),
        port: way.port?.name,
        setting: ['expose', way.port?.name ?? ''],
      }));
  },
};

/** Whether it is the node port of a Service whose balancer connects straight to the pods: no client uses it, and node-port-besides-load-balancer reports it. */
const isBesideStraight = ({ entry: { access, service }, number }: WayIn, ways: readonly WayIn[]): boolean =>
  access === 'node-port' &&
  ways.some(
    ({ entry, number: other }) =>
      entry.access === 'load-balancer' && entry.seenAs === 'client' && entry.service?.service === service?.service && other === number,
  );
