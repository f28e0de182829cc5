import type { Access, AccessMatrix, AccessPort } from '../../checks';
import type { AllowedTraffic, Plan } from '../../plan';
import { admitting, type DirectionExplanation, formatReference, memoized, type ObjectReference, reasonsOf } from '../../reachability';

/** A source that reaches a port inside the cluster, or may reach it. */
export interface InsideSource {
  readonly source: string;
  readonly verdict: 'allowed' | 'unknown';
  /** Why it cannot be decided. */
  readonly reason?: string;
  readonly admittedBy: readonly Admission[];
}

/** A policy that admits a source, and the statement of the plan behind it. */
export interface Admission {
  readonly policy: string;
  /** Number of the rule among those of its direction, from 1. */
  readonly rule: number;
  readonly origin?: AllowedTraffic['origin'];
  /** What it allows, and why. */
  readonly description?: string;
  /** The entry of `allow` in the settings, with its reason. */
  readonly allow?: { readonly name: string; readonly reason: string };
}

/** An internal port with all sources that reach it inside the cluster. */
export interface InsidePort {
  readonly port: AccessPort;
  readonly reachedBy: readonly InsideSource[];
}

/** The internal ports as proved; all reports of an installation use the same result. */
export const insidePorts = (plan: Plan, access: AccessMatrix): readonly InsidePort[] => portsOf(access)(plan);

const portsOf = memoized((access: AccessMatrix) => memoized((plan: Plan) => computePorts(plan, access)));

const computePorts = (plan: Plan, { sources, ports, between }: AccessMatrix): readonly InsidePort[] =>
  ports
    .filter(({ audience }) => audience === 'internal')
    .map((port) => ({
      port,
      reachedBy: sources
        .filter(({ kind }) => kind !== 'outside' && kind !== 'addresses')
        .flatMap((source) => insideSource(plan, source.title, between(source, port))),
    }));

function insideSource(plan: Plan, source: string, { verdict, explain }: Access): readonly InsideSource[] {
  if (verdict.kind === 'denied') return [];
  return [
    {
      source,
      verdict: verdict.kind,
      ...(verdict.kind === 'unknown' && { reason: reasonsOf(verdict.doubts) }),
      admittedBy: admissionsOf(plan, explain()?.ingress),
    },
  ];
}

/** The rules that admit a connection at the destination, each with the statement of the plan for its policy. */
export const admissionsOf = (plan: Pick<Plan, 'traffic'>, ingress: DirectionExplanation | undefined): readonly Admission[] =>
  (ingress ? admitting(ingress) : []).map(({ policy, rule }) => {
    const statement = plan.traffic.find((one) => isOf(one, policy));
    return {
      policy: formatReference(policy),
      rule: rule.index + 1,
      ...(statement && { origin: statement.origin, description: statement.description }),
      ...(statement?.allow && { allow: statement.allow }),
    };
  });

const isOf = ({ name, namespace }: AllowedTraffic, policy: ObjectReference): boolean => policy.name === name && policy.namespace === namespace;
