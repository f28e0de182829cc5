import type { Plan } from '../../plan';
import {
  type ConnectionChange,
  difference,
  explain,
  formatNamedPorts,
  formatReference,
  type Model,
  type ObjectChange,
  type ObjectReference,
  type PortSet,
  partyOf,
  portRange,
  portRanges,
  resolvedServices,
  union,
} from '../../reachability';
import { admissions, captures, placed } from '../culprits';
import type { Finding } from '../finding';
import { type DecidingSetting, decidingSettings } from '../intent/deciding-setting';
import { portNamesOf } from '../intent/end-port-names';
import type { Difference, Weighed } from './difference';
import type { ExposureChange } from './exposure';
import { changeRules } from './rules';

/**
 * A difference between two states as findings: each change with the rule of the new state that makes it, the line of this rule, and the field of the
 * settings that decides on it.
 * @param before the old state; it gives the places of objects that are gone
 */
export function changeFindings(
  { connections, unknown, objects, exposures }: Difference,
  after: Model,
  plans: readonly Plan[],
  before?: Model,
): readonly Finding[] {
  const deciding = decidingSettings(after, plans);
  const places = new Map([...(before ? referencesByName(before) : []), ...referencesByName(after)]);
  return [
    ...exposures.map((exposure) => ({ ...exposure, ...settingOfWay(exposure, deciding) })),
    ...[...connections, ...unknown].map((change) => ({
      ...connectionFinding(change, after, plans),
      ...deciding(change.from, change.to, change.opened.length > 0 ? change.opened : union(change.before, change.after)),
    })),
    ...objects.map((change) => objectFinding(change, places)),
  ];
}

/** What decides on the port that a way leads to. */
function settingOfWay({ entry: { destination } }: ExposureChange, deciding: ReturnType<typeof decidingSettings>): DecidingSetting {
  if (destination.kind !== 'pods') return {};
  return deciding({ kind: 'controller', title: 'outside' }, destination.end, portRange(destination.protocol, destination.port));
}

/** Workloads, Services and policies of manifests, by their names in changes. */
const referencesByName = (model: Model): readonly (readonly [string, ObjectReference])[] => [
  ...model.workloads.flatMap(({ title, reference, standsIn }) => (standsIn === undefined ? [[title, reference] as const] : [])),
  ...[...resolvedServices(model).map(({ service }) => service), ...model.policies].map(
    ({ reference }) => [formatReference(reference), reference] as const,
  ),
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
    ? `It cannot be decided whether ${source} reaches ${names(change.after.length > 0 ? change.after : change.before)} of ${destination}: ${doubts.after || doubts.before}.`
    : [
        ...(change.opened.length > 0
          ? [`${source} reaches ${names(change.opened)} of ${destination}, which it could not reach before${newWorkloads}.`]
          : []),
        ...(closed.length > 0 ? [`${source} no longer reaches ${names(closed)} of ${destination}${newWorkloads}.`] : []),
        ...(change.opened.length + closed.length === 0
          ? [`${source} reaches ${names(change.after)} of ${destination}, which could not be decided before.`]
          : []),
      ].join(' ');
  return { ...rule, rule: rule.name, severity, message, ...culprit(change, closed, after) };
}

/** The cause in the new state: the rule that admits it with its line, or the policies that no longer admit it; else the pods themselves. */
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
  return { ...(first && { object: first.object, ...(first.position && { position: first.position }) }), related: rest.map(placed) };
}

function objectFinding(
  { kind, what, name, before, after, severity, caution }: Weighed<ObjectChange>,
  places: ReadonlyMap<string, ObjectReference>,
): Finding {
  const object = places.get(name);
  const rule = changeRules[`${what}-${kind}`];
  const said = [...(before.length > 0 ? [`before: ${before.join('; ')}`] : []), ...(after.length > 0 ? [`now: ${after.join('; ')}`] : [])];
  const state = { added: 'is new', removed: 'is gone', changed: 'is different' }[kind];
  const message = `${name} ${state}${said.length > 0 ? ` (${said.join(', ')})` : ''}${caution === undefined ? '' : `, since ${caution}`}.`;
  return { ...rule, rule: rule.name, severity, message, ...(object && { object }) };
}
