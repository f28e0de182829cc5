import type { Model } from '../../reachability';
import { admitting, connectivity, difference, explain, intersection, type PortSet, portRange, portRanges, union } from '../../reachability';
import type { Rule, RuleFinding } from '../finding';
import { type IntendedPods, type Intent, mayBeExposed } from '../intent';
import { intendedPorts, type Source, sourcesFor } from '../sources';

/** Inside the cluster ports are reached as far as the isolation goes, and by the peers that are allowed. */
export const internalPortBeyondIsolation: Rule = {
  name: 'internal-port-beyond-isolation',
  severity: 'error',
  why: 'Whoever reaches an internal port inside the cluster is trusted by BlueMind as one of its own.',
  mend: 'Take the peer or port out of the rule that admits it, or allow it with a reason under `allow`.',
  check: (model, intent) =>
    intent.pods.flatMap((pods) => sourcesFor(model, pods).flatMap((source) => beyond(model, intent, source, pods, guardedPorts(intent, pods)))),
};

/** Ports of BlueMind that are not open to the outside anyway, without the listeners that another rule guards. */
const guardedPorts = (intent: Intent, { name, ports, proxyListeners }: IntendedPods): PortSet =>
  difference(
    union(
      ...ports
        .filter((port) => !mayBeExposed(intent, port, name))
        .map(({ protocol, podNumber, podEndNumber }) => portRange(protocol, podNumber, podEndNumber)),
    ),
    union(...proxyListeners.map(({ protocol, podNumber }) => portRange(protocol, podNumber))),
  );

/** What a source reaches of some ports though it is not meant to. */
export function beyond(model: Model, intent: Intent, source: Source, pods: IntendedPods, guarded: PortSet): readonly RuleFinding[] {
  const { allowed, unknown, doubts } = connectivity(model, source.party, pods.group);
  const reached = difference(intersection(union(allowed, unknown), guarded), intendedPorts(intent, source, pods));
  const [first] = portRanges(reached);
  if (!first) return [];
  const isSure = intersection(reached, allowed).length > 0;
  const ingress = explain(model, source.party, pods.group, first.protocol, first.first).ingress;
  const [admission] = ingress ? admitting(ingress) : [];
  const names = pods.ports
    .filter((port) => intersection(reached, portRange(port.protocol, port.podNumber, port.podEndNumber)).length > 0)
    .map(({ name, podNumber }) => `${name} (${podNumber})`);
  return [
    {
      message: `${capitalized(source.title)} ${isSure ? 'may' : 'may, as far as can be told,'} connect to ${names.join(', ') || 'listeners'} of ${pods.workload.title}${admission ? '' : ', since no policy holds it back'}${isSure ? '' : `: ${doubts.map(({ reason }) => reason).join('; ')}`}.`,
      object: admission?.policy ?? pods.workload.reference,
      ...(admission && { position: admission.rule.locatePeer() }),
      ...(admission && { related: [pods.workload.reference] }),
    },
  ];
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
