import type { Tries } from './support';

const policy = (apiVersion: string, kind: string) => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: more, namespace: mail }
spec: { podSelector: { matchLabels: { app.kubernetes.io/name: bluemind } } }
`;

export const tries: Tries = {
  'a version that the kind does not have': {
    more: policy('networking.k8s.io/v2', 'NetworkPolicy'),
    found: [
      "error: NetworkPolicy mail/more: apiVersion: 'networking.k8s.io/v2': no API server serves this; did you mean 'networking.k8s.io/v1'? | NetworkPolicy mail/more | line 2",
    ],
  },
  'a misspelt kind': {
    more: policy('networking.k8s.io/v1', 'NetworkPolcy'),
    found: [
      "error: NetworkPolcy mail/more: kind: 'NetworkPolcy': no API server serves this; did you mean 'NetworkPolicy'? | NetworkPolcy mail/more | line 3",
    ],
  },
  'the kind and its version': { more: policy('networking.k8s.io/v1', 'NetworkPolicy'), found: [] },
  'a kind of others': { more: policy('example.org/v1', 'NetworkPolicy'), found: [] },
};
