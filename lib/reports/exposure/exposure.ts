import type { Finding, Proof, WayIn } from '../../checks';
import type { ChecklistItem, Plan } from '../../plan';
import { checklistOf } from './checklist';
import { type Decision, decisionsOf } from './decisions';
import { type EntryPointFacts, entryPointsOf } from './entry-points';
import { type InsidePort, insidePorts } from './inside';
import { type Opening, openingsOf } from './openings';

/** The content of an exposure report, independent of its format. */
export interface Exposure {
  readonly plan: Plan;
  readonly ways: readonly WayIn[];
  readonly entryPoints: readonly EntryPointFacts[];
  readonly internalPorts: readonly InsidePort[];
  readonly outgoing: readonly Opening[];
  readonly decisions: readonly Decision[];
  readonly checklist: readonly ChecklistItem[];
  /** Without positions: a change of another object would move lines, but does not change the findings. */
  readonly findings: readonly Finding[];
}

/** Makes the report of an installation from its plan and its proof. */
export const exposureOf = (plan: Plan, { findings, ways, access }: Proof): Exposure => ({
  plan,
  ways,
  entryPoints: entryPointsOf(plan, ways),
  internalPorts: insidePorts(plan, access),
  outgoing: openingsOf(plan).filter(({ direction }) => direction === 'out'),
  decisions: decisionsOf(plan),
  checklist: checklistOf(plan),
  findings: findings.map(withoutPlace),
});

const withoutPlace = ({ position: _position, object, ...finding }: Finding): Finding => ({
  ...finding,
  ...(object && { object: { apiVersion: object.apiVersion, kind: object.kind, namespace: object.namespace, name: object.name } }),
});
