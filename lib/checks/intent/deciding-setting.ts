import type { AllowedTraffic, Plan } from '../../plan';
import { type End, intersection, type Model, type PortSet, partyOf, portRanges, union } from '../../reachability';
import { admittedBy } from '../access/sources';
import type { Finding } from '../finding';
import { type IntendedPods, portAt } from './intent';
import { intentOfPlan } from './plan-intent';

/** The field of the settings that decides on a connection, with the installation whose settings these are. */
export type DecidingSetting = Pick<Finding, 'installation' | 'setting' | 'port'>;

/** Finds what decides on some ports between two ends: an entry of `allow`, `expose` of the port, `monitoring`, else `isolation`. Nothing for pods of no plan. */
export function decidingSettings(model: Model, plans: readonly Plan[]): (from: End, to: End, ports: PortSet) => DecidingSetting {
  const intents = plans.map((plan) => ({ plan, pods: intentOfPlan(model, plan).pods }));
  return (from, to, ports) => {
    const [found] = intents.flatMap(({ plan, pods }) => pods.filter(({ end }) => end.title === to.title).map((target) => ({ plan, target })));
    if (!found) return {};
    const { plan, target } = found;
    const [range] = portRanges(ports);
    const port = range && portAt(target, range.protocol, range.first);
    return { installation: plan.installation, setting: settingOf(plan, from, target, ports, port), ...(port && { port: port.name }) };
  };
}

function settingOf(plan: Plan, from: End, target: IntendedPods, ports: PortSet, port: ReturnType<typeof portAt>): readonly string[] {
  const statement = statementOf(plan, from, target, ports);
  if (statement?.allow) return ['allow', statement.allow.name];
  if (statement?.origin === 'monitoring') return ['monitoring'];
  const isFromOutside = from.kind === 'external' || from.kind === 'controller';
  return port?.audience === 'external' && (isFromOutside || statement?.origin === 'entry-point') ? ['expose', port.name] : ['isolation'];
}

/** The most particular statement of the plan that admits one to some of the ports. */
function statementOf({ traffic }: Plan, from: End, { name }: IntendedPods, ports: PortSet): AllowedTraffic | undefined {
  const party = partyOf(from);
  if (party.kind !== 'pods' && party.kind !== 'addresses') return undefined;
  return traffic
    .filter((statement) => statement.workload === name && intersection(union(...admittedBy(statement, party)), ports).length > 0)
    .toSorted((a, b) => origins.indexOf(a.origin) - origins.indexOf(b.origin))[0];
}

/** From the most particular to the most general. */
const origins: readonly AllowedTraffic['origin'][] = ['allow', 'monitoring', 'entry-point', 'isolation', 'default-deny'];
