import type { Tries } from './support';

const noMail = 'error: Mandatory port smtp (25) cannot be reached from outside (Receives mail from other servers). | smtp';
const noWeb = 'error: Mandatory port https (443) cannot be reached from outside (BlueMind for browsers, ActiveSync, MAPI and DAV clients). | https';
const drop =
  (...names: readonly string[]) =>
  (find: (title: string) => { readonly spec: { ports: { readonly name: string }[] } }) => {
    const { spec } = find('Service mail-public');
    spec.ports = spec.ports.filter(({ name }) => !names.includes(name));
  };

export const tries: Tries = {
  'no way to port 25': { change: drop('smtp'), found: [noMail], others: ['exposed-port-unreachable'] },
  'no way to port 443': { change: drop('https'), found: [noWeb], others: ['exposed-port-unreachable'] },
  'no way in at all': { without: ['Service mail-public'], found: [noMail, noWeb], others: ['exposed-port-unreachable'] },
  'no way in at all, by the catalogue': { byCatalogue: true, without: ['Service mail-public'], found: [noMail, noWeb] },
  'policies close port 25': {
    change: (find) => {
      const [rule] = find('NetworkPolicy mail-all-in-one-from-public').spec.ingress;
      rule.ports = rule.ports.filter(({ port }: { port: number }) => port !== 25);
    },
    found: [noMail],
    others: ['exposed-port-unreachable'],
  },
  'no way to a port that may be missing': { change: drop('imaps'), found: [], others: ['exposed-port-unreachable'] },
  'what is rendered': { found: [] },
  'what is rendered, by the catalogue': { byCatalogue: true, found: [] },
  'the settings keep it inside, with a reason': {
    settings: { expose: { smtp: 'public', https: { entryPoint: 'cluster', reason: 'VPN alone.' } } },
    found: [],
  },
  'a listener of the PROXY protocol serves it': {
    settings: {
      cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
      entryPoints: { public: { type: 'NodePort', nodePorts: { smtp: 30025, https: 30443 }, proxyProtocol: { targetPorts: { smtp: 10025 } } } },
      expose: { smtp: 'public', https: 'public' },
    },
    found: [],
  },
  'machines of BlueMind whose ways in are missing': {
    settings: {
      workloads: { machines: { components: 'all', addresses: ['192.0.2.10'] } },
      entryPoints: { public: { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', acceptLostClientAddress: 'A relay alone connects.' } },
    },
    without: ['Service mail-public'],
    found: [noMail, noWeb],
    others: ['exposed-port-unreachable'],
  },
  'nothing of BlueMind': { byCatalogue: true, without: 'all', found: [], others: ['no-bluemind-pods'] },
};
