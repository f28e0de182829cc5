import { describeWay, objectsOf, waysIn } from '../access/ways-in';
import type { Rule } from '../finding';

/** Ports on which a client may log in without TLS. Port 25 needs clear text, and a redirect carries no data. */
export const cleartextPortExposed: Rule = {
  name: 'cleartext-port-exposed',
  severity: 'warning',
  why: 'RFC 8314 declares clear text obsolete: a client that is configured wrongly, or that an attacker on the way downgrades, sends passwords unencrypted.',
  mend: 'Expose the port with implicit TLS instead (imaps, pop3s, xmpps-client), or waive this with a reason.',
  check: (model, intent) =>
    waysIn(model, intent)
      .filter(
        ({ port }) =>
          port?.external &&
          ['none', 'optional-starttls'].includes(port.external.encryption) &&
          port.external.redirectsTo === undefined &&
          port.external.need === 'optional',
      )
      .filter(({ entry }) => entry.access !== 'node-port' || entry.service?.service.type === 'NodePort')
      .map((way) => ({
        message: `Port ${way.port?.name} (${way.number}) of ${way.pods.workload.title} accepts connections without TLS from outside ${describeWay(way)}.`,
        ...objectsOf(way),
        port: way.port?.name,
        setting: ['expose', way.port?.name ?? ''],
      })),
};
