import { bluemind4 } from '../../../lib/catalogue';
import type { Tries } from './support';

const settings = { workloads: 'roles', isolation: 'connections' } as const;
const deny = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: mail }
spec: { podSelector: { matchLabels: { app.kubernetes.io/component: smtp } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [{ port: 53 }, { port: 53, protocol: UDP }] }] }
`;

export const tries: Tries = {
  'the policies of the destination do not admit it': {
    settings,
    change: (find) => find('NetworkPolicy mail-database-connections').spec.ingress.pop(),
    found: [
      'error: webmail on mail/smtp[Workload] cannot connect to postgresql, port postgresql (5432) of mail/database[Workload] (preferences). | NetworkPolicy mail/mail-database-connections, NetworkPolicy mail/mail-database-default-deny | postgresql',
    ],
  },
  'the policies of the source do not let it out': {
    settings,
    more: deny,
    found: [
      'error: postfix on mail/smtp[Workload] cannot connect to postfix, port smtp (25) of mail/smtp[Workload] (relays between the mail servers of the installation). | NetworkPolicy mail/deny | smtp',
      'error: milter on mail/smtp[Workload] cannot connect to core, port core (8090) of mail/core[Workload] (rules of the domain). | NetworkPolicy mail/deny | core',
      'error: ysnp on mail/smtp[Workload] cannot connect to core, port core (8090) of mail/core[Workload] (checks passwords). | NetworkPolicy mail/deny | core',
      'error: milter on mail/smtp[Workload] cannot connect to hazelcast, port hazelcast (5701) of mail/core[Workload] (client of the message bus). | NetworkPolicy mail/deny | hazelcast',
      'error: milter on mail/smtp[Workload] cannot connect to hazelcast, port hazelcast (5701) of mail/web[Workload] (client of the message bus). | NetworkPolicy mail/deny | hazelcast',
      'error: ysnp on mail/smtp[Workload] cannot connect to hazelcast, port hazelcast (5701) of mail/core[Workload] (client of the message bus). | NetworkPolicy mail/deny | hazelcast',
      'error: ysnp on mail/smtp[Workload] cannot connect to hazelcast, port hazelcast (5701) of mail/web[Workload] (client of the message bus). | NetworkPolicy mail/deny | hazelcast',
      'error: telegraf on mail/smtp[Workload] cannot connect to influxdb, port influxdb (8086) of mail/metrics[Workload] (writes metrics). | NetworkPolicy mail/deny | influxdb',
      'error: webmail on mail/smtp[Workload] cannot connect to cyrus, port cyrus-imap (1143) of mail/mailbox[Workload] (reads mail). | NetworkPolicy mail/deny | cyrus-imap',
      'error: webmail on mail/smtp[Workload] cannot connect to core, port core (8090) of mail/core[Workload] (REST API). | NetworkPolicy mail/deny | core',
      'error: webmail on mail/smtp[Workload] cannot connect to core, port locator (8084) of mail/core[Workload] (where a service is). | NetworkPolicy mail/deny | locator',
      'error: webmail on mail/smtp[Workload] cannot connect to webserver, port webserver (8080) of mail/web[Workload] (shared web resources). | NetworkPolicy mail/deny | webserver',
      'error: webmail on mail/smtp[Workload] cannot connect to postgresql, port postgresql (5432) of mail/database[Workload] (preferences). | NetworkPolicy mail/deny | postgresql',
      'error: postfix on mail/smtp[Workload] cannot connect to lmtpd, port lmtp (2400) of mail/mailbox[Workload] (delivers mail). | NetworkPolicy mail/deny | lmtp',
    ],
  },
  'by addresses, of which nobody knows whether pods have them': {
    settings,
    change: (find) => {
      for (const rule of find('NetworkPolicy mail-database-connections').spec.ingress) rule.from = [{ ipBlock: { cidr: '10.0.0.0/8' } }];
    },
    found: [
      'core on mail/core[Workload] cannot connect to postgresql, port postgresql (5432) of mail/database[Workload] (data)',
      'core on mail/core[Workload] cannot connect to node, port node-http (8021) of mail/database[Workload] (claims a server)',
      'core on mail/core[Workload] cannot connect to node, port node-https (8022) of mail/database[Workload] (administers a server)',
      'webmail on mail/smtp[Workload] cannot connect to postgresql, port postgresql (5432) of mail/database[Workload] (preferences)',
    ].map(
      (text) =>
        `error: ${text}, not certain: the addresses of pods are not known, which --pod-cidr or --ip-blocks-match-pods would settle. | NetworkPolicy mail/mail-database-connections, NetworkPolicy mail/mail-database-default-deny | ${/port (\S+)/.exec(text)?.[1]}`,
    ),
    others: ['internal-port-beyond-isolation'],
  },
  'what is rendered': { settings, found: [] },
  'what is admitted beyond BlueMind’s connections is gone': {
    settings: { ...settings, allow: { dump: { ports: ['postgresql'], from: [{ namespace: 'backup' }], reason: 'Nightly dump.' } } },
    without: ['NetworkPolicy mail-database-allow-dump'],
    found: [],
  },
  'pods on the network of their node': {
    settings,
    without: ['NetworkPolicy mail-database-connections'],
    more: ['smtp', 'core']
      .map(
        (component) => `
apiVersion: v1
kind: Pod
metadata: { name: ${component}, namespace: mail, labels: { app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: mail, app.kubernetes.io/component: ${component} } }
spec: { hostNetwork: true, containers: [{ name: ${component}, image: bluemind }] }
`,
      )
      .join('---'),
    found: [],
    others: ['host-network-unprotected', 'internal-port-beyond-isolation'],
  },
  'between pods and a machine': {
    settings: {
      isolation: 'connections',
      workloads: {
        database: { roles: ['database'], addresses: ['192.0.2.10'] },
        pods: { roles: bluemind4.roles.flatMap(({ name }) => (name === 'database' ? [] : [name])) },
      },
      cluster: { podCidrs: ['10.244.0.0/16'] },
    },
    change: (find) => {
      const { spec } = find('NetworkPolicy mail-pods-connections');
      spec.ingress = spec.ingress.filter(({ from }: { from: readonly { ipBlock?: object }[] }) => from.every(({ ipBlock }) => !ipBlock));
    },
    found: [
      "error: telegraf on the machines of workload 'database' cannot connect to influxdb, port influxdb (8086) of mail/pods[Workload] (writes metrics). | NetworkPolicy mail/mail-pods-connections, NetworkPolicy mail/mail-pods-default-deny, NetworkPolicy mail/mail-pods-from-public | influxdb",
    ],
  },
};
