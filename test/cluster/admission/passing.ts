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
import { gitOps, otherNamespace } from './settings';

const account = `${gitOps.namespace}/${gitOps.name}`;
const foreign = { app: 'other' };
const otherValue = { ...labelsOf('database'), 'app.kubernetes.io/name': 'other' };

const services: readonly Request[] = [
  apply('ClusterIP Service that leads to an internal port', clusterIp(labelsOf('database'), [port(5432)])),
  apply('headless Service of the pods', clusterIp(labelsOf('database'), [port(5432)], { clusterIP: 'None' })),
  apply('ClusterIP Service with a named port', clusterIp(labelsOf('database'), [port(5432, 'postgresql')])),
  apply('LoadBalancer of other pods on a closed number', loadBalancer(foreign, port(5432))),
  apply('LoadBalancer of pods of which one label differs', loadBalancer(otherValue, port(5432))),
  apply('NodePort of other pods', nodePort(foreign, port(8090))),
  apply('LoadBalancer that leads to an exposed port', loadBalancer(labelsOf('proxy'), port(443))),
  apply('NodePort that leads to an exposed port', nodePort(labelsOf('proxy'), port(143))),
  apply('LoadBalancer that leads to an exposed port by another number', loadBalancer(labelsOf('proxy'), port(8443, 443))),
  apply('LoadBalancer of two exposed ports', loadBalancer(labelsOf('proxy'), port(80, 80, 'TCP', 'http'), port(443, 443, 'TCP', 'https'))),
  apply('LoadBalancer on a number that BlueMind does not have', loadBalancer(labelsOf('database'), port(9187))),
  apply('LoadBalancer over UDP on a number that is closed for TCP', loadBalancer(labelsOf('database'), port(5432, 5432, 'UDP'))),
  apply('ClusterIP with external IPs that leads to an exposed port', clusterIp(labelsOf('proxy'), [port(443)], { externalIPs: ['192.0.2.9'] })),
  apply('Service without selector', loadBalancer(undefined, port(5432))),
  apply('Service of another namespace', clusterIp(labelsOf('database'), [port(5432)], { type: 'LoadBalancer' }, otherNamespace)),
  apply('excepted Service', serviceNamed('imap-for-scanners', labelsOf('mailbox'), port(1143))),
  merge('annotation on a LoadBalancer of the plan', { ...serviceChange('mail-public-proxy', {}), metadata: annotated('mail-public-proxy') }),
  merge('own LoadBalancer with other source ranges', serviceChange('mail-office', { loadBalancerSourceRanges: ['192.0.2.0/24'] })),
  merge('ClusterIP Service stays one', serviceChange('mail-postgresql', { sessionAffinity: 'ClientIP' })),
  merge(
    'LoadBalancer of the plan becomes a ClusterIP',
    serviceChange('mail-office', {
      type: 'ClusterIP',
      externalTrafficPolicy: null,
      allocateLoadBalancerNodePorts: null,
      loadBalancerSourceRanges: null,
    }),
  ),
  remove('LoadBalancer of the plan goes', serviceChange('mail-office', {})),
  apply('GitOps controller makes a LoadBalancer of a closed port', loadBalancer(labelsOf('database'), port(5432)), account),
  apply('GitOps controller makes a NodePort of a closed port', nodePort(labelsOf('core'), port(8090)), account),
];

function annotated(name: string) {
  return { name, namespace: serviceChange(name, {}).metadata.namespace ?? '', annotations: { 'example.org/note': 'seen' } };
}

const database = labelsOf('database');
const hostPort = (number: number, containerPort: number) => [{ containerPort, hostPort: number }];

const workloads: readonly Request[] = [
  apply('pod of BlueMind', pod(database, podSpec([{ containerPort: 5432 }]))),
  apply('pod with further labels', pod({ ...database, 'example.org/team': 'mail' }, podSpec())),
  apply('Deployment of BlueMind', deployment(database, podSpec([{ containerPort: 5432 }]))),
  apply('StatefulSet of BlueMind', statefulSet(database, podSpec([{ containerPort: 5432 }]))),
  apply('other pod on the network of the node', pod(foreign, podSpec([], { hostNetwork: true }))),
  apply('other pod with a host port on a closed number', pod(foreign, podSpec(hostPort(15432, 5432)))),
  apply('DaemonSet of others on the network of the node', daemonSet(foreign, podSpec([], { hostNetwork: true }))),
  apply('pod of which one label differs, on the network of the node', pod(otherValue, podSpec([], { hostNetwork: true }))),
  apply('host port that leads to an exposed port', pod(labelsOf('proxy'), podSpec(hostPort(443, 443)))),
  apply('host port on a number that BlueMind does not have', pod(database, podSpec(hostPort(9187, 9187)))),
  apply('pod of BlueMind in another namespace', pod(database, podSpec([], { hostNetwork: true }), 'new', otherNamespace)),
  apply('Job of others on the network of the node', job(foreign, podSpec([], { hostNetwork: true }))),
  apply('CronJob of BlueMind', cronJob(database, podSpec())),
  merge('further label on a pod of BlueMind', {
    ...pod(database, {}, 'standing'),
    metadata: { ...pod({ 'example.org/seen': 'yes' }, {}, 'standing').metadata },
  }),
  apply('GitOps controller puts pods on the network of the node', deployment(database, podSpec([], { hostNetwork: true })), account),
  remove('pod of BlueMind goes', pod(database, {}, 'standing')),
];

const core = labelsOf('core');

const policies: readonly Request[] = [
  apply('policy of other pods that admits everyone', networkPolicy({ matchLabels: foreign }, [{}])),
  apply('policy that admits nobody', networkPolicy(selecting('database'), undefined)),
  apply('policy of all pods that admits nobody', networkPolicy({}, undefined)),
  apply('policy that admits whom the plan admits', networkPolicy(selecting('database'), [{ from: [pods(core)], ports: [tcp(5432)] }])),
  apply(
    'policy that admits fewer than the plan does',
    networkPolicy(selecting('database'), [{ from: [pods({ ...core, 'example.org/one': 'yes' })], ports: [tcp(5432)] }]),
  ),
  apply(
    'policy that admits the peers under allow',
    networkPolicy(selecting('database'), [{ from: [pods({ app: 'dump' }, otherNamespace)], ports: [tcp(5432)] }]),
  ),
  apply(
    'policy that admits the block under allow with its exception',
    networkPolicy(selecting('database'), [{ from: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }], ports: [tcp(5432)] }]),
  ),
  apply(
    'policy that takes more out of the block under allow',
    networkPolicy(selecting('database'), [
      { from: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.0/28', '203.0.113.128/25'] } }], ports: [tcp(5432)] },
    ]),
  ),
  apply(
    'policy that names the own namespace',
    networkPolicy(selecting('database'), [{ from: [pods(core, policyNamed('x').metadata.namespace)], ports: [tcp(5432)] }]),
  ),
  apply('policy about egress alone', networkPolicy(selecting('database'), undefined, { policyTypes: ['Egress'], egress: [{}] })),
  apply('policy with ingress rules that count for nothing', networkPolicy(selecting('database'), [{}], { policyTypes: ['Egress'], egress: [{}] })),
  apply('policy that admits everyone to a port that BlueMind does not have', networkPolicy(selecting('database'), [{ ports: [tcp(9187)] }])),
  apply('policy that opens a port that is open to everyone', networkPolicy(selecting('metrics'), [{ ports: [tcp(3000)] }])),
  apply(
    'policy of pods of which one label differs, by an expression',
    networkPolicy({ matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'NotIn', values: ['bluemind'] }] }, [{}]),
  ),
  apply(
    'policy of pods without a label that all of BlueMind have',
    networkPolicy({ matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'DoesNotExist' }] }, [{}]),
  ),
  apply('policy of another namespace', networkPolicy(selecting('database'), [{}], {}, 'new', otherNamespace)),
  apply('GitOps controller admits everyone', networkPolicy(selecting('database'), [{}]), account),
  remove('policy that admits goes', policyNamed('mail-database-allow-backup')),
  remove('GitOps controller removes the default deny', policyNamed('mail-database-default-deny'), account),
  merge('default deny with another description', {
    ...policyNamed('mail-database-default-deny'),
    metadata: { ...policyNamed('mail-database-default-deny').metadata, annotations: { 'example.org/note': 'seen' } },
  }),
  merge('default deny of all pods', { ...policyNamed('mail-database-default-deny'), spec: { podSelector: { matchLabels: null } } }),
];

const routes: readonly Request[] = [
  apply('Ingress to a port that is exposed', ingress('mail-nginx', { number: 443 })),
  apply('Ingress to a port that is exposed, by name', ingress('mail-nginx', { name: 'http' })),
  apply('Ingress to a Service of others on a closed number', ingress('other', { number: 5432 })),
  apply('Ingress by default to a port that is exposed', ingressByDefault('mail-nginx', { number: 80 })),
  apply('Ingress of another namespace to a Service of the same name', ingress('mail-postgresql', { number: 5432 }, otherNamespace)),
  apply('HTTPRoute to a port that is exposed', httpRoute('mail-nginx', 443)),
  apply('HTTPRoute to a Service of others', httpRoute('other', 8090)),
  apply('HTTPRoute mirrored to a port that is exposed', mirrorRoute('mail-nginx', 80)),
  apply('HTTPRoute to another kind of the same name', httpRoute('mail-postgresql', 5432, { group: 'example.org', kind: 'Bucket' })),
  apply('grant of a Secret', referenceGrant({ kind: 'Secret', name: 'mail-tls' })),
  apply('grant of a Service of others', referenceGrant({ kind: 'Service', name: 'other' })),
  apply('IngressRouteTCP to a port that is exposed', traefikRoute('mail-nginx', 143)),
  apply('IngressRouteTCP to a Service of others', traefikRoute('other', 5432)),
  apply('IngressRouteTCP of the plan to its own PROXY listener', traefikRoute('mail-web-proxy', 465, {}, 'mail-web-submissions')),
  apply('TraefikService to a port that is exposed', traefikService('mail-nginx', 443)),
  apply('TCP of HAProxy to a port that is exposed', haproxyTcp('mail-nginx', 143)),
  apply('ConfigMap that leads to a port that is exposed', tcpServices({ 143: `${policyNamed('x').metadata.namespace}/mail-nginx:143` })),
  apply('ConfigMap of settings that names a closed port', tcpServices({ url: `${policyNamed('x').metadata.namespace}/mail-postgresql:5432` })),
  apply('GitOps controller leads an Ingress to a closed port', ingress('mail-webserver', { number: 8080 }), account),
];

/** Requests that must pass: nothing that is closed opens by them. */
export const passing: readonly Request[] = [...services, ...workloads, ...policies, ...routes];
