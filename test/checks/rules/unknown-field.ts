import type { Tries } from './support';

const policy = (rule: string, namespace = 'mail', apiVersion = 'networking.k8s.io/v1') => `
apiVersion: ${apiVersion}
kind: NetworkPolicy
metadata: { name: more, namespace: ${namespace} }
spec:
  podSelector: {}
  ingress: [{ ${rule} }]
`;

export const tries: Tries = {
  'a misspelt field': {
    more: policy('form: [{ podSelector: {} }]'),
    found: ["error: NetworkPolicy mail/more: spec.ingress[0].form: no such field; did you mean 'from'? | NetworkPolicy mail/more | line 7"],
    others: ['internal-port-beyond-isolation'],
  },
  'of a namespace in which BlueMind has nothing': {
    more: policy('form: [{ podSelector: {} }]', 'shop'),
    found: ["warning: NetworkPolicy shop/more: spec.ingress[0].form: no such field; did you mean 'from'? | NetworkPolicy shop/more | line 7"],
  },
  'the field as it is spelt': {
    more: policy(
      'from: [{ podSelector: { matchLabels: { app.kubernetes.io/name: bluemind, app.kubernetes.io/instance: mail, app.kubernetes.io/component: all-in-one } } }]',
    ),
    found: [],
  },
  'a kind of nobody’s knowledge': { more: policy('form: []', 'mail', 'example.org/v1'), found: [] },
};
