import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectsModel } from '../../lib/reachability';
import { kindsRead } from '../../lib/reachability/objects/kinds';
import { kinds } from '../../lib/reachability/schemas/known-fields';
import { sharedPath, testWithShared } from '../support/shared';

const root = join(__dirname, '../..');
const file = 'lib/reachability/schemas/known-fields.ts';

/** The schemas of one kind, thrown together: `spec` and what is beside it. */
const object = (apiVersion: string, kind: string, rest: object) => ({ apiVersion, kind, metadata: { name: 'a', namespace: 'a' }, ...rest });

const misfits = (one: object): readonly string[] => {
  try {
    return objectsModel([one]).objects.misfits.map((misfit) =>
      [misfit.kind, misfit.path.join('.'), misfit.kind === 'wrong-type' ? `${misfit.expected}, ${misfit.found}` : ''].join(' ').trim(),
    );
  } catch (error) {
    return [`refused: ${error}`];
  }
};

const selector = { podSelector: {} };
const pods = { metadata: { labels: { app: 'a' } }, spec: { containers: [{ name: 'a', image: 'a' }] } };
const backend = { name: 'web', port: 80 };

test.each<readonly [string, string, object, string]>([
  ['networking.k8s.io/v1', 'NetworkPolicy', { spec: { ...selector, ingress: [{ form: [] }] } }, 'spec.ingress.0.form'],
  ['networking.k8s.io/v1', 'NetworkPolicy', { spec: { ...selector, egress: [{ from: [] }] } }, 'spec.egress.0.from'],
  ['networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: { matchLables: { a: 'b' } } } }, 'spec.podSelector.matchLables'],
  ['networking.k8s.io/v1', 'NetworkPolicy', { spec: { ...selector, policyType: ['Ingress'] } }, 'spec.policyType'],
  ['networking.k8s.io/v1', 'NetworkPolicy', { spec: selector, ingress: [] }, 'ingress'],
  ['networking.k8s.io/v1', 'NetworkPolicy', { spec: { ...selector, constructor: {} } }, 'spec.constructor'],
  ['v1', 'Service', { spec: { loadBalancerSourceRange: ['10.0.0.0/8'], ports: [{ port: 1 }] } }, 'spec.loadBalancerSourceRange'],
  ['v1', 'Service', { spec: { ports: [{ port: 1, targetport: 2 }] } }, 'spec.ports.0.targetport'],
  ['v1', 'Namespace', { metadata: { name: 'a', lables: {} } }, 'metadata.lables'],
  ['v1', 'Pod', { spec: { ...pods.spec, hostnetwork: true } }, 'spec.hostnetwork'],
  ['apps/v1', 'Deployment', { spec: { template: { ...pods, metadata: { label: {} } } } }, 'spec.template.metadata.label'],
  ['batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { tmplate: pods } } } }, 'spec.jobTemplate.spec.tmplate'],
  ['discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4', endpoints: [], port: [] }, 'port'],
  ['networking.k8s.io/v1', 'Ingress', { spec: { defaultBackend: { service: { name: 'a', port: { number: 1 } } }, rule: [] } }, 'spec.rule'],
  ['gateway.networking.k8s.io/v1', 'TLSRoute', { spec: { rules: [{ backendRefs: [backend] }], hostname: [] } }, 'spec.hostname'],
  ['cilium.io/v2', 'CiliumNetworkPolicy', { spec: { endpointSelector: {}, ingress: [{ fromEndpoint: [] }] } }, 'spec.ingress.0.fromEndpoint'],
  ['projectcalico.org/v3', 'NetworkPolicy', { spec: { selector: 'all()', ingres: [] } }, 'spec.ingres'],
  ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy', { spec: { selector: 'all()', ingres: [] } }, 'spec.ingres'],
  [
    'policy.networking.k8s.io/v1alpha2',
    'ClusterNetworkPolicy',
    { spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} }, egres: [] } },
    'spec.egres',
  ],
  [
    'policy.networking.k8s.io/v1alpha1',
    'BaselineAdminNetworkPolicy',
    { metadata: { name: 'default' }, spec: { subject: { namespaces: {} }, ingess: [] } },
    'spec.ingess',
  ],
  ['traefik.io/v1alpha1', 'IngressRouteTCP', { spec: { routes: [{ match: 'HostSNI(`*`)', service: [] }] } }, 'spec.routes.0.service'],
  ['ingress.v3.haproxy.org/v3', 'TCP', { spec: [{ name: 'a', service: backend, frontnd: {} }] }, 'spec.0.frontnd'],
  ['route.openshift.io/v1', 'Route', { spec: { to: { kind: 'Service', name: 'web' }, prt: {} } }, 'spec.prt'],
])('%s %s: a misspelt field %j', (apiVersion, kind, rest, path) => {
  expect(misfits(object(apiVersion, kind, rest))).toEqual([`unknown-field ${path}`]);
});

test('a value of another type than the field takes', () => {
  const spec = { containers: [{ name: 'a', env: { A: 'b' }, tty: 'yes' }], volumes: 'none', terminationGracePeriodSeconds: '5' };
  expect(misfits(object('v1', 'Pod', { spec }))).toEqual([
    'wrong-type spec.containers.0.env a list, an object',
    'wrong-type spec.containers.0.tty true or false, text "yes"',
    'wrong-type spec.volumes a list, text "none"',
    'wrong-type spec.terminationGracePeriodSeconds a number, text "5"',
  ]);
});

test('what the API leaves open is left open: nulls, names of labels, ports by name or number, quantities, status', () => {
  const resources = { limits: { cpu: 1, memory: '1Gi', 'example.org/x': 2 } };
  const livenessProbe = { tcpSocket: { port: 'smtp' } };
  const container = { name: 'a', resources, livenessProbe, ports: null };
  const metadata = { name: 'a', labels: { constructor: 'a', whatever: 'b' }, managedFields: [{ fieldsV1: { 'f:x': {} } }] };
  expect(misfits({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container], affinity: null }, status: { any: 1 } })).toEqual([]);
});

test.each([
  ['networking.k8s.io/v1', 'NetworkPolcy', 'kind'],
  ['networking.k8s.io/v1', 'networkpolicy', 'kind'],
  ['v1', 'Services', 'kind'],
  ['networking.k8s.io/v1beta9', 'NetworkPolicy', 'apiVersion'],
  ['v2', 'Service', 'apiVersion'],
])('%s %s is no kind, and resembles one', (apiVersion, kind, path) => {
  expect(misfits(object(apiVersion, kind, { spec: selector }))).toEqual([`unknown-kind ${path}`]);
});

test.each([
  ['v1', 'Node'],
  ['v1', 'Secret'],
  ['traefik.io/v1alpha1', 'MiddlewareTCP'],
  ['projectcalico.org/v3', 'StagedNetworkPolicy'],
  ['serving.knative.dev/v1', 'Service'],
  ['gateway.networking.k8s.io/v1', 'GatewayClass'],
])('%s %s is one of its own', (apiVersion, kind) => {
  expect(misfits(object(apiVersion, kind, {}))).toEqual([]);
});

test('the fields of every kind are known that is read, but those of sets and policies that are not understood', () => {
  const unread = /^(projectcalico\.org|crd\.projectcalico\.org)\/(Global)?NetworkSet$|^crd\.antrea\.io\//;
  const known = Object.keys(kinds).map((key) => key.replace(/\/[^/]+\//, '/'));
  expect(kindsRead.filter((kind) => !known.includes(kind) && !unread.test(kind))).toEqual([]);
});

testWithShared('lab/crds', 'the table is what the schemas say', (crds) => {
  expect(existsSync(sharedPath('schemas'))).toBe(true);
  const printed = execFileSync(process.execPath, ['tools/known-fields.js', sharedPath('schemas'), crds], { cwd: root, encoding: 'utf8' });
  expect(printed).toBe(readFileSync(join(root, file), 'utf8'));
});
