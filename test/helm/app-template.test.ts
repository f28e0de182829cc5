import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { type HelmMap, type HelmValue, valuesFiles } from '../../lib/helm';
import type { Plan } from '../../lib/plan';
import { renderManifests } from '../../lib/synth/render';
import { planOfFile } from '../../lib/synth/settings/installations';
import { arbitrarySettings } from '../support/arbitrary-settings';
import { ofKind, parse, plan as planOf, type Rendered } from '../support/render';
import { runs } from '../support/runs';
import { describeWithShared } from '../support/shared';
import { accepted, at, commentOf, isMap, planOfEdge, proxied, valuesOf } from './plans';

const hosts = ['mail.example.org'];

const plans: Readonly<Record<string, Plan>> = {
  'the default': planOf(),
  'roles, connections, dual stack': planOf({ workloads: 'roles', isolation: 'connections', cluster: { ipFamilies: ['IPv4', 'IPv6'] } }),
  'a load balancer': planOfEdge(
    { type: 'LoadBalancer', class: 'example.org/balancer', sourceRanges: ['192.0.2.0/24'], annotations: { 'example.org/number': '1' } },
    'smtp',
    'imaps',
    'https',
  ),
  'node ports': planOfEdge({ type: 'NodePort', nodePorts: { smtp: 30025 } }, 'smtp'),
  'an Ingress': planOfEdge({ type: 'Ingress', className: 'web', hosts, tls: { clusterIssuer: 'letsencrypt' } }, 'http', 'https'),
  'Traefik with PROXY': planOfEdge({ type: 'Traefik', hosts, ...proxied('smtp') }, 'smtp', 'https'),
  'a Gateway': planOfEdge({ type: 'Gateway', gatewayApi: '1.6', className: 'envoy', hosts, ...accepted }, 'smtp', 'imaps', 'http', 'https'),
  'a Gateway elsewhere that ends TLS': planOfEdge(
    { type: 'Gateway', gatewayApi: '1.6', existing: { name: 'shared', namespace: 'gateways' }, hosts, tlsMode: 'terminate', tls: { secret: 'tls' } },
    'https',
  ),
};

const cases = Object.entries(plans);
const manifestsOf = (plan: Plan): readonly Rendered[] => parse(renderManifests(plan).stream);

/** The section of the values, by the names that the chart gives the objects. */
function section(plan: Plan, key: string): Readonly<Record<string, HelmMap>> {
  const objects = Object.values(asMap(valuesOf(plan, 'app-template')[key])).map(asMap);
  return Object.fromEntries(objects.map((object) => [String(object.forceRename), object]));
}

const asMap = (value: HelmValue | undefined): HelmMap => (isMap(value) ? value : {});

const byName = (kind: string, objects: readonly Rendered[]) =>
  Object.fromEntries(ofKind(kind, objects).map((object) => [object.metadata.name, object]));

/** A spec as the chart's template of Services makes it of values, except the selector, which is the chart's own. */
function serviceSpec({ ports, ...values }: HelmMap): object {
  const { forceRename: _, annotations: __, labels: ___, controller: ____, ...fields } = values;
  return { ...fields, ports: Object.entries(asMap(ports)).map(([name, port]) => ({ ...asMap(port), name })) };
}

const sortPorts = (ports: readonly { readonly name: string }[]) => [...ports].sort((a, b) => (a.name < b.name ? -1 : 1));

describe.each(cases)('%s', (_, plan) => {
  const manifests = manifestsOf(plan);

  test('the policies are those of the manifests', () => {
    const expected = Object.entries(byName('NetworkPolicy', manifests)).map(([name, { spec }]) => [name, spec]);
    const found = Object.entries(section(plan, 'networkpolicies')).map(([name, { podSelector, policyTypes, rules }]) => [
      name,
      { podSelector, policyTypes, ...asMap(rules) },
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  });

  test('the Services are those of the manifests, with the pods of the controller', () => {
    const services = section(plan, 'service');
    expect(Object.keys(services).sort()).toEqual(Object.keys(byName('Service', manifests)).sort());
    for (const [name, { spec }] of Object.entries(byName('Service', manifests))) {
      const { selector, ports, ...fields } = spec;
      const workload = plan.workloads.find(({ podLabels }) => JSON.stringify(podLabels) === JSON.stringify(selector));
      expect(services[name]?.controller).toBe(workload?.name);
      const made = serviceSpec(asMap(services[name]));
      expect(made).toEqual({ ...fields, ports: expect.anything() });
      expect('ports' in made && Array.isArray(made.ports) && sortPorts(made.ports)).toEqual(sortPorts(ports));
    }
  });

  test('the Ingress and the routes lead where the manifests lead', () => {
    const ingresses = section(plan, 'ingress');
    expect(Object.keys(ingresses)).toEqual(Object.keys(byName('Ingress', manifests)));
    for (const [name, { spec }] of Object.entries(byName('Ingress', manifests)))
      expect(ingresses[name]).toMatchObject({
        ...(spec.ingressClassName && { className: spec.ingressClassName }),
        tls: spec.tls,
        hosts: spec.rules.map(
          ({ host, http }: { host: string; http: { paths: { backend: { service: { name: string; port: { number: number } } } }[] } }) => ({
            host,
            paths: http.paths.map(({ backend: { service } }) => ({
              path: '/',
              pathType: 'Prefix',
              service: { name: service.name, port: service.port.number },
            })),
          }),
        ),
      });
    const routes = section(plan, 'route');
    for (const kind of ['HTTPRoute', 'TLSRoute', 'TCPRoute'])
      for (const [name, { spec }] of Object.entries(byName(kind, manifests))) {
        const { forceRename, annotations, labels, ...route } = asMap(routes[name]);
        expect({ ...withoutGroup(route) }).toEqual({ kind, ...withoutGroup(spec) });
      }
  });

  test('objects have the descriptions and annotations of the manifests', () => {
    const sections = {
      NetworkPolicy: 'networkpolicies',
      Service: 'service',
      Ingress: 'ingress',
      HTTPRoute: 'route',
      TLSRoute: 'route',
      TCPRoute: 'route',
    };
    for (const [kind, key] of Object.entries(sections))
      for (const [name, { metadata }] of Object.entries(byName(kind, manifests)))
        expect(section(plan, key)[name]?.annotations).toEqual(metadata.annotations);
  });
});

/** The chart fills in the empty group of a backend, and its kind is a default. */
const withoutGroup = (spec: object): HelmMap => JSON.parse(JSON.stringify(spec, (key, value) => (key === 'group' ? undefined : value)));

test('policies agree for whatever settings', () => {
  fc.assert(
    fc.property(arbitrarySettings, (settings) => {
      const plan = planOf(settings);
      const expected = ofKind('NetworkPolicy', manifestsOf(plan)).map(({ metadata: { name }, spec }) => [name, spec]);
      const found = Object.values(section(plan, 'networkpolicies')).map(({ forceRename, podSelector, policyTypes, rules }) => [
        forceRename,
        { podSelector, policyTypes, ...asMap(rules) },
      ]);
      expect(found).toEqual(expected);
    }),
    { numRuns: runs(7, 300) },
  );
});

describe('pods bear the labels by which policies find them', () => {
  test('those that the chart sets by itself come from its name and that of the release', () => {
    const values = valuesOf(planOf({ name: 'mail', workloads: 'roles' }), 'app-template');
    expect(values.global).toEqual({ nameOverride: 'bluemind' });
    expect(at(values, 'controllers', 'core', 'pod', 'labels')).toEqual({ 'app.kubernetes.io/component': 'core' });
    expect(valuesFiles(planOf({ name: 'mail' }))['app-template.yaml']).toContain(
      'helm upgrade --install mail oci://ghcr.io/bjw-s-labs/helm/app-template --namespace',
    );
  });

  test('your own labels are on the pods', () => {
    const workloads = { mail: { components: 'all' as const, podLabels: { app: 'mail' } } };
    const plan = planOf({ workloads });
    expect(valuesOf(plan, 'app-template')).toMatchObject({ controllers: { mail: { pod: { labels: { app: 'mail' } } } } });
    expect(valuesOf(plan, 'app-template').global).toBe(undefined);
  });

  test('what one release cannot give is reported', () => {
    const roles = planOf({ workloads: 'roles' }).workloads.map(({ name }) => name);
    const workloads = Object.fromEntries(roles.map((role) => [role, { roles: [role], podLabels: { 'app.kubernetes.io/name': role } }]));
    expect(commentOf(planOf({ workloads }), 'app-template')).toContain('extraSelectorLabels');
  });
});

test('braces stay unchanged, although the chart reads texts as templates', () => {
  const plan = planOfEdge({ type: 'LoadBalancer', annotations: { 'example.org/template': 'a {{ b }}' } }, 'smtp');
  expect(section(plan, 'service')['bluemind-edge']?.annotations).toMatchObject({ 'example.org/template': 'a {{ "{{" }} b }}' });
});

test('what the chart cannot render is named', () => {
  expect(commentOf(planOfEdge({ type: 'Ingress', controller: 'traefik', hosts }, 'https'), 'app-template')).toContain(
    'ServersTransport bluemind-edge-https',
  );
  const gateway = planOfEdge({ type: 'Gateway', gatewayApi: '1.6', className: 'envoy', hosts, ...accepted }, 'smtp');
  expect(commentOf(gateway, 'app-template')).toContain('from the manifests: Gateway bluemind-edge.');
  expect(commentOf(gateway, 'app-template')).toContain('--api-versions gateway.networking.k8s.io/v1/TCPRoute');
});

test('destinations that NetworkPolicies cannot name admit nothing', () => {
  const [workload] = planOf().workloads;
  const statement = { name: 'out', namespace: 'bluemind', workload: 'all-in-one', podLabels: workload?.podLabels ?? {}, description: 'Out.' };
  const ports = [{ protocol: 'TCP', number: 443, endNumber: 443 } as const];
  const egress = (rules: Plan['egress'][number]['rules']) =>
    section({ ...planOf(), egress: [{ ...statement, rules }] }, 'networkpolicies').out?.rules;
  expect(egress([{ to: [{ kind: 'host', host: 'update.example.org' }], ports }])).toEqual({});
  expect(egress([{ to: [{ kind: 'api-server', cidrs: ['192.0.2.1/32'] }], ports }])).toEqual({
    egress: [{ to: [{ ipBlock: { cidr: '192.0.2.1/32' } }], ports: [{ port: 443, protocol: 'TCP' }] }],
  });
  expect(egress([{ to: 'anywhere', ports: 'all' }])).toEqual({ egress: [{}] });
});

describeWithShared('schemas/helm-values/app-template', "the chart's own schema", (folder) => {
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const names = [
    'configmap',
    'containers',
    'controllers',
    'definitions',
    'envVars',
    'ingress',
    'k8s-api',
    'networkpolicy',
    'persistence',
    'pod',
  ].concat(['rawResource', 'rbac', 'route', 'secret', 'service', 'serviceAccount', 'serviceMonitor']);
  const root = read('values.schema.json');
  for (const name of names) ajv.addSchema(read(`schemas/${name}.json`), new URL(`schemas/${name}.json`, root.$id).href);
  const validate = ajv.compile(root);

  test.each(cases)('accepts %s', (_, plan) => {
    validate(parseYaml(valuesFiles(plan)['app-template.yaml'] ?? ''));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('would show it: it refuses what it does not know', () => {
    expect(validate({ service: { a: { ports: { smtp: { port: 25, hostPort: 25 } } } } })).toBe(false);
  });
});

describe('what the chart cannot run', () => {
  test('machines outside the cluster are left to the manifests', () => {
    const made = planOfFile(join(__dirname, '../../examples/machines/installation.yaml'));
    expect(JSON.stringify(valuesOf(made, 'app-template'))).not.toMatch(/"controller":"(main|data)"/);
    expect(commentOf(made, 'app-template')).toContain('the Services of machines, with their EndpointSlices');
  });

  test('policies of another dialect, too', () => {
    const made = planOf({ policies: { dialect: 'cilium' } });
    expect(valuesOf(made, 'app-template')).not.toHaveProperty('networkpolicies');
    expect(commentOf(made, 'app-template')).toContain("the policies, which are cilium's");
  });
});
