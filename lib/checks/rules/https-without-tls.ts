import { describeWay, objectsOf, waysIn } from '../access/ways-in';
import type { Rule } from '../finding';

/** Requests without TLS are not routed to a port that BlueMind serves only with TLS. */
export const httpsWithoutTls: Rule = {
  name: 'https-without-tls',
  setting: ['entryPoints'],
  severity: 'warning',
  why: 'Browsers send passwords and cookies unencrypted to the controller, and users see no warning; only the connection from there to BlueMind uses TLS.',
  mend: 'Serve the route only on the controller’s entry point of HTTPS (with Traefik by the annotations router.entrypoints and router.tls), and redirect on port 80. Waive this with a reason if the controller’s own configuration redirects.',
  check: (model, intent) =>
    waysIn(model, intent)
      .filter(({ entry, port }) => entry.cleartext !== undefined && port?.external?.encryption === 'implicit-tls')
      .map((way) => ({
        message: `Port ${way.port?.name} (${way.number}) of ${way.pods.workload.title} is reached without TLS ${describeWay(way)}: ${way.entry.cleartext}.`,
        ...objectsOf(way),
        port: way.port?.name,
      })),
};
