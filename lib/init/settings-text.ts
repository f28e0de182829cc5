import type { Labels } from '../base/labels';
import type { Answers, FoundController, FoundWorkload } from './answers';
import { controllers } from './controllers';

/** How the ways in are written: what the plan accepts depends on the provider. */
export interface WaysIn {
  /** Whether the balancer sends the client addresses by the PROXY protocol. */
  readonly proxyProtocol: boolean;
  /** Whether port 80 is exposed, where browsers are redirected. */
  readonly http: boolean;
}

const mailPorts = ['smtp', 'submission', 'submissions', 'imaps'] as const;

/** Listeners of BlueMind that expect a PROXY header: the number of the port plus 10000. */
const headerPorts = { smtp: 10025, submission: 10587, submissions: 10465, imaps: 10993, http: 10080, https: 10443 } as const;

/** A settings file with comments about what was found, and what needs a decision. */
export function settingsText(answers: Answers, ways: WaysIn): string {
  const { name, namespace = name, release = '4', workloads = 'all-in-one' } = answers;
  return [
    '# Settings of one BlueMind installation. Every field: docs/settings.md of cdk8s-bluemind, or cdk8s-bluemind schema --format markdown.',
    `name: ${name}`,
    ...seen(answers, 'namespace'),
    `namespace: ${namespace}`,
    ...(answers.namespaceExists
      ? []
      : ['# The Namespace is rendered with the rest; set it to false if something else creates it.', 'createNamespace: true']),
    ...seen(answers, 'release'),
    `release: "${release}"`,
    '',
    ...workloadLines(answers, name, workloads),
    '',
    '# Who may connect to internal ports inside the cluster: cluster, installation or connections.',
    'isolation: installation',
    '',
    '# The ways in from outside, and the ports that each of them exposes. POP, IMAP in clear text and XMPP stay inside.',
    'entryPoints:',
    ...balancerLines(answers, ways),
    ...(answers.web ? webLines(answers, answers.web) : []),
    'expose:',
    ...mailPorts.map((port) => `  ${port}: public`),
    ...(ways.http
      ? [`  http: ${answers.web ? 'web' : 'public'}`]
      : ['  # http (port 80) is left out: the smallest balancer of this provider takes five ports.']),
    `  https: ${answers.web ? 'web' : 'public'}`,
    ...clusterLines(answers),
    '',
  ].join('\n');
}

const seen = ({ seen: where }: Answers, field: keyof Answers): readonly string[] => (where?.[field] === undefined ? [] : [`# ${where[field]}`]);

function workloadLines(answers: Answers, name: string, workloads: NonNullable<Answers['workloads']>): readonly string[] {
  if (typeof workloads !== 'string')
    return [...seen(answers, 'workloads'), 'workloads:', ...workloads.flatMap((workload) => foundWorkload(workload, workloads.length > 1))];
  return [
    '# all-in-one, roles, main-and-edge, main-and-mailboxes, or a map of workloads. The pods carry these labels (choose others with podLabels):',
    '#   app.kubernetes.io/name: bluemind',
    `#   app.kubernetes.io/instance: ${name}`,
    `#   app.kubernetes.io/component: ${workloads === 'all-in-one' ? 'all-in-one' : 'the name of the workload'}`,
    `workloads: ${workloads}`,
  ];
}

const foundWorkload = ({ name, podLabels, components, assumed = [] }: FoundWorkload, several: boolean): readonly string[] => [
  `  ${name}:`,
  ...(several && assumed.length > 0 ? [`    # No pod declares a port of ${assumed.join(', ')}: move them to where they run.`] : []),
  several ? `    components: [${components.join(', ')}]` : '    components: all',
  `    podLabels: ${flowMap(podLabels)}`,
];

function balancerLines(answers: Answers, { proxyProtocol, http }: WaysIn): readonly string[] {
  const { provider = 'generic', loadBalancerClass, nodeCidrs = [] } = answers;
  const ports = [...mailPorts, ...(answers.web ? [] : ([...(http ? (['http'] as const) : []), 'https'] as const))];
  return [
    ...seen(answers, 'provider'),
    '  public:',
    '    type: LoadBalancer',
    `    provider: ${provider}`,
    ...(loadBalancerClass === undefined ? [] : [`    class: ${scalar(loadBalancerClass)}`]),
    ...(proxyProtocol
      ? [
          "    # This balancer opens its own connections, so it must send the clients' addresses by the PROXY protocol. BlueMind needs listeners that expect the",
          '    # header on these ports; reports/ says how.',
          '    proxyProtocol:',
          `      targetPorts: { ${ports.map((port) => `${port}: ${headerPorts[port]}`).join(', ')} }`,
          `      trustedCidrs: [${nodeCidrs.map(scalar).join(', ')}]`,
        ]
      : ["    # Keeps the clients' addresses, without which BlueMind may become an open relay.", '    externalTrafficPolicy: Local']),
  ];
}

const webLines = (answers: Answers, { controller, className }: FoundController): readonly string[] => [
  ...seen(answers, 'web'),
  '  web:',
  '    type: Ingress',
  `    controller: ${controller}`,
  ...(className === undefined ? [] : [`    className: ${scalar(className)}`]),
  `    hosts: [${scalar(answers.hostname ?? '')}]`,
  ...(answers.clusterIssuer === undefined
    ? ["    # Without tls the controller's default certificate is used: tls: { secret: NAME } or { clusterIssuer: NAME }"]
    : [...seen(answers, 'clusterIssuer').map((line) => `    ${line}`), `    tls: { clusterIssuer: ${scalar(answers.clusterIssuer)} }`]),
];

function clusterLines({ web, podCidrs = [], nodeCidrs = [], seen: where }: Answers): readonly string[] {
  const lines = [
    ...(podCidrs.length > 0 ? [`  podCidrs: [${podCidrs.map(scalar).join(', ')}]`] : []),
    ...(nodeCidrs.length > 0 ? [...(where?.nodeCidrs ? [`  # ${where.nodeCidrs}`] : []), `  nodeCidrs: [${nodeCidrs.map(scalar).join(', ')}]`] : []),
    ...(web
      ? [
          '  # Where the pods of the ingress controller run: only they may connect to the web ports.',
          '  ingressController:',
          `    namespace: ${web.namespace ?? controllers[web.controller].namespace}`,
          `    podLabels: ${flowMap(web.podLabels ?? controllers[web.controller].podLabels)}`,
        ]
      : []),
  ];
  return lines.length > 0 ? ['', '# Facts of the cluster.', 'cluster:', ...lines] : [];
}

const flowMap = (labels: Labels): string =>
  `{ ${Object.entries(labels)
    .map(([key, value]) => `${scalar(key)}: ${scalar(value)}`)
    .join(', ')} }`;

/** A text as YAML: plain if YAML certainly reads it as the same text, else quoted. */
const scalar = (text: string): string =>
  /^[A-Za-z][\w./-]*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text) ? text : JSON.stringify(text);
