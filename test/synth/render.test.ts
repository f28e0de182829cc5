import { join } from 'node:path';
import { bluemind4, externalPorts, internalPorts, lastNumber } from '../../lib/catalogue';
import { renderManifests } from '../../lib/synth/render';
import { planOfFile } from '../../lib/synth/settings/installations';
import { faults, find, objects, ofKind, plan, type Rendered } from '../support/render';

const onPage = bluemind4.ports
  .filter(({ source }) => source === 'ports-page')
  .flatMap((port) => Array.from({ length: lastNumber(port) - port.number + 1 }, (_, i) => port.number + i));
const chosen = [25, 80, 443, 465, 587, 993];

const portsOf = (services: readonly Rendered[]): readonly number[] =>
  services.flatMap(({ spec }) => spec.ports.map(({ port }: { port: number }) => port)).sort((a: number, b: number) => a - b);

describe('the default installation', () => {
  const all = objects();

  test('serves all 53 ports of the page inside the cluster', () => {
    expect(onPage).toHaveLength(53);
    const inside = ofKind('Service', all).filter(({ spec }) => spec.type === 'ClusterIP');
    expect(portsOf(inside)).toEqual(expect.arrayContaining(onPage));
  });

  test('exposes the six chosen ports through one LoadBalancer, and nothing else', () => {
    const outside = ofKind('Service', all).filter(({ spec }) => spec.type !== 'ClusterIP');
    expect(outside.map(({ metadata, spec }) => [metadata.name, spec.type, spec.externalTrafficPolicy])).toEqual([
      ['bluemind-public', 'LoadBalancer', 'Local'],
    ]);
    expect(portsOf(outside)).toEqual(chosen);
    expect(all.filter(({ kind }) => !['Service', 'NetworkPolicy'].includes(kind))).toEqual([]);
  });

  test('admits everyone to those six and only the own pods to the rest', () => {
    const rules = ofKind('NetworkPolicy', all).flatMap(({ metadata, spec }) =>
      (spec.ingress ?? []).map((rule: object) => ({ policy: metadata.name, ...rule })),
    );
    expect(rules).toEqual([
      { policy: 'bluemind-all-in-one-from-public', ports: chosen.map((port) => ({ port, protocol: 'TCP' })) },
      { policy: 'bluemind-all-in-one-installation', from: [{ podSelector: { matchLabels: podLabels('all-in-one') } }] },
    ]);
  });

  test('denies by default what no policy allows', () => {
    const deny = find('NetworkPolicy', 'bluemind-all-in-one-default-deny', all);
    expect(deny.spec).toEqual({ podSelector: { matchLabels: podLabels('all-in-one') }, policyTypes: ['Ingress'] });
  });

  test('members find each other through headless Services', () => {
    expect(find('Service', 'bluemind-hazelcast', all).spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(portsOf([find('Service', 'bluemind-hazelcast', all)])).toEqual(Array.from({ length: 15 }, (_, index) => 5701 + index));
    expect(find('Service', 'bluemind-elasticsearch-members', all).spec).toMatchObject({
      clusterIP: 'None',
      ports: [{ name: 'es-transport', port: 9300 }],
    });
    expect(find('Service', 'bluemind-elasticsearch', all).spec).toMatchObject({ ports: [{ name: 'elasticsearch', port: 9200 }] });
  });

  test('is what installations/bluemind.yaml spells out', () => {
    expect(planOfFile(join(__dirname, '../../installations/bluemind.yaml'))).toEqual(plan());
  });

  test('says of every object what it is for', () => {
    for (const { metadata } of all) expect(metadata.annotations['kubernetes.io/description']).toMatch(/^[A-Z].*\.$/s);
  });

  test('is the same, byte for byte, each time', () => {
    expect(renderManifests(plan())).toEqual(renderManifests(plan()));
    expect(JSON.stringify(plan())).toBe(JSON.stringify(plan()));
  });

  test('lists its files in the order in which to apply them', () => {
    expect(Object.keys(renderManifests(plan({ createNamespace: true })).files)).toEqual([
      'namespace.k8s.yaml',
      'services.k8s.yaml',
      'network-policies.k8s.yaml',
      'entry-points.k8s.yaml',
      'kustomization.yaml',
    ]);
  });

  test('reads as last reviewed', () => {
    expect(renderManifests(plan()).files).toMatchSnapshot();
  });
});

describe('output', () => {
  test('has no empty lists or maps but selectors, and writes out what the API server would fill in', () => {
    const empty: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (Object.keys(value).length === 0 && !path.endsWith('elector')) empty.push(path);
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
    };
    for (const object of objects({ workloads: 'roles', isolation: 'cluster', createNamespace: true })) {
      walk(object, `${object.kind} ${object.metadata.name}`);
      for (const port of object.spec?.ports ?? [])
        expect(port).toMatchObject({ protocol: 'TCP', name: expect.any(String), targetPort: expect.any(Number) });
      if (object.kind === 'NetworkPolicy') expect(object.spec.policyTypes).toEqual(['Ingress']);
    }
    expect(empty).toEqual([]);
  });

  test('no two objects have the same kind, namespace and name', () => {
    for (const workloads of ['all-in-one', 'roles'] as const) {
      const names = objects({ workloads }).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('a Namespace is rendered on request only', () => {
    expect(ofKind('Namespace', objects())).toEqual([]);
    expect(ofKind('Namespace', objects({ createNamespace: true, namespace: 'mail' })).map(({ metadata }) => metadata.name)).toEqual(['mail']);
  });

  test('your own labels are on every object and in no selector', () => {
    for (const { metadata, spec } of objects({ labels: { team: 'mail' } })) {
      expect(metadata.labels).toMatchObject({ team: 'mail', 'app.kubernetes.io/managed-by': 'cdk8s-bluemind' });
      expect(JSON.stringify(spec)).not.toContain('"team"');
    }
  });
});

describe('server roles', () => {
  const all = objects({ workloads: 'roles' });

  test('serve every external and internal port of the catalogue', () => {
    const numbers = [...externalPorts(bluemind4), ...internalPorts(bluemind4)].map(({ number }) => number);
    expect(portsOf(ofKind('Service', all))).toEqual(expect.arrayContaining(numbers));
  });

  test('make one entry point two Services if two workloads serve its ports', () => {
    const outside = ofKind('Service', all).filter(({ spec }) => spec.type === 'LoadBalancer');
    expect(
      outside.map(({ metadata, spec }) => [
        metadata.name,
        spec.selector['app.kubernetes.io/component'],
        spec.ports.map(({ port }: { port: number }) => port),
      ]),
    ).toEqual([
      ['bluemind-public-proxy', 'proxy', [80, 443, 993]],
      ['bluemind-public-smtp', 'smtp', [25, 465, 587]],
    ]);
  });

  test('give a component that runs in several workloads a Service in each', () => {
    expect(ofKind('Service', all).map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(['bluemind-node-core', 'bluemind-node-smtp', 'bluemind-hazelcast-core', 'bluemind-hazelcast-web']),
    );
  });
});

describe('BlueMind 5', () => {
  const all = objects({ release: '5' });
  const names = ofKind('Service', all).map(({ metadata }) => metadata.name);

  test('has what its catalogue has: no Cyrus, single sign-on proxy or XMPP, but Keycloak; mailboxes in the core', () => {
    for (const gone of ['cyrus', 'hps', 'xmpp', 'lmtpd', 'sds-proxy']) expect(names).not.toContain(`bluemind-${gone}`);
    expect(names).toContain('bluemind-keycloak');
    expect(portsOf([find('Service', 'bluemind-core', all)])).toEqual(expect.arrayContaining([1110, 1143, 2400, 8090]));
  });

  test('exposes by default what release 4 does, and refuses what it no longer has', () => {
    expect(portsOf([find('Service', 'bluemind-public', all)])).toEqual(chosen);
    expect(faults({ release: '5', expose: { smtp: 'public', https: 'public', 'xmpp-client': 'public' } })).toEqual([
      'expose.xmpp-client: no external port of BlueMind 5 has this name',
    ]);
  });

  test('reads as last reviewed', () => {
    expect(renderManifests(plan({ release: '5', workloads: 'roles', isolation: 'connections' })).files).toMatchSnapshot();
  });
});

const podLabels = (workload: string) => ({
  'app.kubernetes.io/component': workload,
  'app.kubernetes.io/instance': 'bluemind',
  'app.kubernetes.io/name': 'bluemind',
});
