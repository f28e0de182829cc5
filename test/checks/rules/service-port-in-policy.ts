import type { Tries } from './support';

const pods = `
apiVersion: v1
kind: Pod
metadata: { name: mta, namespace: mail, labels: { app.kubernetes.io/name: bluemind, tier: mail } }
spec: { containers: [{ name: mta, image: mta, ports: [{ containerPort: 10025 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: mta, namespace: mail }
spec: { selector: { tier: mail }, ports: [{ port: 25, targetPort: 10025 }] }
---
`;
const headless = pods.replace('spec: { selector', 'spec: { clusterIP: None, selector');
const policy = (ports: string, direction = 'ingress', labels = 'tier: mail') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: mta, namespace: mail }
spec:
  podSelector: { matchLabels: { ${labels} } }
  policyTypes: [Ingress, Egress]
  ${direction}:
    - ports:
        - { ${ports} }
`;
const found = [
  'error: NetworkPolicy mail/mta admits port 25, which is that of Service mail/mta; its pods listen on 10025. | NetworkPolicy mail/mta, Service mail/mta | line 21',
];
const byCatalogue = { byCatalogue: true, without: 'all', others: ['mandatory-port-missing', 'missing-dns-egress'] } as const;

export const tries: Tries = {
  'the port of the Service': { ...byCatalogue, more: pods + policy('port: 25'), found },
  'the port of the pods': { ...byCatalogue, more: pods + policy('port: 10025'), found: [] },
  'the same number of another protocol': { ...byCatalogue, more: pods + policy('port: 25, protocol: UDP'), found: [] },
  'a range that holds it and not that of the pods': { ...byCatalogue, more: pods + policy('port: 25, endPort: 30'), found },
  'a range that holds both': { ...byCatalogue, more: pods + policy('port: 25, endPort: 10025'), found: [] },
  'every port': { ...byCatalogue, more: pods + policy('protocol: TCP'), found: [] },
  'a port of destinations': { ...byCatalogue, more: pods + policy('port: 25', 'egress'), found: [] },
  'a policy of other pods': {
    ...byCatalogue,
    more: pods + policy('port: 25', 'ingress', 'tier: web'),
    found: [],
    others: ['mandatory-port-missing', 'pods-without-policy', 'policy-without-effect'],
  },
  'a headless Service, past which clients connect': {
    ...byCatalogue,
    more: headless + policy('port: 25'),
    found: [],
    others: ['mandatory-port-missing', 'missing-dns-egress'],
  },
  'the pods declare this number, too': {
    ...byCatalogue,
    more: pods.replace('{ containerPort: 10025 }', '{ containerPort: 10025 }, { containerPort: 25 }') + policy('port: 25'),
    found: [],
    others: ['known-connection-blocked', 'mandatory-port-missing', 'missing-dns-egress'],
  },
  'a container declares it of another protocol': {
    ...byCatalogue,
    more: pods.replace('{ containerPort: 10025 }', '{ containerPort: 10025 }, { containerPort: 25, protocol: UDP }') + policy('port: 25'),
    found,
  },
  'another Service leads to this number of the pods': {
    ...byCatalogue,
    more: `${pods}apiVersion: v1\nkind: Service\nmetadata: { name: other, namespace: mail }\nspec: { selector: { tier: mail }, ports: [{ port: 2525, targetPort: 25 }] }\n---\n${policy('port: 25')}`,
    found: [],
    others: ['known-connection-blocked', 'mandatory-port-missing', 'missing-dns-egress'],
  },
  'in a namespace in which BlueMind has nothing': {
    more: (pods + policy('port: 25')).replaceAll('namespace: mail', 'namespace: shop'),
    found: [],
  },
};
