import type { Tries } from './support';

const policy = (port: string, namespace = 'mail') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: more, namespace: ${namespace} }
spec:
  podSelector: {}
  ingress:
    - ports:
        - { port: ${port} }
`;
const service = (target: string) => `
apiVersion: v1
kind: Service
metadata: { name: more, namespace: mail }
spec: { selector: { app.kubernetes.io/instance: mail }, ports: [{ port: 25, targetPort: ${target} }] }
`;

export const tries: Tries = {
  'a policy names one that no container declares': {
    more: policy('nowhere'),
    found: [
      "warning: NetworkPolicy mail/more names port 'nowhere', which mail/all-in-one[Workload] does not declare, so the rule allows nothing. | NetworkPolicy mail/more | line 9",
    ],
  },
  'a policy names one that a container declares': { more: policy('smtp'), found: [] },
  'a policy names one of another protocol': {
    more: policy('smtp, protocol: UDP'),
    found: [
      "warning: NetworkPolicy mail/more names port 'smtp', which mail/all-in-one[Workload] does not declare, so the rule allows nothing. | NetworkPolicy mail/more | line 9",
    ],
  },
  'a policy writes a number': { more: policy('25'), found: [] },
  'a Service names one that no container declares': {
    more: service('nowhere'),
    found: ["warning: Service mail/more leads to port 'nowhere', which mail/all-in-one[Workload] does not declare. | Service mail/more"],
  },
  'a Service names one that a container declares': { more: service('smtp'), found: [] },
  'a rendered Service names one that no container declares': {
    change: (find) => {
      find('Service mail-tika').spec.ports[0].targetPort = 'nowhere';
    },
    found: ["error: Service mail/mail-tika leads to port 'nowhere', which mail/all-in-one[Workload] does not declare. | Service mail/mail-tika"],
  },
  'a policy of no pods': {
    more: policy('nowhere').replace('podSelector: {}', 'podSelector: { matchLabels: { app: none } }'),
    found: [
      "warning: NetworkPolicy mail/more names port 'nowhere', which no pod exists to declare, so the rule allows nothing. | NetworkPolicy mail/more | line 9",
    ],
    others: ['policy-without-effect'],
  },
  'in a namespace in which BlueMind has nothing': { more: policy('nowhere', 'shop'), found: [] },
};
