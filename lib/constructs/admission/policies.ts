import type { PolicyDialect } from '../../base/policy-dialects';
import type { Plan, PlannedAdmission } from '../../plan/model';
import { any, literal, not } from './cel';
import { foreignPolicies } from './foreign-dialects';
import { admittedByNetworkPolicy, defaultDenyValidations, defaultDenyVariables, networkPolicyFacts } from './network-policies';
import { podServers } from './pod-servers';
import { type AdmissionRule, changesSpec } from './rule';
import { serverVariables } from './servers';
import { howToOpen, namespacesOf } from './words';

const operations = ['CREATE', 'UPDATE', 'DELETE'] as const;

interface PolicyResource {
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resource: string;
}

/** Resources of policies. If the cluster lacks one, there are no requests for it. */
const dialects: Readonly<Record<PolicyDialect, readonly PolicyResource[]>> = {
  kubernetes: [{ apiGroup: 'networking.k8s.io', apiVersion: 'v1', resource: 'networkpolicies' }],
  cilium: [{ apiGroup: 'cilium.io', apiVersion: 'v2', resource: 'ciliumnetworkpolicies' }],
  calico: [
    { apiGroup: 'projectcalico.org', apiVersion: 'v3', resource: 'networkpolicies' },
    // How Calico stores its policies behind its own API server.
    { apiGroup: 'crd.projectcalico.org', apiVersion: 'v1', resource: 'networkpolicies' },
  ],
};

/** Accounts that remove the objects of a namespace that is being deleted, or of an owner that no longer exists. */
const controllers = ['namespace-controller', 'generic-garbage-collector'].map((name) => `system:serviceaccount:kube-system:${name}`);

/** Policies admit nobody beyond the plan, and the default deny stays. */
export function policyRule(plan: Plan, admission: PlannedAdmission): AdmissionRule {
  const { installation } = plan;
  const servers = podServers(admission.servers);
  const admitted = admittedByNetworkPolicy();
  const foreign = foreignPolicies(plan);
  const denies = admission.defaultDenies.map(({ namespace, name }) => `${namespace}/${name}`);
  return {
    description: `Refuses policies that admit more to the pods of BlueMind installation '${installation}' than its settings do, and the removal of the default deny.`,
    resources: Object.values(dialects)
      .flat()
      .map(({ apiGroup, apiVersion, resource }) => ({
        apiGroups: [apiGroup],
        apiVersions: [apiVersion],
        resources: [resource],
        operations,
      })),
    namespaces: namespacesOf(servers),
    conditions: [changesSpec],
    variables: [
      { name: 'object', expression: "request.namespace + '/' + request.name" },
      ...defaultDenyVariables(admission),
      ...serverVariables(servers, (server) => ({ podLabels: server.podLabels, ...networkPolicyFacts(server) })),
      admitted.variable,
      ...foreign.variables,
    ],
    validations: [
      {
        expression: any(
          "request.operation != 'DELETE'",
          not(`request.resource.group in ${literal(dialects[plan.policies.dialect].map(({ apiGroup }) => apiGroup))}`),
          not(`variables.object.replace('/default.', '/') in ${literal(denies)}`),
          'has(namespaceObject.metadata.deletionTimestamp)',
          `request.userInfo.username in ${literal(controllers)}`,
        ),
        message: `Without it no policy denies by default what reaches or leaves the pods of '${installation}'. ${howToOpen.except}`,
      },
      ...defaultDenyValidations(admission),
      admitted.validation,
      ...foreign.validations,
    ],
  };
}
