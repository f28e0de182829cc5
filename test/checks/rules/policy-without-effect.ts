import type { Tries } from './support';

const policy = (labels: string, namespace = 'mail') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: more, namespace: ${namespace} }
spec: { podSelector: { matchLabels: { ${labels} } } }
`;

export const tries: Tries = {
  'its label was renamed': {
    more: policy('app.kubernetes.io/instance: post'),
    found: ['warning: NetworkPolicy mail/more selects no pods. | NetworkPolicy mail/more'],
  },
  'a rendered one is a warning as well': {
    change: (find) => {
      find('NetworkPolicy mail-all-in-one-installation').spec.podSelector.matchLabels['app.kubernetes.io/component'] = 'renamed';
    },
    found: ['warning: NetworkPolicy mail/mail-all-in-one-installation selects no pods. | NetworkPolicy mail/mail-all-in-one-installation'],
    others: ['known-connection-blocked'],
  },
  'by the catalogue, which takes its word that there are such pods': {
    byCatalogue: true,
    more: policy('app.kubernetes.io/instance: post'),
    found: [],
  },
  'it selects the pods': { more: policy('app.kubernetes.io/instance: mail'), found: [] },
  'in a namespace in which BlueMind has nothing': { more: policy('app: web', 'shop'), found: [] },
};
