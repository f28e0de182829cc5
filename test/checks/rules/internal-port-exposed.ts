import type { Tries } from './support';

const through = (what: string, end: string) =>
  `error: Internal port postgresql (5432) of mail/all-in-one[Workload] is open to the outside through ${what} (Service mail/mail-postgresql)${end}. | Service mail/mail-postgresql | postgresql`;
const closed = ', and only policies keep clients out';
const unsure = ', not certain: no rule certainly admits it, but traffic from the pod’s own node is always allowed';
const becomes =
  (spec: Readonly<Record<string, unknown>>) =>
  (find: (title: string) => { readonly spec: object }): void => {
    Object.assign(find('Service mail-postgresql').spec, spec);
  };
const open = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: open, namespace: mail }
spec: { podSelector: {}, ingress: [{ ports: [{ port: 5432 }] }] }
`;

/** Pods whose ports have BlueMind's names and other numbers, behind a load balancer. */
const moved = (name: string) => `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: store, namespace: mail }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: bluemind } }
  template:
    metadata: { labels: { app.kubernetes.io/name: bluemind } }
    spec: { containers: [{ name: store, image: store, ports: [{ name: ${name}, containerPort: 15432 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: store, namespace: mail }
spec:
  type: LoadBalancer
  allocateLoadBalancerNodePorts: false
  selector: { app.kubernetes.io/name: bluemind }
  ports: [{ name: ${name}, port: 15432 }]
`;
const ofStore = (port: string) => [
  `error: Internal port ${port} (15432) of mail/store[StatefulSet] is open to the outside through a load balancer (Service mail/store). | Service mail/store | ${port}`,
];

export const tries: Tries = {
  'by the catalogue, a port on another number goes by its name': {
    byCatalogue: true,
    without: 'all',
    more: moved('postgresql'),
    found: ofStore('postgresql'),
    others: ['internal-port-beyond-isolation', 'mandatory-port-missing', 'pods-without-policy'],
  },
  'by the catalogue, the first of a range goes by its name and number': {
    byCatalogue: true,
    without: 'all',
    more: moved('hazelcast-5701'),
    found: ofStore('hazelcast'),
    others: ['internal-port-beyond-isolation', 'mandatory-port-missing', 'pods-without-policy'],
  },
  'by the catalogue, a name of nobody’s tells nothing': {
    byCatalogue: true,
    without: 'all',
    more: moved('database'),
    found: [],
    others: ['mandatory-port-missing', 'pods-without-policy', 'unchosen-exposure'],
  },
  'a load balancer': {
    change: becomes({ type: 'LoadBalancer' }),
    found: [through('a load balancer', unsure), through('a port of every node', unsure)],
  },
  'a node port': { change: becomes({ type: 'NodePort' }), found: [through('a port of every node', unsure)] },
  'an external address': { change: becomes({ externalIPs: ['192.0.2.1'] }), found: [through('an external address', unsure)] },
  'a load balancer that the policies let in': {
    change: becomes({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }),
    more: open,
    found: [through('a load balancer', '')],
    others: ['internal-port-beyond-isolation'],
  },
  'the same by the catalogue': {
    byCatalogue: true,
    change: becomes({ type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }),
    found: [through('a load balancer', unsure)],
  },
  'a load balancer in front of nodes that hand on to their own pods': {
    change: becomes({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', allocateLoadBalancerNodePorts: false }),
    found: [through('a load balancer', closed)],
    mend: ['Remove the port from the object that opens it: only the policies of these pods keep it closed now.'],
  },
  'inside alone': { change: becomes({ type: 'ClusterIP' }), found: [] },
  'policies that would let in, but no way in': { more: open, found: [], others: ['internal-port-beyond-isolation'] },
  'an external port that nobody chose is another rule’s business': {
    change: (find) => find('Service mail-public').spec.ports.push({ name: 'pop3s', port: 995, protocol: 'TCP', targetPort: 995 }),
    found: [],
    others: ['unchosen-exposure'],
  },
};
