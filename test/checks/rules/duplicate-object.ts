import type { Tries } from './support';

const service = (name: string, namespace = 'mail') => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app.kubernetes.io/instance: mail }, ports: [{ port: 80 }] }
`;

export const tries: Tries = {
  'the same object twice': {
    more: `${service('more')}---${service('more')}`,
    found: ['error: Service mail/more appears twice (also in more.yaml:2). | Service mail/more, Service mail/more'],
  },
  'a rendered object once more': {
    more: service('mail-tika'),
    found: ['error: Service mail/mail-tika appears twice. | Service mail/mail-tika, Service mail/mail-tika'],
    others: ['dangling-backend'],
  },
  'another name': { more: `${service('more')}---${service('other')}`, found: [] },
  'the same name in another namespace': { more: `${service('more')}---${service('more', 'shop')}`, found: [] },
  'the same name of another kind': {
    more: `${service('more')}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: more, namespace: mail }\nspec: { podSelector: {} }\n`,
    found: [],
  },
};
