import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyPlan } from '../../lib/checks';
import { type InitOptions, runInit } from '../../lib/cli/commands/init';
import { controllers } from '../../lib/init/controllers';
import { draftSettings } from '../../lib/init/draft';
import { controllerNames, providerNames } from '../../lib/init/names';
import { type Plan, planFrom } from '../../lib/plan';
import { loadBalancerProviders } from '../../lib/plan/load-balancers';
import { readText } from '../../lib/reachability';
import { parseSettingsDocument } from '../../lib/settings/document';
import { renderManifests } from '../../lib/synth/render';

const planOf = (text: string): Plan => {
  const document = parseSettingsDocument('mail.yaml', text);
  return planFrom(document.input, document);
};
const errors = (plan: Plan) =>
  verifyPlan(readText('mail.yaml', renderManifests(plan).stream), plan, '2026-01-01').filter(({ severity }) => severity === 'error');

/** Runs the command in a separate folder. */
async function run(options: InitOptions, files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'init-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const printed: string[] = [];
  const collect = (text: string | Uint8Array) => {
    printed.push(String(text));
    return true;
  };
  const streams = [jest.spyOn(process.stdout, 'write').mockImplementation(collect), jest.spyOn(process.stderr, 'write').mockImplementation(collect)];
  const before = process.cwd();
  process.chdir(folder);
  try {
    const code = await runInit(options);
    const read = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined);
    return { code, output: printed.join(''), read };
  } finally {
    process.chdir(before);
    for (const stream of streams) stream.mockRestore();
  }
}

test('the names in the help are those of the settings', () => {
  expect([...providerNames].sort()).toEqual(Object.keys(loadBalancerProviders).sort());
  expect([...controllerNames].sort()).toEqual(Object.keys(controllers).sort());
});

describe.each(providerNames)('provider %s', (provider) => {
  test.each([undefined, ...controllerNames])('with ingress %s is drafted, planned and proved at once', (controller) => {
    const web = controller && { controller };
    const text = draftSettings(
      { name: 'mail', provider, nodeCidrs: ['10.0.0.0/24'], podCidrs: ['10.244.0.0/16'], hostname: 'mail.example.org', ...(web && { web }) },
      'mail.yaml',
    );
    const plan = planOf(text);
    expect(errors(plan)).toEqual([]);
    expect(plan.exposures.map(({ port }) => port)).toEqual(expect.arrayContaining(['smtp', 'submission', 'submissions', 'imaps', 'https']));
  });
});

test('a balancer that hides addresses and unknown nodes are reported together, with the option', () => {
  expect(() => draftSettings({ name: 'mail', provider: 'hetzner' }, 'mail.yaml')).toThrow(/trustedCidrs: are needed: .*nodeCidrs/);
});

const cluster = `
apiVersion: v1
kind: List
items:
- { apiVersion: v1, kind: Namespace, metadata: { name: groupware } }
- apiVersion: v1
  kind: Pod
  metadata:
    name: bm-0
    namespace: groupware
    labels: { app: bluemind, tier: main, controller-revision-hash: bm-6b, statefulset.kubernetes.io/pod-name: bm-0 }
  spec:
    containers:
    - name: all
      ports: [{ containerPort: 25 }, { containerPort: 443 }, { containerPort: 5432 }, { containerPort: 8090 }, { containerPort: 993 }, { containerPort: 2400 }]
- apiVersion: v1
  kind: Pod
  metadata: { name: shop, namespace: shop, labels: { app: shop } }
  spec: { containers: [{ name: shop, ports: [{ containerPort: 80 }, { containerPort: 443 }] }] }
- apiVersion: v1
  kind: Service
  metadata: { name: shop, namespace: shop, annotations: { metallb.io/address-pool: public } }
  spec: { type: LoadBalancer, loadBalancerClass: metallb.io/metallb, ports: [{ port: 443 }], selector: { app: shop } }
- apiVersion: networking.k8s.io/v1
  kind: IngressClass
  metadata: { name: internal-nginx }
  spec: { controller: k8s.io/ingress-nginx }
- apiVersion: networking.k8s.io/v1
  kind: IngressClass
  metadata: { name: traefik, annotations: { ingressclass.kubernetes.io/is-default-class: "true" } }
  spec: { controller: traefik.io/ingress-controller }
- { apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: letsencrypt } }
- apiVersion: v1
  kind: Node
  metadata: { name: n1 }
  spec: { podCIDR: 10.244.0.0/24, podCIDRs: [10.244.0.0/24] }
  status: { addresses: [{ type: InternalIP, address: 10.0.0.1 }, { type: Hostname, address: n1 }] }
`;

describe('--from', () => {
  test('takes pods, balancers, the default ingress controller, nodes and issuers from a cluster', async () => {
    const { code, read } = await run({ from: ['cluster.yaml'], hostname: 'mail.example.org' }, { 'cluster.yaml': cluster });
    expect(code).toBe(0);
    const text = read('installations/bluemind.yaml') ?? '';
    const plan = planOf(text);
    expect(plan.namespace).toBe('groupware');
    expect(plan.createNamespace).toBe(false);
    expect(plan.workloads.map(({ podLabels }) => podLabels)).toEqual([{ app: 'bluemind', tier: 'main' }]);
    expect(plan.entries.map(({ kind, name }) => `${kind} ${name}`)).toContain('Ingress bluemind-web');
    expect(plan.entries.find(({ kind }) => kind === 'LoadBalancer')).toMatchObject({ loadBalancer: { class: 'metallb.io/metallb' } });
    expect(plan.cluster).toMatchObject({ nodeCidrs: ['10.0.0.1/32'], podCidrs: ['10.244.0.0/24'] });
    expect(text).toContain('tls: { clusterIssuer: letsencrypt }');
    expect(text).toContain('# As found: IngressClass traefik.');
    expect(errors(plan)).toEqual([]);
  });

  test('says so if the objects show nothing', async () => {
    const { code, output, read } = await run({ from: ['empty.yaml'] }, { 'empty.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n' });
    expect(code).toBe(2);
    expect(output).toMatch(/^--from: empty\.yaml: found no pods of BlueMind, .*kubectl get/);
    expect(read('installations/bluemind.yaml')).toBeUndefined();
  });

  test('spreads several pods over workloads by the ports they declare', async () => {
    const pod = (name: string, ports: readonly number[]) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'mail', labels: { 'app.kubernetes.io/name': 'bluemind', 'app.kubernetes.io/component': name } },
        spec: { containers: [{ name, ports: ports.map((containerPort) => ({ containerPort })) }] },
      });
    const { code, output } = await run(
      { from: ['pods.yaml'], stdout: true },
      { 'pods.yaml': [pod('front', [80, 443, 993]), pod('db', [5432])].join('\n---\n') },
    );
    expect(code).toBe(0);
    const plan = planOf(output);
    const componentsOf = (name: string) => plan.workloads.find((workload) => workload.name === name)?.components;
    expect(componentsOf('db')).toEqual(expect.arrayContaining(['postgresql']));
    expect(componentsOf('db')).not.toContain('core');
    expect(componentsOf('front')).toEqual(expect.arrayContaining(['nginx', 'core', 'postfix']));
    expect(output).toMatch(/# No pod declares a port of chronograf, core, .*: move them to where they run\./);
    expect(errors(plan)).toEqual([]);
  });
});

test('an existing file is not replaced', async () => {
  const { code, output, read } = await run({ name: 'mail', out: 'mail.yaml' }, { 'mail.yaml': 'mine' });
  expect([code, output.split('\n')[0], read('mail.yaml')]).toEqual([
    2,
    'mail.yaml:1:1: exists already; choose another file with --out, or another --name',
    'mine',
  ]);
});

test('an ingress controller needs a host name', async () => {
  expect((await run({ ingress: 'traefik' })).output).toContain('--ingress: routes web clients by host name; give the name with --hostname');
});
