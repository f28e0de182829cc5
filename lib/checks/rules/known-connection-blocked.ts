import type { PlannedConnection } from '../../plan';
import { explain, type Model, verdictOn } from '../../reachability';
import type { Rule, RuleFinding } from '../finding';
import { type IntendedPods, type Intent, proxyListenerAt } from '../intent';

/** BlueMind's components reach each other where they need to. */
export const knownConnectionBlocked: Rule = {
  name: 'known-connection-blocked',
  severity: 'error',
  why: 'A component of BlueMind cannot reach another that it needs, so a part of the mail server does not work.',
  mend: 'Admit the connection in the policies of both ends; the settings render what is needed.',
  check: (model, intent) => intent.connections.flatMap((connection) => blocked(model, intent, connection)),
};

function blocked(model: Model, intent: Intent, connection: PlannedConnection): readonly RuleFinding[] {
  const named = (name: string) => intent.pods.filter((pods) => pods.name === name);
  return named(connection.fromWorkload).flatMap((source) =>
    named(connection.toWorkload).flatMap((destination) => between(model, connection, source, destination)),
  );
}

function between(
  model: Model,
  { from, to, port: name, description }: PlannedConnection,
  source: IntendedPods,
  destination: IntendedPods,
): readonly RuleFinding[] {
  const port = destination.ports.find((candidate) => candidate.name === name);
  if (!port || source.group.hostNetwork || proxyListenerAt(destination, port.protocol, port.podNumber)) return [];
  const verdict = verdictOn(model.evaluator.between(source.group, destination.group), port.protocol, port.podNumber);
  if (verdict.kind === 'allowed') return [];
  const { ingress, egress } = explain(model, source.group, destination.group, port.protocol, port.podNumber);
  const stopping = [ingress, egress]
    .filter((end) => end && end.verdict.kind !== 'allowed')
    .flatMap((end) => end?.policies.map(({ policy }) => policy) ?? []);
  const [object = destination.workload.reference, ...related] = stopping;
  return [
    {
      message: `${from} on ${source.workload.title} cannot connect to ${to}, port ${name} (${port.podNumber}) of ${destination.workload.title} (${description})${verdict.kind === 'unknown' ? `, as far as can be told: ${verdict.doubts.map(({ reason }) => reason).join('; ')}` : ''}.`,
      object,
      related,
      port: name,
    },
  ];
}
