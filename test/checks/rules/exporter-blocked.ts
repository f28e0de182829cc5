import type { InstallationProps } from '../../../lib/settings';
import type { Tries } from './support';

/** Only a few may come in from outside, so that the exporter needs a policy of its own. */
const settings: Partial<InstallationProps> = {
  cluster: { podCidrs: ['10.244.0.0/16'] },
  entryPoints: { public: { type: 'LoadBalancer', sourceRanges: ['192.0.2.0/24'], allocateNodePorts: false } },
  expose: { smtp: 'public', https: 'public' },
  monitoring: 'prometheus',
};
const policy = 'NetworkPolicy mail-all-in-one-monitoring-public';
const others = [
  'NetworkPolicy mail/mail-all-in-one-default-deny',
  'NetworkPolicy mail/mail-all-in-one-from-public',
  'NetworkPolicy mail/mail-all-in-one-installation',
];

export const tries: Tries = {
  'its policy is gone': {
    settings,
    without: [policy],
    found: ['smtp (25)', 'https (443)'].map(
      (port) =>
        `warning: The blackbox exporter in namespace monitoring cannot probe ${port} of mail/all-in-one[Workload]. | ${others.join(', ')} | ${port.split(' ')[0]}`,
    ),
  },
  'its policy admits other pods': {
    settings,
    change: (find) => {
      find(policy).spec.ingress[0].from[0].podSelector.matchLabels = { app: 'other' };
    },
    found: ['smtp (25)', 'https (443)'].map(
      (port) =>
        `warning: The blackbox exporter in namespace monitoring cannot probe ${port} of mail/all-in-one[Workload]. | ${[others[0], others[1], others[2], 'NetworkPolicy mail/mail-all-in-one-monitoring-public'].join(', ')} | ${port.split(' ')[0]}`,
    ),
  },
  'by addresses, of which nobody knows whether the exporter has one': {
    settings: { ...settings, cluster: {} },
    change: (find) => {
      find(policy).spec.ingress[0].from = [{ ipBlock: { cidr: '10.0.0.0/8' } }];
    },
    found: ['smtp (25)', 'https (443)'].map(
      (port) =>
        `warning: The blackbox exporter in namespace monitoring cannot probe ${port} of mail/all-in-one[Workload], not certain: the addresses of pods are not known, which --pod-cidr or --ip-blocks-match-pods would settle. | ${[...others, 'NetworkPolicy mail/mail-all-in-one-monitoring-public'].join(', ')} | ${port.split(' ')[0]}`,
    ),
  },
  'what is rendered': { settings, found: [] },
  'nobody watches': { settings: { ...settings, monitoring: 'none' }, found: [] },
  'everyone is admitted anyway': { settings: { monitoring: 'prometheus' }, without: [policy], found: [] },
};
