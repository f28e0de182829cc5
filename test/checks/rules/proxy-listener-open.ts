import type { Tries } from './support';

const settings = {
  cluster: { nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'] },
  entryPoints: {
    public: { type: 'NodePort' as const, nodePorts: { smtp: 30025, https: 30443 }, proxyProtocol: { targetPorts: { smtp: 10025 } } },
  },
  expose: { smtp: 'public', https: 'public' },
};
const balanced = (allocateNodePorts: boolean) => ({
  ...settings,
  entryPoints: {
    public: {
      type: 'LoadBalancer' as const,
      externalTrafficPolicy: 'Cluster' as const,
      allocateNodePorts,
      proxyProtocol: { targetPorts: { smtp: 10025 }, trustedCidrs: ['10.0.0.0/24'] },
    },
  },
});
const policy = (rule: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: more, namespace: mail }
spec: { podSelector: {}, ingress: [${rule}] }
`;
const other = (targetPort: number) => `
apiVersion: v1
kind: Service
metadata: { name: other, namespace: mail }
spec: { type: LoadBalancer, allocateLoadBalancerNodePorts: false, externalTrafficPolicy: Local, selector: { app.kubernetes.io/instance: mail }, ports: [{ port: 25, targetPort: ${targetPort} }] }
`;

/** Policies do not see who connects, so the rule's own advice would not help. */
const hidden =
  'Use externalTrafficPolicy: Local, set allocateNodePorts: false if the provider does not need node ports, or let only the balancer connect to the node ports.';

export const tries: Tries = {
  'every pod reaches the listener': {
    settings,
    more: policy('{ from: [{ namespaceSelector: {} }], ports: [{ port: 10025 }] }'),
    found: [
      'error: Any pod of the cluster may connect to the PROXY listener of smtp (10025) of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
      'error: Pods with app.kubernetes.io/component=all-in-one,app.kubernetes.io/instance=mail,app.kubernetes.io/name=bluemind in namespace mail may connect to the PROXY listener of smtp (10025) of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
      'error: All pods in all namespaces may connect to the PROXY listener of smtp (10025) of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
    ],
  },
  'clients reach it through another object': {
    settings,
    more: `${policy('{ ports: [{ port: 10025 }] }')}---${other(10025)}`,
    found: [
      'error: Any pod of the cluster may connect to the PROXY listener of smtp (10025) of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
      'error: Pods with app.kubernetes.io/component=all-in-one,app.kubernetes.io/instance=mail,app.kubernetes.io/name=bluemind in namespace mail may connect to the PROXY listener of smtp (10025) of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
      'error: Addresses outside the cluster may connect to the PROXY listener of smtp (10025) of mail/all-in-one[Workload]. | NetworkPolicy mail/more, Workload mail/all-in-one | line 5',
      'error: The listener of smtp on 10025 that expects a PROXY header is reached from outside through a load balancer (Service mail/other), which is not the entry point that sends one. | Service mail/other | smtp',
    ],
  },
  'another object leads to it, but policies close it': {
    settings,
    more: other(10025),
    found: [
      'error: The listener of smtp on 10025 that expects a PROXY header is reached from outside through a load balancer (Service mail/other), which is not the entry point that sends one. | Service mail/other | smtp',
    ],
  },
  'nodes hide who connects to their ports': {
    settings: { ...settings, entryPoints: { public: { ...settings.entryPoints.public, externalTrafficPolicy: 'Cluster' } } },
    found: [
      'warning: The listener of smtp on 10025 that expects a PROXY header trusts everyone who connects through a port of every node (Service mail/mail-public): nodes replace the client address with their own, which it trusts. | Service mail/mail-public | smtp',
      'warning: The listener of https on 443 that expects a PROXY header trusts everyone who connects through a port of every node (Service mail/mail-public): nodes replace the client address with their own, which it trusts. | Service mail/mail-public | https',
    ],
    mend: [hidden, hidden],
  },
  'nodes hide who connects to the ports beside a load balancer': {
    settings: balanced(true),
    found: [
      'warning: The listener of smtp on 10025 that expects a PROXY header trusts everyone who connects through a port of every node (Service mail/mail-public): nodes replace the client address with their own, which it trusts. | Service mail/mail-public | smtp',
      'warning: The listener of https on 443 that expects a PROXY header trusts everyone who connects through a port of every node (Service mail/mail-public): nodes replace the client address with their own, which it trusts. | Service mail/mail-public | https',
    ],
    mend: [hidden, hidden],
  },
  'a load balancer without node ports': { settings: balanced(false), found: [] },
  'what is rendered': { settings, found: [] },
  'its senders are admitted once more': {
    settings,
    more: policy('{ from: [{ ipBlock: { cidr: 10.0.0.0/24 } }], ports: [{ port: 10025 }] }'),
    found: [],
  },
  'the number where nothing listens so': { more: policy('{ from: [{ namespaceSelector: {} }], ports: [{ port: 10025 }] }'), found: [] },
};
