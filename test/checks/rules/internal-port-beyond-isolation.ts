import type { Tries } from './support';

const policy = (rule: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: more, namespace: mail }
spec: { podSelector: {}, ingress: [${rule}] }
`;
const place = ' | NetworkPolicy mail/more, Workload mail/all-in-one | line 5';
const anyPod = `error: Any pod of the cluster may connect to postgresql (5432) of mail/all-in-one[Workload].${place}`;
const outside = `error: Addresses outside the cluster may connect to postgresql (5432) of mail/all-in-one[Workload].${place}`;
const backup = { dump: { ports: ['postgresql'], from: [{ namespace: 'backup', podLabels: { app: 'pgdump' } }], reason: 'Nightly dump.' } };
const peer = 'from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: backup } }, podSelector: { matchLabels: { app: pgdump } } }]';

export const tries: Tries = {
  everyone: { more: policy('{ ports: [{ port: 5432 }] }'), found: [anyPod, outside] },
  'every pod': {
    more: policy('{ from: [{ namespaceSelector: {} }], ports: [{ port: 5432 }] }'),
    found: [anyPod, anyPod.replace('Any pod of the cluster', 'All pods in all namespaces')],
  },
  'some addresses': {
    more: policy('{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }], ports: [{ port: 5432 }] }'),
    found: [
      'error: Any pod of the cluster may (not certain) connect to postgresql (5432) of mail/all-in-one[Workload]: the addresses of pods are not known, which --pod-cidr or --ip-blocks-match-pods would settle. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
      outside,
    ],
  },
  'some pods of another namespace': {
    more: policy(`{ ${peer}, ports: [{ port: 5432 }] }`),
    found: [
      'error: Pods with app=pgdump in namespaces with kubernetes.io/metadata.name=backup may connect to postgresql (5432) of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
    ],
  },
  'more ports than a reader takes in': {
    more: policy('{ from: [{ namespaceSelector: {} }] }'),
    found: [
      'error: Any pod of the cluster may connect to cyrus-lmtp (24), webmail (81), pop3 (110), imap (143), pop3s (995), cyrus-pop3 (1110), cyrus-imap (1143), cyrus-sieve (2000) and 31 more of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
      'error: All pods in all namespaces may connect to cyrus-lmtp (24), webmail (81), pop3 (110), imap (143), pop3s (995), cyrus-pop3 (1110), cyrus-imap (1143), cyrus-sieve (2000) and 31 more of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
    ],
  },
  'no policy at all': {
    without: [
      'NetworkPolicy mail-all-in-one-default-deny',
      'NetworkPolicy mail-all-in-one-installation',
      'NetworkPolicy mail-all-in-one-from-public',
    ],
    found: [
      'error: Any pod of the cluster may connect to cyrus-lmtp (24), webmail (81), pop3 (110), imap (143), pop3s (995), cyrus-pop3 (1110), cyrus-imap (1143), cyrus-sieve (2000) and 31 more of mail/all-in-one[Workload], since no policy prevents it. | Workload mail/all-in-one',
      'error: Addresses outside the cluster may connect to cyrus-lmtp (24), webmail (81), pop3 (110), imap (143), pop3s (995), cyrus-pop3 (1110), cyrus-imap (1143), cyrus-sieve (2000) and 31 more of mail/all-in-one[Workload], since no policy prevents it. | Workload mail/all-in-one',
    ],
    others: ['pods-without-policy'],
  },
  'the settings allow these pods': { settings: { allow: backup }, more: policy(`{ ${peer}, ports: [{ port: 5432 }] }`), found: [] },
  'the settings allow these pods another port': {
    settings: { allow: backup },
    more: policy(`{ ${peer}, ports: [{ port: 8090 }] }`),
    found: [
      'error: Pods with app=pgdump in namespaces with kubernetes.io/metadata.name=backup may connect to core (8090) of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
    ],
  },
  'every pod, as the isolation says': {
    settings: { isolation: 'cluster' },
    more: policy('{ from: [{ namespaceSelector: {} }], ports: [{ port: 5432 }] }'),
    found: [],
  },
  'pods of the installation': {
    more: policy('{ from: [{ podSelector: { matchLabels: { app.kubernetes.io/instance: mail } } }], ports: [{ port: 5432 }] }'),
    found: [
      'error: Pods with app.kubernetes.io/instance=mail in namespace mail may connect to postgresql (5432) of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
    ],
  },
  'a port that is open to the outside anyway': { more: policy('{ ports: [{ port: 993 }] }'), found: [] },
  'a port that BlueMind does not have': { more: policy('{ ports: [{ port: 9999 }] }'), found: [] },
};
