import type { SourcePosition } from '../base/faults';
import type { Plan } from '../plan';
import {
  admitting,
  type ConnectionChange,
  difference,
  type Explanation,
  explain,
  formatNamedPorts,
  type Model,
  type ObjectChange,
  type ObjectReference,
  type PortSet,
  partyOf,
  portRanges,
} from '../reachability';
import { changeRules } from './change-rules';
import type { Difference, Weighed } from './difference';
import type { Finding } from './finding';
import { portNamesOf } from './intent/end-port-names';

/** A difference between two states as findings: each change with the rule of the new state that makes it, and the line where it stands. */
export const changeFindings = (
  { connections, unknown, objects, exposures }: Difference,
  after: Model,
  plans: readonly Plan[],
): readonly Finding[] => [
  ...exposures,
  ...connections.map((change) => connectionFinding(change, after, plans)),
  ...unknown.map((change) => connectionFinding(change, after, plans)),
  ...objects.map(objectFinding),
];

/** The connection that a finding is about, in words. */
function connectionFinding(change: Weighed<ConnectionChange>, after: Model, plans: readonly Plan[]): Finding {
  const { kind, source, destination, doubts, severity, workloads } = change;
  const rule = doubts ? changeRules['connection-unknown'] : changeRules[`connection-${kind}`];
  const names = (ports: PortSet) => formatNamedPorts(ports, portNamesOf(after, plans, change.to));
  const closed = difference(change.before, change.after);
  const newWorkloads =
    workloads.length > 0 ? ` (${workloads.join(' and ')} ${workloads.length === 1 ? 'is' : 'are'} ${kind === 'removed' ? 'gone' : 'new'})` : '';
  const message = doubts
    ? `It cannot be said whether ${source} reaches ${names(change.after.length > 0 ? change.after : change.before)} of ${destination}: ${doubts.after || doubts.before}.`
    : [
        ...(change.opened.length > 0 ? [`${source} reaches ${names(change.opened)} of ${destination}, which it did not before${newWorkloads}.`] : []),
        ...(closed.length > 0 ? [`${source} does not reach ${names(closed)} of ${destination} any more${newWorkloads}.`] : []),
        ...(change.opened.length + closed.length === 0
          ? [`${source} reaches ${names(change.after)} of ${destination}, which could not be said before.`]
          : []),
      ].join(' ');
  return { ...rule, rule: rule.name, severity, message, ...culprit(change, closed, after) };
}

/** What makes it so in the new state: the rule that admits it with its line, or the policies that do not admit it any more; else the pods themselves. */
function culprit(
  { from, to, opened, after: now }: ConnectionChange,
  closed: PortSet,
  after: Model,
): Pick<Finding, 'object' | 'position' | 'related'> {
  const [port] = portRanges(opened.length > 0 ? opened : closed.length > 0 ? closed : now);
  const explanation = port && explain(after, partyOf(from), partyOf(to), port.protocol, port.first);
  const policies = explanation ? (opened.length > 0 ? admissions(explanation) : captures(explanation)) : [];
  const pods = to.kind === 'pods' && to.workload.standsIn === undefined ? [to.workload.reference] : [];
  const [first, ...rest] = [...policies, ...pods.map((object) => ({ object, position: object.position }))];
  return { ...(first && { object: first.object, ...(first.position && { position: first.position }) }), related: rest.map(({ object }) => object) };
}

interface Place {
  readonly object: ObjectReference;
  readonly position?: SourcePosition;
}

const admissions = ({ ingress, egress }: Explanation): readonly Place[] =>
  [ingress, egress].flatMap((end) =>
    end ? admitting(end).map(({ policy, rule }) => ({ object: policy, position: rule.locatePort() ?? rule.locate() })) : [],
  );

const captures = ({ ingress, egress }: Explanation): readonly Place[] =>
  [ingress, egress].flatMap((end) =>
    end?.verdict.kind === 'denied' ? end.policies.map(({ policy }) => ({ object: policy, position: policy.position })) : [],
  );

function objectFinding({ kind, what, name, before, after, severity, caution }: Weighed<ObjectChange>): Finding {
  const rule = changeRules[`${what}-${kind}`];
  const said = [...(before.length > 0 ? [`before: ${before.join('; ')}`] : []), ...(after.length > 0 ? [`now: ${after.join('; ')}`] : [])];
  const state = { added: 'is new', removed: 'is gone', changed: 'says something else' }[kind];
  const message = `${name} ${state}${said.length > 0 ? ` (${said.join(', ')})` : ''}${caution === undefined ? '' : `, since ${caution}`}.`;
  return { ...rule, rule: rule.name, severity, message };
}
