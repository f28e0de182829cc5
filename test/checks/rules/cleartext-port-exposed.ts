import type { Tries } from './support';

const expose = (...ports: readonly string[]) => ({ expose: Object.fromEntries(['smtp', 'https', ...ports].map((port) => [port, 'public'])) });
const says = (port: string, access = 'a load balancer') =>
  `warning: Port ${port} of mail/all-in-one[Workload] accepts connections without TLS from outside through ${access} (Service mail/mail-public). | Service mail/mail-public | ${port.split(' ')[0]}`;

export const tries: Tries = {
  'STARTTLS that a client may do without': {
    settings: expose('imap', 'pop3', 'xmpp-client'),
    found: [says('pop3 (110)'), says('imap (143)'), says('xmpp-client (5222)')],
  },
  'implicit TLS in its place': { settings: expose('imaps', 'pop3s', 'xmpps-client'), found: [] },
  'STARTTLS that the server requires': { settings: expose('submission', 'submissions'), found: [] },
  'a redirect, which carries nothing': { settings: expose('http'), found: [] },
  'mandatory ports, port 25 among them': { settings: expose(), found: [] },
  'a node port that was chosen': {
    settings: {
      entryPoints: { public: { type: 'NodePort', nodePorts: { smtp: 30025, https: 30443, imap: 30143 } } },
      ...expose('imap'),
    },
    found: [says('imap (143)', 'a port of every node')],
  },
  'an internal port is another rule’s business': {
    change: (find) => {
      find('Service mail-postgresql').spec.type = 'LoadBalancer';
    },
    found: [],
    others: ['internal-port-exposed'],
  },
};
