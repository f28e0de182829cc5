import type { Tries } from './support';

const service = (spec: string, namespace = 'mail') => `
apiVersion: v1
kind: Service
metadata: { name: more, namespace: ${namespace} }
spec: ${spec}
`;

export const tries: Tries = {
  'a label of a rendered Service was renamed': {
    change: (find) => {
      find('Service mail-tika').spec.selector['app.kubernetes.io/component'] = 'renamed';
    },
    found: [
      'error: Service mail/mail-tika selects no pods: none carries app.kubernetes.io/component=renamed, app.kubernetes.io/instance=mail, app.kubernetes.io/name=bluemind. | Service mail/mail-tika',
    ],
  },
  'a Service of others in the namespace': {
    more: service('{ selector: { app: web, tier: shop }, ports: [{ port: 80 }] }'),
    found: ['warning: Service mail/more selects no pods: none carries app=web, tier=shop. | Service mail/more'],
  },
  'in a namespace in which BlueMind has nothing': { more: service('{ selector: { app: web }, ports: [{ port: 80 }] }', 'shop'), found: [] },
  'it selects the pods': { more: service('{ selector: { app.kubernetes.io/instance: mail }, ports: [{ port: 80 }] }'), found: [] },
  'a Service that names a host takes no notice of its selector': {
    more: service('{ type: ExternalName, externalName: mail.example.org, selector: { app: web } }'),
    found: [],
  },
};
