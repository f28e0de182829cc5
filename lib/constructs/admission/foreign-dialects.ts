import type { PolicyDialect } from '../../base/policy-dialects';
import type { Plan } from '../../plan/model';
import { calicoSpecs } from '../policies/calico';
import { ciliumSpecs } from '../policies/cilium';
import { all, any, literal, not } from './cel';
import type { Validation, Variable } from './rule';
import { maySelect } from './selectors';
import { noneMay } from './servers';
import { howToOpen } from './words';

/** A kind of policies of a network plugin. */
interface ForeignDialect {
  readonly name: 'Cilium' | 'Calico';
  readonly dialect: PolicyDialect;
  readonly groups: readonly string[];
  /** Name of a policy, as `namespace/name`. */
  readonly object: string;
  /** The plan in this dialect. */
  readonly specs: (plan: Plan) => readonly { readonly namespace: string; readonly name: string; readonly spec: object }[];
  /** Whether the policy has the specification `planned`. */
  readonly isAsPlanned: string;
  /** Whether it may admit a peer to pods of `server`. */
  readonly mayAdmit: string;
}

/**
 * Policies of the plan stay as planned, and others that may select the pods admit nobody. Their peers are not compared: these policy languages have
 * more constructs than can be compared here.
 */
export const foreignPolicies = (plan: Plan): { readonly variables: readonly Variable[]; readonly validations: readonly Validation[] } => {
  const checks = [cilium, calico].map((dialect) => checkOf(dialect, plan));
  return { variables: checks.flatMap(({ variables }) => variables), validations: checks.flatMap(({ validations }) => validations) };
};

function checkOf({ name, dialect, groups, object, specs, isAsPlanned, mayAdmit }: ForeignDialect, plan: Plan) {
  const planned = plan.policies.dialect === dialect ? specs(plan) : [];
  const variable = `planned${name}`;
  const isJudged = all(`request.resource.group in ${literal(groups)}`, "request.operation != 'DELETE'");
  const isPlanned = `${object} in variables.${variable}`;
  const opened = noneMay(
    `openedBy${name}`,
    all(isJudged, not(isPlanned), mayAdmit),
    'It may admit peers that the settings do not admit, to pods of workload ',
    `. ${howToOpen.allow}`,
  );
  return {
    variables: [
      { name: variable, expression: literal(Object.fromEntries(planned.map((policy) => [`${policy.namespace}/${policy.name}`, policy.spec]))) },
      opened.variable,
    ],
    validations: [
      {
        expression: any(not(isJudged), not(isPlanned), `[variables.${variable}[${object}]].all(planned, ${isAsPlanned})`),
        message:
          'This policy would no longer match the settings. Change the settings, or write an exception under policies.admission with its reason.',
      },
      opened.validation,
    ],
  };
}

const cilium: ForeignDialect = {
  name: 'Cilium',
  groups: ['cilium.io'],
  object: 'variables.object',
  dialect: 'cilium',
  specs: ciliumSpecs,
  isAsPlanned: '!has(object.specs) && object.spec == planned',
  mayAdmit: `([object.?spec.orValue({})] + object.?specs.orValue([])).exists(spec, ${all(
    'spec.?ingress.orValue([]).exists(rule, rule.size() > 0)',
    maySelect('server.podLabels', {
      matchLabels: 'spec.?endpointSelector.?matchLabels.orValue({})',
      matchExpressions: 'spec.?endpointSelector.?matchExpressions.orValue([])',
      sources: ['k8s:', 'any:'],
    }),
  )})`,
};

// Behind Calico's own API server, policies of the default tier are stored under a name with the tier as prefix.
const calico: ForeignDialect = {
  name: 'Calico',
  groups: ['projectcalico.org', 'crd.projectcalico.org'],
  object: "variables.object.replace('/default.', '/')",
  dialect: 'calico',
  specs: calicoSpecs,
  isAsPlanned: all(
    'object.spec.?selector == planned.?selector',
    'object.spec.?types == planned.?types',
    'object.spec.?ingress.orValue([]) == planned.?ingress.orValue([])',
    'object.spec.?egress.orValue([]) == planned.?egress.orValue([])',
    "object.spec.?tier.orValue('default') == 'default'",
  ),
  mayAdmit: all(
    "'Ingress' in object.spec.?types.orValue(['Ingress'])",
    "object.spec.?ingress.orValue([]).exists(rule, !(rule.action in ['Deny', 'Log']))",
    not(isAboutOthers()),
  ),
};

/** Whether a selector requires another value of a label; all its terms must be required together. Nothing is known about a more complex selector. */
function isAboutOthers(): string {
  const selector = "object.spec.?selector.orValue('')";
  const asked = `[key + " == '" + server.podLabels[key] + "'", key + ' == "' + server.podLabels[key] + '"']`;
  return all(
    `!${selector}.matches('[|!(){}]')`,
    `${selector}.split('&&').exists(term, server.podLabels.exists(key, term.trim().startsWith(key + ' == ') && !(term.trim() in ${asked})))`,
  );
}
