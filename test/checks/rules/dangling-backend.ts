import type { InstallationProps } from '../../../lib/settings';
import type { Tries } from './support';

const web: Partial<InstallationProps> = {
  entryPoints: { public: { type: 'LoadBalancer' }, web: { type: 'Ingress', hosts: ['mail.example.org'] } },
  expose: { smtp: 'public', https: 'web' },
  cluster: { ingressController: { namespace: 'traefik' } },
};
const machines: Partial<InstallationProps> = {
  workloads: { machines: { components: 'all', addresses: ['192.0.2.10', '192.0.2.11'] } },
  entryPoints: { public: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'A relay alone connects.' } },
};
const slice = 'EndpointSlice mail-tika-ipv4';
const ingress = (backend: string, namespace = 'mail') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: more, namespace: ${namespace} }
spec: { rules: [{ host: more.example.org, http: { paths: [{ path: /, pathType: Prefix, backend: { service: ${backend} } }] } }] }
`;
const service = (spec: string) => `
apiVersion: v1
kind: Service
metadata: { name: more, namespace: mail }
spec: ${spec}
`;

export const tries: Tries = {
  'a Service that components look for is missing': {
    without: ['Service mail-tika'],
    found: ["error: Service mail/mail-tika, by which the others find 'tika', is missing."],
  },
  'it has another port': {
    change: (find) => {
      find('Service mail-tika').spec.ports[0].port = 9999;
    },
    found: ["error: Service mail/mail-tika has no port 8087, on which the others look for 'tika'. | Service mail/mail-tika | tika"],
  },
  'it has the port of another protocol': {
    change: (find) => {
      find('Service mail-tika').spec.ports[0].protocol = 'UDP';
    },
    found: ["error: Service mail/mail-tika has no port 8087, on which the others look for 'tika'. | Service mail/mail-tika | tika"],
  },
  'its port leads to another of the pods': {
    change: (find) => {
      find('Service mail-tika').spec.ports[0].targetPort = 9999;
    },
    found: [
      "error: Port 8087 of Service mail/mail-tika leads to 9999, but 'tika' listens on 8087 of workload 'all-in-one'. | Service mail/mail-tika | tika",
    ],
  },
  'it selects pods of another workload': {
    settings: { workloads: 'roles' },
    change: (find) => {
      find('Service mail-postgresql').spec.selector['app.kubernetes.io/component'] = 'smtp';
    },
    found: [
      "error: Port 5432 of Service mail/mail-postgresql leads to 5432, but 'postgresql' listens on 5432 of workload 'database'. | Service mail/mail-postgresql | postgresql",
    ],
  },
  'a route names a Service that does not exist': {
    settings: web,
    more: ingress('{ name: nobody, port: { number: 80 } }'),
    found: ['warning: Ingress mail/more has no target: there is no Service mail/nobody. | Ingress mail/more'],
  },
  'a route names a port that its Service does not have': {
    settings: web,
    more: ingress('{ name: mail-tika, port: { number: 80 } }'),
    found: ['warning: Ingress mail/more has no target: Service mail/mail-tika has no port 80; it has 8087 tika. | Ingress mail/more'],
  },
  'of a namespace in which BlueMind has nothing': { settings: web, more: ingress('{ name: nobody, port: { number: 80 } }', 'shop'), found: [] },
  'a Service with neither selector nor endpoints': {
    more: service('{ ports: [{ port: 80 }] }'),
    found: ['warning: Service mail/more has neither a selector nor an EndpointSlice, so it has no target. | Service mail/more'],
  },
  'a Service that names a host': { more: service('{ type: ExternalName, externalName: mail.example.org }'), found: [] },
  'a Gateway’s listener without a route': {
    more: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: more, namespace: mail }
spec: { gatewayClassName: mail, listeners: [{ name: web, port: 80, protocol: HTTP }] }
`,
    found: ["warning: Listener 'web' (80) of Gateway mail/more has no target: no route among the manifests is attached to it. | Gateway mail/more"],
  },
  'a route that no listener admits': {
    more: `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: more, namespace: mail }
spec: { gatewayClassName: mail, listeners: [{ name: web, port: 80, protocol: HTTP, hostname: a.example.org }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: more, namespace: mail }
spec: { parentRefs: [{ name: more }], hostnames: [b.example.org], rules: [{ backendRefs: [{ name: mail-tika, port: 8087 }] }] }
`,
    found: [
      'warning: HTTPRoute mail/more is attached to no listener: Gateway mail/more: listener web is for a.example.org, the route for b.example.org. | HTTPRoute mail/more',
      "warning: Listener 'web' (80) of Gateway mail/more has no target: no route among the manifests is attached to it. | Gateway mail/more",
    ],
  },
  'what is rendered': { found: [] },
  'what is rendered with an Ingress': { settings: web, found: [] },
  'a machine is not among the endpoints': {
    settings: machines,
    change: (find) => {
      find(slice).endpoints.pop();
    },
    found: [
      "error: Port 8087 of Service mail/mail-tika does not lead to 192.0.2.11, a machine of workload 'machines'. | Service mail/mail-tika | tika",
    ],
  },
  'a stranger is among the endpoints': {
    settings: machines,
    change: (find) => {
      find(slice).endpoints.push({ addresses: ['203.0.113.9'] });
    },
    found: [
      "error: Port 8087 of Service mail/mail-tika leads to more than port 8087 of the machines of workload 'machines'. | Service mail/mail-tika | tika",
    ],
  },
  'the endpoints have another port': {
    settings: machines,
    change: (find) => {
      find(slice).ports[0].port = 9999;
    },
    found: [
      "error: Port 8087 of Service mail/mail-tika leads to more than port 8087 of the machines of workload 'machines'. | Service mail/mail-tika | tika",
      "error: Port 8087 of Service mail/mail-tika does not lead to 192.0.2.10, a machine of workload 'machines'. | Service mail/mail-tika | tika",
      "error: Port 8087 of Service mail/mail-tika does not lead to 192.0.2.11, a machine of workload 'machines'. | Service mail/mail-tika | tika",
    ],
  },
  'what is rendered of machines': { settings: machines, found: [] },
};
