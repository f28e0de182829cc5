import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { AdmissionException, AdmissionSubject, Plan, PlannedAdmission } from '../../plan/model';
import { metadata } from '../metadata';
import { literal } from './cel';
import { podRule } from './pods';
import { policyRule } from './policies';
import { routeRule } from './routes';
import type { AdmissionRule } from './rule';
import { serviceRule } from './services';

/** Keeps others from opening what the plan keeps closed: one ValidatingAdmissionPolicy for each kind of danger, each with its Binding. */
export class Admission extends Construct {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(scope, id);
    fillAdmission(this, plan);
  }
}

/** Adds the admission policies of a plan to a scope. */
export function fillAdmission(scope: Construct, plan: Plan): void {
  if (!plan.admission) return;
  for (const { about, name } of plan.admission.policies) {
    const rule = rules[about](plan, plan.admission);
    new AdmissionPolicy(scope, plan, plan.admission, name, rule);
    new AdmissionBinding(scope, plan, plan.admission, name, rule);
  }
}

const rules: Readonly<Record<AdmissionSubject, (plan: Plan, admission: PlannedAdmission) => AdmissionRule>> = {
  services: serviceRule,
  routes: routeRule,
  pods: podRule,
  policies: policyRule,
};

const apiVersion = 'admissionregistration.k8s.io/v1';

/** The conditions on requests. If one cannot be evaluated, the request counts as one that breaks it. */
class AdmissionPolicy extends ApiObject {
  constructor(scope: Construct, plan: Plan, admission: PlannedAdmission, name: string, rule: AdmissionRule) {
    super(scope, `policy-${name}`, {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: clusterMetadata(plan, admission, name, rule),
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          namespaceSelector: {},
          objectSelector: {},
          resourceRules: rule.resources.map((resource) => ({ ...resource, scope: 'Namespaced' })),
        },
        matchConditions: [...exceptionConditions(admission.exceptions), ...rule.conditions],
        variables: rule.variables,
        validations: rule.validations.map((validation) => ({ ...validation, reason: 'Forbidden' })),
      },
    });
  }
}

/** Where the policy applies, and what happens to requests that break it. */
class AdmissionBinding extends ApiObject {
  constructor(scope: Construct, plan: Plan, admission: PlannedAdmission, name: string, rule: AdmissionRule) {
    super(scope, `binding-${name}`, {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: clusterMetadata(plan, admission, name, rule),
      spec: {
        policyName: name,
        validationActions: admission.actions,
        ...(rule.namespaces && {
          matchResources: {
            matchPolicy: 'Equivalent',
            namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: rule.namespaces }] },
            objectSelector: {},
          },
        }),
      },
    });
  }
}

function clusterMetadata(plan: Plan, admission: PlannedAdmission, name: string, rule: AdmissionRule) {
  const exceptions = admission.exceptions.map((exception) => ` Not for ${describe(exception)}: ${exception.reason}`).join('');
  const { namespace: _, ...rest } = metadata(plan, {
    name,
    namespace: plan.namespace,
    description: `${rule.description}${exceptions}`,
  });
  return rest;
}

const describe = (exception: AdmissionException): string =>
  exception.kind === 'service-account'
    ? `service account ${exception.namespace}/${exception.name}`
    : `${exception.objectKind} ${exception.namespace}/${exception.name}`;

/** Requests of these accounts and about these objects are not checked. */
function exceptionConditions(exceptions: readonly AdmissionException[]) {
  const accounts = exceptions.flatMap((one) => (one.kind === 'service-account' ? [`system:serviceaccount:${one.namespace}:${one.name}`] : []));
  const objects = exceptions.flatMap((one) => (one.kind === 'object' ? [`${one.objectKind} ${one.namespace}/${one.name}`] : []));
  return [
    ...(accounts.length > 0 ? [{ name: 'is-of-no-excepted-account', expression: `!(request.userInfo.username in ${literal(accounts)})` }] : []),
    ...(objects.length > 0
      ? [
          {
            name: 'is-about-no-excepted-object',
            expression: `!((request.kind.kind + ' ' + request.namespace + '/' + request.name) in ${literal(objects)})`,
          },
        ]
      : []),
  ];
}
