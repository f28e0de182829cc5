import type { Tries } from './support';

const settings = { expose: { smtp: 'public', https: 'public', imaps: 'public' } };
const says = "error: Port imaps (993) should be exposed through 'public', but no client outside can connect to workload 'all-in-one'. | imaps";
type Find = (title: string) => { readonly spec: { ports: { name: string; port: number; targetPort: number; nodePort?: number }[] } };
const port = (change: (port: { port: number; targetPort: number; nodePort?: number }) => void) => (find: Find) => {
  for (const one of find('Service mail-public').spec.ports) if (one.name === 'imaps') change(one);
};
const nodes = { entryPoints: { public: { type: 'NodePort' as const, nodePorts: { smtp: 30025, https: 30443, imaps: 30993 } } }, ...settings };

export const tries: Tries = {
  'no such port on the entry point': {
    settings,
    change: (find) => {
      const { spec } = find('Service mail-public');
      spec.ports = spec.ports.filter(({ name }: { name: string }) => name !== 'imaps');
    },
    found: [says],
  },
  'another number on the entry point': { settings, change: port((one) => Object.assign(one, { port: 1993 })), found: [says] },
  'another port of the pods': {
    settings,
    change: port((one) => Object.assign(one, { targetPort: 995 })),
    found: [says],
    others: ['unchosen-exposure'],
  },
  'policies close it': {
    settings,
    change: (find) => {
      const [rule] = find('NetworkPolicy mail-all-in-one-from-public').spec.ingress;
      rule.ports = rule.ports.filter((one: { port: number }) => one.port !== 993);
    },
    found: [says],
  },
  'it is open on the nodes alone': {
    settings,
    change: (find) => {
      find('Service mail-public').spec.type = 'NodePort';
    },
    found: [
      says.replace('imaps (993)', 'smtp (25)').replace('| imaps', '| smtp'),
      says.replace('imaps (993)', 'https (443)').replace('| imaps', '| https'),
      says,
    ],
    others: [],
  },
  'another node port than the settings name': { settings: nodes, change: port((one) => Object.assign(one, { nodePort: 31993 })), found: [says] },
  'pods that do not serve it': {
    settings: { ...settings, workloads: 'roles' },
    change: (find) => {
      find('Service mail-public-proxy').spec.selector['app.kubernetes.io/component'] = 'core';
    },
    found: [
      "error: Port https (443) should be exposed through 'public', but no client outside can connect to workload 'proxy'. | https",
      "error: Port imaps (993) should be exposed through 'public', but no client outside can connect to workload 'proxy'. | imaps",
    ],
    others: ['mandatory-port-missing', 'unchosen-exposure'],
  },
  'what is rendered': { settings, found: [] },
  'what is rendered on nodes': { settings: nodes, found: [] },
  'a redirect that the controller serves itself': {
    settings: {
      entryPoints: { public: { type: 'LoadBalancer' }, web: { type: 'Ingress', hosts: ['mail.example.org'] } },
      expose: { smtp: 'public', https: 'web', http: 'web' },
      cluster: { ingressController: { namespace: 'traefik' } },
    },
    found: [],
  },
  'by the catalogue nothing is promised': { byCatalogue: true, without: ['Service mail-public'], found: [], others: ['mandatory-port-missing'] },
};
