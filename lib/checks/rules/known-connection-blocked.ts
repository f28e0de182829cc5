import type { PlannedConnection } from '../../plan';
import { explain, type Model, type ObjectReference, type Party, reasonsOf, verdictOn } from '../../reachability';
import type { Rule, RuleFinding } from '../finding';
import { type IntendedServer, type Intent, proxyListenerAt } from '../intent/intent';

/** BlueMind's components reach each other on the ports that they need. */
export const knownConnectionBlocked: Rule = {
  name: 'known-connection-blocked',
  setting: ['isolation'],
  severity: 'error',
  why: 'A component of BlueMind cannot connect to another that it needs, so a part of the mail server does not work.',
  mend: 'Admit the connection in the policies of both ends; the settings render what is needed.',
  check: (model, intent) => {
    const ends = connectionEnds(intent);
    return intent.connections.flatMap((connection) => blocked(model, ends, connection));
  },
};

/** Pods, or one of several machines, as an end of connections. */
interface ConnectionEnd {
  readonly server: IntendedServer;
  readonly party: Party;
  readonly reference?: ObjectReference;
}

const connectionEnds = ({ pods, machines }: Intent): readonly ConnectionEnd[] => [
  ...pods.map((server) => ({ server, party: server.group, reference: server.workload.reference })),
  ...machines.flatMap((server) => server.addresses.map((addresses): ConnectionEnd => ({ server, party: { kind: 'addresses', addresses } }))),
];

function blocked(model: Model, ends: readonly ConnectionEnd[], connection: PlannedConnection): readonly RuleFinding[] {
  const named = (name: string) => ends.filter(({ server }) => server.name === name);
  return named(connection.fromWorkload).flatMap((source) =>
    named(connection.toWorkload).flatMap((destination) => between(model, connection, source, destination)),
  );
}

const isOnHostNetwork = ({ party }: ConnectionEnd): boolean => party.kind === 'pods' && party.hostNetwork;

function between(
  model: Model,
  { from, to, port: name, description }: PlannedConnection,
  source: ConnectionEnd,
  destination: ConnectionEnd,
): readonly RuleFinding[] {
  const port = destination.server.ports.find((candidate) => candidate.name === name);
  if (!port || isOnHostNetwork(source) || proxyListenerAt(destination.server, port.protocol, port.podNumber)) return [];
  const verdict = verdictOn(model.evaluator.between(source.party, destination.party), port.protocol, port.podNumber);
  if (verdict.kind === 'allowed') return [];
  const { ingress, egress } = explain(model, source.party, destination.party, port.protocol, port.podNumber);
  const stopping = [ingress, egress]
    .filter((end) => end && end.verdict.kind !== 'allowed')
    .flatMap((end) => end?.policies.map(({ policy }) => policy) ?? []);
  const [object = destination.reference ?? source.reference, ...related] = stopping;
  return [
    {
      message: `${from} on ${source.server.workload.title} cannot connect to ${to}, port ${name} (${port.podNumber}) of ${destination.server.workload.title} (${description})${verdict.kind === 'unknown' ? `, not certain: ${reasonsOf(verdict.doubts)}` : ''}.`,
      ...(object && { object }),
      related,
      port: name,
    },
  ];
}
