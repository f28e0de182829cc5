import type { Tries } from './support';

const service = (labels: string) => `
apiVersion: v1
kind: Service
metadata: { name: more, namespace: mail, labels: ${labels} }
spec: { selector: { app.kubernetes.io/instance: mail }, ports: [{ port: 25 }] }
`;

export const tries: Tries = {
  'a number in the place of a text': {
    more: service('{ tier: 7 }'),
    found: ['error: Service mail/more: metadata.labels.tier: expected text, found number 7. | Service mail/more | line 4'],
  },
  'a text that looks like a number': { more: service('{ tier: "7" }'), found: [] },
};
