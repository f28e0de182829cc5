import { renderObjects } from '../../lib/constructs';
import type { InstallationProps } from '../../lib/settings';
import { faults, objects, ofKind, plan, type Rendered } from '../support/render';

const policiesOf = (settings: Partial<InstallationProps>): readonly Rendered[] => ofKind('ValidatingAdmissionPolicy', objects(settings));
const bindingsOf = (settings: Partial<InstallationProps>): readonly Rendered[] => ofKind('ValidatingAdmissionPolicyBinding', objects(settings));

const wanted: Partial<InstallationProps> = { namespace: 'mail', policies: { admission: true } };

test('there is a policy with its binding for each kind of danger, and none if nobody asks', () => {
  expect(policiesOf({}).length + bindingsOf({}).length).toBe(0);
  const names = ['services', 'routes', 'pods', 'policies'].map((about) => `mail.bluemind-admission-${about}`);
  expect(policiesOf(wanted).map(({ metadata }) => metadata.name)).toEqual(names);
  expect(bindingsOf(wanted).map(({ spec }) => spec.policyName)).toEqual(names);
});

test('it is of the API that Kubernetes 1.30 has, in no namespace, and fails closed', () => {
  for (const { apiVersion, metadata, spec } of policiesOf(wanted)) {
    expect(apiVersion).toBe('admissionregistration.k8s.io/v1');
    expect(metadata.namespace).toBeUndefined();
    expect(spec.failurePolicy).toBe('Fail');
    expect(spec.validations.every(({ reason }: { reason: string }) => reason === 'Forbidden')).toBe(true);
  }
});

test('it applies in the namespaces of the pods; routes may be anywhere', () => {
  const edge = bindingsOf({
    namespace: 'mail',
    workloads: { main: { components: 'all' }, edge: { kind: 'edge', namespace: 'dmz' } },
    expose: { smtp: { entryPoint: 'public', workload: 'edge' }, https: { entryPoint: 'public', workload: 'edge' } },
    policies: { admission: true },
  });
  expect(
    Object.fromEntries(edge.map(({ metadata, spec }) => [metadata.name, spec.matchResources?.namespaceSelector.matchExpressions[0].values])),
  ).toEqual({
    'mail.bluemind-admission-services': ['dmz', 'mail'],
    'mail.bluemind-admission-routes': undefined,
    'mail.bluemind-admission-pods': ['dmz', 'mail'],
    'mail.bluemind-admission-policies': ['dmz', 'mail'],
  });
});

test.each([
  ['Deny', ['Deny']],
  ['Warn', ['Warn']],
  [
    ['Audit', 'Warn'],
    ['Warn', 'Audit'],
  ],
  [
    ['Audit', 'Deny'],
    ['Deny', 'Audit'],
  ],
] as const)('action %j makes validationActions %j', (action, actions) => {
  const settings: Partial<InstallationProps> = { policies: { admission: { action: typeof action === 'string' ? action : [...action] } } };
  for (const { spec } of bindingsOf(settings)) expect(spec.validationActions).toEqual(actions);
});

test('exceptions are conditions, and their reasons are in the object', () => {
  const settings: Partial<InstallationProps> = {
    namespace: 'mail',
    policies: {
      admission: {
        exceptions: [
          { serviceAccount: 'argocd/controller', reason: 'Argo CD applies what was reviewed.' },
          { object: { kind: 'Service', name: 'old' }, reason: 'The old scanners.' },
        ],
      },
    },
  };
  for (const { metadata, spec } of policiesOf(settings)) {
    const conditions = spec.matchConditions.map(({ expression }: { expression: string }) => expression);
    expect(conditions).toContain("!(request.userInfo.username in ['system:serviceaccount:argocd:controller'])");
    expect(conditions).toContain("!((request.kind.kind + ' ' + request.namespace + '/' + request.name) in ['Service mail/old'])");
    expect(metadata.annotations['kubernetes.io/description']).toContain(
      'Not for service account argocd/controller: Argo CD applies what was reviewed. Not for Service mail/old: The old scanners.',
    );
  }
});

test('it is applied before what it checks, so that it checks objects with the settings that rendered them', () => {
  const files = renderObjects(plan({ ...wanted, createNamespace: true })).map(({ file }) => file);
  expect(files.slice(0, 3)).toEqual(['namespace.k8s.yaml', 'admission.k8s.yaml', 'services.k8s.yaml']);
});

test('every expression is whole: brackets close, and nothing is undefined', () => {
  const dialects: readonly Partial<InstallationProps>[] = [
    wanted,
    { ...wanted, workloads: 'roles', egress: 'restricted', policies: { admission: true, dialect: 'cilium' } },
    { ...wanted, workloads: 'roles', egress: 'restricted', policies: { admission: true, dialect: 'calico' } },
  ];
  for (const { spec } of dialects.flatMap(policiesOf))
    for (const part of [...spec.matchConditions, ...spec.variables, ...spec.validations]) {
      const expression: string = part.expression;
      expect(depthAtEnd(expression)).toBe(0);
      expect(expression).not.toMatch(/undefined|\[object Object/);
    }
});

function depthAtEnd(expression: string): number {
  const outsideOfTexts = expression.replaceAll(/'[^']*'|"[^"]*"/g, '');
  return [...outsideOfTexts].reduce((depth, sign) => depth + ('([{'.includes(sign) ? 1 : ')]}'.includes(sign) ? -1 : 0), 0);
}

describe('bad settings', () => {
  test.each([
    [{ action: 'Refuse' }, /^policies\.admission\.action: /],
    [{ action: ['Deny', 'Warn'] }, /has both 'Deny' and 'Warn', which the API server does not accept together/],
    [{ action: [] }, /is empty/],
    [{ action: ['Warn', 'Warn'] }, /names an action twice/],
    [{ exceptions: [{ reason: 'Why not.' }] }, /names nobody; give serviceAccount or object/],
    [
      { exceptions: [{ serviceAccount: 'a/b', object: { kind: 'Pod', name: 'a' }, reason: 'Both.' }] },
      /has both serviceAccount and object; write two exceptions/,
    ],
    [{ exceptions: [{ serviceAccount: 'controller', reason: 'No namespace.' }] }, /expected namespace and name of a service account/],
    [{ exceptions: [{ serviceAccount: 'a/b' }] }, /exceptions\[0\]\.reason/],
    [{ exceptions: [{ object: { kind: 'service', name: 'a' }, reason: 'x' }] }, /expected a kind such as 'Service'/],
  ])('%j', (admission, message) => {
    const found = faults({ policies: { admission } });
    expect(found.join('\n')).toMatch(message);
  });
});
