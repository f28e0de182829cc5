import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { InputError } from '../base/faults';
import { carries, modelOptionsOfAll } from '../checks';
import { BlueMindNetwork } from '../network/blue-mind-network';
import { NetworkWorkload } from '../network/handles/workload';
import { renderedObjects } from '../network/verify';
import { fromObjects, type Model, modelOf, type PodEnd } from '../reachability';
import { answersOf } from '../reports/explanations/answers';
import { parseDestination } from '../reports/explanations/destination';
import { outcomesOf } from '../reports/explanations/judged-answers';
import { formatAnswersText } from '../reports/explanations/text';

/**
 * One end of a connection: a construct that makes pods (a Deployment of cdk8s-plus, a workload of a network), or a text that the command `explain` accepts
 * it: `namespace/name`, `external`, `any-pod`, `node`, an address or block.
 */
export type ConnectionEnd = IConstruct | string;

/** A connection that a test asks for. */
export interface TestedConnection {
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  /** Number or name of the port: `5432`, `'postgresql'`, `'UDP/53'`. */
  readonly port: number | string;
}

/** What is known about a connection. */
export interface ConnectionResult {
  /** `allowed` or `denied` if this is the verdict for all ports and pods; `unknown` if something cannot be decided, or if verdicts differ. */
  readonly verdict: 'allowed' | 'denied' | 'unknown';
  /** The policies and rules that decide, one line each. */
  readonly explanation: string;
}

/**
 * Whether something can connect, by all objects of the app as they are rendered. From `external` the ways in count.
 * @param scope the app, or any construct in it
 * @throws InputError if an end or the port cannot be found
 */
export function connectionIn(scope: IConstruct, { from, to, port }: TestedConnection): ConnectionResult {
  const { root } = scope.node;
  const plans = root.node.findAll().flatMap((construct) => (construct instanceof BlueMindNetwork ? [construct.plan] : []));
  const model = modelOf(fromObjects(renderedObjects(root)), modelOptionsOfAll(plans));
  const sources = endTexts(model, from);
  const destinations = endTexts(model, to).map((name) => parseDestination(`${name}:${port}`));
  const answers = sources.flatMap((source) => destinations.flatMap((destination) => answersOf(model, plans, source, destination)));
  const verdicts = new Set(outcomesOf(answers).map(({ verdict }) => verdict));
  const [verdict = 'unknown'] = verdicts;
  return { verdict: verdicts.size === 1 ? verdict : 'unknown', explanation: formatAnswersText(answers) };
}

/** Texts that name an end. */
function endTexts(model: Model, end: ConnectionEnd): readonly string[] {
  if (typeof end === 'string') return [end];
  const isEnd = end instanceof NetworkWorkload ? hasPodsOf(end) : isMadeBy(end);
  const found = model.ends.filter(isEnd).map(({ title }) => title);
  if (found.length === 0) throw new InputError([{ construct: end.node.path, message: 'makes no pods in this app' }]);
  return found;
}

type IsEnd = (end: PodEnd) => boolean;

const hasPodsOf =
  ({ namespace, podLabels }: NetworkWorkload): IsEnd =>
  ({ workload, groups }) =>
    workload.namespace === namespace && groups.some(({ labels }) => carries(labels, podLabels));

function isMadeBy(construct: IConstruct): IsEnd {
  const objects = construct.node.findAll().filter(ApiObject.isApiObject);
  return ({ workload: { kind, namespace, name } }) =>
    objects.some((object) => object.kind === kind && object.name === name && (object.metadata.namespace ?? 'default') === namespace);
}
