import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { InputError } from '../base/faults';
import { today } from '../base/today';
import { type Finding, failing, modelOptionsOfAll, type Severity, severities, verifyPlan } from '../checks';
import type { Plan } from '../plan/model';
import { fromObjects } from '../reachability';

/**
 * What happens with the findings of a network when its app is synthesised: those of a severity and above fail it, or a function gets all of
 * them, and fails it by throwing.
 */
export type OnVerify = Severity | ((findings: readonly Finding[]) => void);

/** @throws InputError if it is neither a severity nor a function */
export function checkOnVerify({ node }: IConstruct, onVerify: unknown): undefined {
  if (onVerify === undefined || typeof onVerify === 'function' || severities.some((severity) => severity === onVerify)) return;
  throw new InputError([
    {
      construct: node.path,
      field: 'onVerify',
      message: `${JSON.stringify(onVerify)}: expected a function, or ${severities.map((one) => `'${one}'`).join(', ')}`,
    },
  ]);
}

/** Every object below a construct as it is rendered, with patches and what aspects changed. */
export const renderedObjects = (scope: IConstruct): readonly object[] =>
  scope.node.findAll().flatMap((construct) => (ApiObject.isApiObject(construct) ? [construct.toJson()] : []));

/** Compares what the whole app renders with the plan of one of its networks; pods of the others are among those that may connect. */
export const verifyNetwork = (network: IConstruct & { readonly plan: Plan }, others: readonly Plan[]): readonly Finding[] =>
  verifyPlan(fromObjects(renderedObjects(network.node.root)), network.plan, today(), modelOptionsOfAll([network.plan, ...others]));

/** The findings that fail the synthesis of an app, one line for each. */
export function verifyAtSynth(findings: readonly Finding[], onVerify: OnVerify): string[] {
  if (typeof onVerify !== 'function')
    return failing(findings, onVerify).map(({ severity, message, rule, mend }) => `${severity}: ${message} [${rule}] ${mend}`);
  onVerify(findings);
  return [];
}
