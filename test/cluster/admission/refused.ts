import {
  apply,
  clusterIp,
  cronJob,
  daemonSet,
  deployment,
  haproxyTcp,
  httpRoute,
  ingress,
  ingressByDefault,
  job,
  labelsOf,
  loadBalancer,
  merge,
  mirrorRoute,
  networkPolicy,
  nodePort,
  pod,
  podSpec,
  pods,
  policyNamed,
  port,
  type Request,
  referenceGrant,
  remove,
  selecting,
  serviceChange,
  serviceNamed,
  statefulSet,
  tcp,
  tcpServices,
  traefikRoute,
  traefikService,
} from './requests';
import { installationNamespace, otherNamespace } from './settings';

const database = labelsOf('database');
const core = labelsOf('core');

const services: readonly Request[] = [
  apply('LoadBalancer of an internal port', loadBalancer(database, port(5432))),
  apply('NodePort of an internal port', nodePort(database, port(5432))),
  apply('LoadBalancer that leads to an internal port by another number', loadBalancer(database, port(443, 5432))),
  apply('LoadBalancer by the name of a port', loadBalancer(database, port(443, 'https'))),
  apply('LoadBalancer by a part of the labels', loadBalancer({ 'app.kubernetes.io/component': 'database' }, port(5432))),
  apply('LoadBalancer by one label of all workloads', loadBalancer({ 'app.kubernetes.io/name': 'bluemind' }, port(8021))),
  apply('LoadBalancer by a further label', loadBalancer({ ...database, 'example.org/shard': 'one' }, port(5432))),
  apply('LoadBalancer by the name of a pod', loadBalancer({ 'statefulset.kubernetes.io/pod-name': 'database-0' }, port(5432))),
  apply('LoadBalancer by the hash of a Deployment', loadBalancer({ 'pod-template-hash': '5d4f8c7b9' }, port(5432))),
  apply(
    'LoadBalancer of an exposed and an internal port',
    loadBalancer(labelsOf('proxy'), port(443, 443, 'TCP', 'https'), port(110, 110, 'TCP', 'pop3')),
  ),
  apply('LoadBalancer of an external port that settings do not expose', loadBalancer(labelsOf('proxy'), port(995))),
  apply('LoadBalancer of a number within a range', loadBalancer(core, port(5710))),
  apply('LoadBalancer of a listener that believes PROXY headers', loadBalancer(labelsOf('smtp'), port(25, 10025))),
  apply('LoadBalancer of the plain port beside such a listener', loadBalancer(labelsOf('smtp'), port(25))),
  apply('ClusterIP with external IPs of an internal port', clusterIp(database, [port(5432)], { externalIPs: ['192.0.2.9'] })),
  merge('Service of the plan becomes a LoadBalancer', serviceChange('mail-postgresql', { type: 'LoadBalancer' })),
  merge('Service of the plan becomes a NodePort', serviceChange('mail-core', { type: 'NodePort' })),
  merge('Service of the plan gets an external IP', serviceChange('mail-cyrus', { externalIPs: ['192.0.2.9'] })),
  merge('LoadBalancer of the plan leads elsewhere', serviceChange('mail-office', { ports: [port(143, 110, 'TCP', 'imap')] })),
  merge(
    'LoadBalancer of the plan selects other pods',
    serviceChange('mail-public-smtp', { selector: labelsOf('smtp'), ports: [port(25, 2500, 'TCP', 'smtp')] }),
  ),
  apply('Service under a name that begins like an exception', serviceNamed('imap-for-scanners2', labelsOf('mailbox'), port(1143))),
  apply('LoadBalancer by a service account without exception', loadBalancer(database, port(5432)), `${otherNamespace}/somebody`),
];

const hostPort = (number: number, containerPort: number) => [{ containerPort, hostPort: number }];
const onNode = { hostNetwork: true };

const workloads: readonly Request[] = [
  apply('pod on the network of the node', pod(database, podSpec([], onNode))),
  apply('pod with further labels on the network of the node', pod({ ...database, 'example.org/team': 'mail' }, podSpec([], onNode))),
  apply('Deployment on the network of the node', deployment(database, podSpec([], onNode))),
  apply('StatefulSet on the network of the node', statefulSet(database, podSpec([], onNode))),
  apply('DaemonSet on the network of the node', daemonSet(database, podSpec([], onNode))),
  apply('Job on the network of the node', job(core, podSpec([], onNode))),
  apply('CronJob on the network of the node', cronJob(core, podSpec([], onNode))),
  apply('pod with a host port of an internal port', pod(database, podSpec(hostPort(5432, 5432)))),
  apply('host port by another number', pod(database, podSpec(hostPort(15432, 5432)))),
  apply(
    'host port of an init container that stays',
    pod(database, { ...podSpec(), initContainers: [{ name: 'sidecar', image: 'x', restartPolicy: 'Always', ports: hostPort(5432, 5432) }] }),
  ),
  apply(
    'host port of a second container',
    pod(database, { containers: [...podSpec().containers, { name: 'second', image: 'x', ports: hostPort(8021, 8021) }] }),
  ),
  apply('StatefulSet with a host port', statefulSet(database, podSpec(hostPort(5432, 5432)))),
  apply('DaemonSet with a host port within a range', daemonSet(core, podSpec(hostPort(5710, 5710)))),
  merge('pod of BlueMind loses a label', {
    ...pod({}, {}, 'standing'),
    metadata: { ...pod({}, {}, 'standing').metadata, labels: JSON.parse('{"app.kubernetes.io/component":null}') },
  }),
  merge('pod of BlueMind changes a label', pod({ 'app.kubernetes.io/component': 'debug' }, {}, 'standing')),
];

const everyone = '0.0.0.0/0';

const policies: readonly Request[] = [
  apply('policy that admits everyone to everything', networkPolicy(selecting('database'), [{}])),
  apply('policy of all pods that admits everyone', networkPolicy({}, [{}])),
  apply('policy that admits everyone to an internal port', networkPolicy(selecting('database'), [{ ports: [tcp(5432)] }])),
  apply('policy that admits every address', networkPolicy(selecting('database'), [{ from: [{ ipBlock: { cidr: everyone } }], ports: [tcp(5432)] }])),
  apply('policy that admits every namespace', networkPolicy(selecting('database'), [{ from: [{ namespaceSelector: {} }], ports: [tcp(5432)] }])),
  apply('policy that admits the whole namespace', networkPolicy(selecting('database'), [{ from: [{ podSelector: {} }], ports: [tcp(5432)] }])),
  apply('policy that admits another workload', networkPolicy(selecting('database'), [{ from: [pods(labelsOf('xmpp'))], ports: [tcp(5432)] }])),
  apply(
    'policy that admits a known peer to another port',
    networkPolicy(selecting('database'), [{ from: [pods(labelsOf('smtp'))], ports: [tcp(8021)] }]),
  ),
  apply('policy that admits a known peer to all ports', networkPolicy(selecting('core'), [{ from: [pods(labelsOf('smtp'))] }])),
  apply(
    'policy with a known and an unknown peer',
    networkPolicy(selecting('database'), [{ from: [pods(core), pods({ app: 'other' })], ports: [tcp(5432)] }]),
  ),
  apply(
    'policy with a known and an unknown rule',
    networkPolicy(selecting('database'), [
      { from: [pods(core)], ports: [tcp(5432)] },
      { from: [pods({ app: 'x' })], ports: [tcp(5432)] },
    ]),
  ),
  apply('policy that admits a range around an internal port', networkPolicy(selecting('database'), [{ ports: [tcp(5000, 6000)] }])),
  apply('policy that admits a port by name', networkPolicy(selecting('database'), [{ ports: [tcp('postgresql')] }])),
  apply('policy with a port without number', networkPolicy(selecting('database'), [{ ports: [{ protocol: 'TCP' }] }])),
  apply(
    'policy that admits a block under allow without its exception',
    networkPolicy(selecting('database'), [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [tcp(5432)] }]),
  ),
  apply(
    'policy that admits the peers under allow from everywhere',
    networkPolicy(selecting('database'), [{ from: [{ podSelector: { matchLabels: { app: 'dump' } }, namespaceSelector: {} }], ports: [tcp(5432)] }]),
  ),
  apply(
    'policy that admits all pods of the namespace under allow',
    networkPolicy(selecting('database'), [{ from: [pods(undefined, otherNamespace)], ports: [tcp(5432)] }]),
  ),
  apply('policy by a part of the labels', networkPolicy({ matchLabels: { 'app.kubernetes.io/component': 'database' } }, [{ ports: [tcp(5432)] }])),
  apply(
    'policy by In',
    networkPolicy({ matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: ['database', 'x'] }] }, [{}]),
  ),
  apply('policy by Exists', networkPolicy({ matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'Exists' }] }, [{}])),
  apply('policy by NotIn', networkPolicy({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['other'] }] }, [{}])),
  apply('policy by DoesNotExist', networkPolicy({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, [{}])),
  apply('policy by the name of a pod', networkPolicy({ matchLabels: { 'statefulset.kubernetes.io/pod-name': 'database-0' } }, [{}])),
  apply('policy that admits everyone to a port with source ranges', networkPolicy(selecting('proxy'), [{ ports: [tcp(143)] }])),
  apply('policy that admits everyone to a listener that believes PROXY headers', networkPolicy(selecting('proxy'), [{ ports: [tcp(10993)] }])),
  merge('policy of the plan admits everyone', { ...policyNamed('mail-database-allow-backup'), spec: { ingress: [{ ports: [tcp(5432)] }] } }),
  merge('policy of the plan admits one peer more', {
    ...policyNamed('mail-database-allow-backup'),
    spec: { ingress: [{ from: [pods({ app: 'dump' }, otherNamespace), pods({ app: 'dump' })], ports: [tcp(5432)] }] },
  }),
  remove('default deny goes', policyNamed('mail-database-default-deny')),
  remove('default deny of outgoing connections goes', policyNamed('mail-database-default-deny-egress')),
  merge('default deny is about egress alone', { ...policyNamed('mail-database-default-deny'), spec: { policyTypes: ['Egress'] } }),
  merge('default deny selects fewer pods', {
    ...policyNamed('mail-database-default-deny'),
    spec: { podSelector: { matchLabels: { 'example.org/one': 'yes' } } },
  }),
  merge('default deny selects by expressions', {
    ...policyNamed('mail-database-default-deny'),
    spec: { podSelector: { matchExpressions: [{ key: 'x', operator: 'Exists' }] } },
  }),
  merge('default deny admits', { ...policyNamed('mail-database-default-deny'), spec: { ingress: [{ ports: [tcp(9187)] }] } }),
  merge('default deny of outgoing connections lets out', { ...policyNamed('mail-database-default-deny-egress'), spec: { egress: [{}] } }),
];

const routes: readonly Request[] = [
  apply('Ingress to an internal port', ingress('mail-postgresql', { number: 5432 })),
  apply('Ingress to an internal port, by name', ingress('mail-webserver', { name: 'webserver' })),
  apply('Ingress to an external port that settings do not expose', ingress('mail-nginx', { name: 'pop3' })),
  apply('Ingress by default to an internal port', ingressByDefault('mail-core', { number: 8090 })),
  apply('HTTPRoute to an internal port', httpRoute('mail-core', 8090)),
  apply('HTTPRoute of another namespace to an internal port', httpRoute('mail-core', 8090, { namespace: installationNamespace }, otherNamespace)),
  apply('HTTPRoute mirrored to an internal port', mirrorRoute('mail-core', 8090)),
  apply('grant of all Services', referenceGrant({ kind: 'Service' })),
  apply('grant of a Service with internal ports', referenceGrant({ kind: 'Service', name: 'mail-core' })),
  apply('IngressRouteTCP to an internal port', traefikRoute('mail-postgresql', 5432)),
  apply('IngressRouteTCP to an internal port, by name', traefikRoute('mail-postgresql', 'postgresql')),
  apply('IngressRouteTCP of another namespace', traefikRoute('mail-postgresql', 5432, { namespace: installationNamespace }, 'new', otherNamespace)),
  apply('IngressRouteTCP to the PROXY listener of the plan', traefikRoute('mail-web-proxy', 465)),
  apply('TraefikService to an internal port', traefikService('mail-core', 8090)),
  apply('TCP of HAProxy to an internal port', haproxyTcp('mail-postgresql', 5432)),
  apply('ConfigMap that leads to an internal port', tcpServices({ 5432: `${installationNamespace}/mail-postgresql:5432` })),
  apply(
    'ConfigMap that leads to an internal port with PROXY headers',
    tcpServices({ 5432: `${installationNamespace}/mail-postgresql:postgresql::PROXY` }),
  ),
];

/** Requests that must not pass: each opens something that is closed. */
export const refused: readonly Request[] = [...services, ...workloads, ...policies, ...routes];
