import { changedFields } from '../../../lib/cluster/drift/fields';
import { fromObjects } from '../../../lib/reachability';

const changes = (apiVersion: string, kind: string, rendered: object, live: object) => {
  const [want, have] = [rendered, live].map(
    (rest) => fromObjects([{ apiVersion, kind, metadata: { name: 'x', namespace: 'n' }, ...rest }]).manifests[0],
  );
  if (!want || !have) throw new Error('no manifest');
  return changedFields(want, have).map(({ field, kind: how }) => `${how} ${field}`);
};

const policy = (rendered: object, live: object) => changes('networking.k8s.io/v1', 'NetworkPolicy', { spec: rendered }, { spec: live });
const rule = (port: number, from?: readonly object[]) => ({ ports: [{ port, protocol: 'TCP' }], ...(from && { from }) });
const probe = (prober = {}, relabeling = {}) => ({
  spec: { prober: { url: 'exporter:9115', ...prober }, targets: { staticConfig: { relabelingConfigs: [{ targetLabel: 'x', ...relabeling }] } } },
});

test.each<[string, readonly string[], readonly string[]]>([
  ['the same', policy({ ingress: [rule(25)] }, { ingress: [rule(25)] }), []],
  ['rules in another order', policy({ ingress: [rule(25), rule(80)] }, { ingress: [rule(80), rule(25)] }), []],
  ['no rules, which is not written', policy({ ingress: [] }, {}), []],
  ['a protocol that is filled in', policy({ ingress: [{ ports: [{ port: 25 }] }] }, { ingress: [rule(25)] }), []],
  [
    'another protocol',
    policy({ ingress: [{ ports: [{ port: 25 }] }] }, { ingress: [{ ports: [{ port: 25, protocol: 'UDP' }] }] }),
    ['added spec.ingress[0].ports[0].protocol'],
  ],
  [
    'a range',
    policy({ ingress: [rule(25)] }, { ingress: [{ ports: [{ port: 25, protocol: 'TCP', endPort: 9999 }] }] }),
    ['added spec.ingress[0].ports[0].endPort'],
  ],
  ['everybody', policy({ ingress: [rule(25, [{ podSelector: {} }])] }, { ingress: [rule(25)] }), ['removed spec.ingress[0].from']],
  [
    'a wider peer',
    policy({ ingress: [rule(25, [{ podSelector: { matchLabels: { a: 'b' } } }])] }, { ingress: [rule(25, [{ podSelector: {} }])] }),
    ['removed spec.ingress[0].from[0].podSelector.matchLabels'],
  ],
  [
    'pods of all namespaces',
    policy({ ingress: [rule(25, [{ podSelector: {} }])] }, { ingress: [rule(25, [{ podSelector: {}, namespaceSelector: {} }])] }),
    ['added spec.ingress[0].from[0].namespaceSelector'],
  ],
  ['a rule in the middle', policy({ ingress: [rule(25), rule(80)] }, { ingress: [rule(25), rule(22), rule(80)] }), ['added spec.ingress[1]']],
  ['a rule less', policy({ ingress: [rule(25), rule(80)] }, { ingress: [rule(80)] }), ['removed spec.ingress[0]']],
  ['the same rule twice', policy({ ingress: [rule(25)] }, { ingress: [rule(25), rule(25)] }), ['added spec.ingress[1]']],
  ['data', changes('v1', 'ConfigMap', { data: { 25: 'mail/x:25' } }, { data: { 25: 'mail/x:25', 5432: 'mail/y:5432' } }), ['added data.5432']],
  ['what became of it', changes('v1', 'Service', {}, { status: { loadBalancer: {} } }), []],
  [
    'a label and an annotation of others',
    changes(
      'v1',
      'Service',
      { metadata: { name: 'x' } },
      { metadata: { name: 'x', labels: { a: 'b' }, annotations: { 'kubectl.kubernetes.io/x': 'y' } } },
    ),
    [],
  ],
  [
    'an annotation of ours that is gone',
    changes('v1', 'Service', { metadata: { name: 'x', annotations: { 'a.b/c': 'y' } } }, { metadata: { name: 'x' } }),
    ['removed metadata.annotations["a.b/c"]'],
  ],
  [
    'what the definition of a Probe fills in',
    changes('monitoring.coreos.com/v1', 'Probe', probe(), probe({ path: '/probe' }, { action: 'replace' })),
    [],
  ],
  [
    'another path of the exporter, and labels that are dropped',
    changes('monitoring.coreos.com/v1', 'Probe', probe(), probe({ path: '/other' }, { action: 'drop' })),
    ['added spec.prober.path', 'added spec.targets.staticConfig.relabelingConfigs[0].action'],
  ],
  [
    'a number for a text',
    changes('v1', 'Service', { spec: { ports: [{ targetPort: '25' }] } }, { spec: { ports: [{ targetPort: 25 }] } }),
    ['changed spec.ports[0].targetPort'],
  ],
])('%s', (_, found, expected) => {
  expect(found).toEqual(expected);
});

test('the order counts if rules accept and deny, one after the other', () => {
  const [accept, deny] = [{ action: 'Accept' }, { action: 'Deny' }];
  const swap = (apiVersion: string, kind: string) =>
    changes(apiVersion, kind, { spec: { ingress: [accept, deny] } }, { spec: { ingress: [deny, accept] } });
  expect(swap('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy')).toEqual(['changed spec.ingress']);
  expect(swap('projectcalico.org/v3', 'NetworkPolicy')).toEqual(['changed spec.ingress']);
  expect(swap('networking.k8s.io/v1', 'NetworkPolicy')).toEqual([]);
});
