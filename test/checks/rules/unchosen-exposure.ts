import type { Tries } from './support';

const adds =
  (name: string, number: number) =>
  (find: (title: string) => { readonly spec: { readonly ports: object[] } }): void => {
    find('Service mail-public').spec.ports.push({ name, port: number, protocol: 'TCP', targetPort: number });
  };

export const tries: Tries = {
  'an external port that the settings do not expose': {
    change: adds('pop3s', 995),
    found: [
      'error: Port pop3s (995) of mail/all-in-one[Workload] is open to the outside through a load balancer (Service mail/mail-public), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public | pop3s',
      'error: Port pop3s (995) of mail/all-in-one[Workload] is open to the outside through a port of every node (Service mail/mail-public), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public | pop3s',
    ],
  },
  'a port that BlueMind does not have': {
    change: adds('shop', 9999),
    found: [
      'error: An unknown port, TCP 9999, of mail/all-in-one[Workload] is open to the outside through a load balancer (Service mail/mail-public), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public',
      'error: An unknown port, TCP 9999, of mail/all-in-one[Workload] is open to the outside through a port of every node (Service mail/mail-public), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public',
    ],
  },
  'a port that BlueMind does not have, by the catalogue': {
    byCatalogue: true,
    change: adds('shop', 9999),
    found: [
      'error: An unknown port, TCP 9999, of mail/all-in-one[Workload] is open to the outside through a load balancer (Service mail/mail-public), and only policies keep clients out, although BlueMind has no such port. | Service mail/mail-public',
      'error: An unknown port, TCP 9999, of mail/all-in-one[Workload] is open to the outside through a port of every node (Service mail/mail-public), and only policies keep clients out, although BlueMind has no such port. | Service mail/mail-public',
    ],
  },
  'an external port, by the catalogue': { byCatalogue: true, change: adds('pop3s', 995), found: [] },
  'what is rendered': { found: [] },
  'it is chosen': { settings: { expose: { smtp: 'public', https: 'public', pop3s: 'public' } }, found: [] },
  'chosen for another workload': {
    settings: {
      workloads: 'roles',
    },
    change: (find) => {
      find('Service mail-public-proxy').spec.selector['app.kubernetes.io/component'] = 'core';
    },
    found: [
      'error: An unknown port, TCP 80, of mail/core[Workload] is open to the outside through a load balancer (Service mail/mail-public-proxy), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public-proxy',
      'error: An unknown port, TCP 80, of mail/core[Workload] is open to the outside through a port of every node (Service mail/mail-public-proxy), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public-proxy',
      'error: An unknown port, TCP 443, of mail/core[Workload] is open to the outside through a load balancer (Service mail/mail-public-proxy), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public-proxy',
      'error: An unknown port, TCP 443, of mail/core[Workload] is open to the outside through a port of every node (Service mail/mail-public-proxy), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public-proxy',
      'error: An unknown port, TCP 993, of mail/core[Workload] is open to the outside through a load balancer (Service mail/mail-public-proxy), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public-proxy',
      'error: An unknown port, TCP 993, of mail/core[Workload] is open to the outside through a port of every node (Service mail/mail-public-proxy), and only policies keep clients out, although the settings do not expose it. | Service mail/mail-public-proxy',
    ],
    others: ['exposed-port-unreachable', 'mandatory-port-missing'],
  },
  'an internal port is another rule’s business': { change: adds('database', 5432), found: [], others: ['internal-port-exposed'] },
};
